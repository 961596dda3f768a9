using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication.Centers;

/// <summary>
/// Follows keys of a center from one that is trusted to those that came after it, each signed by the one before. Pure.
/// </summary>
internal static class KeyChain
{
    /// <summary>How long a key is good after another has followed it.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(30);

    public static bool IsEndorsed(string center, CenterPublicKey key, CenterPublicKey by, string? endorsement)
    {
        var signature = new byte[64];
        return endorsement?.Length <= 100 && Convert.TryFromBase64String(endorsement, signature, out var length)
            && length == signature.Length
            && by.Verifies(key.ToEndorse(center), signature);
    }

    /// <returns>The keys that are new here and can be trusted, the oldest first.</returns>
    public static IReadOnlyList<CenterKeyRow> Follow(
        string center, IEnumerable<CenterKeyRow> trusted, IReadOnlyCollection<KeyMessage> told, DateTimeOffset now)
    {
        var known = trusted.ToDictionary(key => key.KeyId, key => new CenterPublicKey(key.PublicKey));
        var found = new List<CenterKeyRow>();
        while (Next() is { } next)
        {
            known[next.KeyId] = new CenterPublicKey(next.PublicKey);
            found.Add(next);
        }

        return found;

        CenterKeyRow? Next() => (
            from message in told
            let key = CenterPublicKey.TryParse(message.PublicKey, out var parsed) ? parsed : null
            where key is not null && !known.ContainsKey(key.Id) && message.EndorsedBy is not null
            where known.TryGetValue(message.EndorsedBy!, out var before) && IsEndorsed(center, key, before, message.Endorsement)
            select new CenterKeyRow
            {
                CenterCode = center, KeyId = key.Id, PublicKey = key.Text, ValidFrom = now,
                EndorsedBy = message.EndorsedBy, Endorsement = message.Endorsement,
            }).FirstOrDefault();
    }
}
