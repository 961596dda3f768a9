using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.National;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Reference;

/// <summary>How many rows a load added and overwrote, by part.</summary>
public sealed record LoadedReferenceData(IReadOnlyDictionary<ReferencePart, int> Rows)
{
    public int Total => Rows.Values.Sum();
}

/// <summary>
/// Brings the reference tables to what the files say: adds what is new, overwrites what differs, takes nothing away. Loading the
/// same files again changes nothing.
/// </summary>
public sealed class LoadReferenceData(
    IReferenceStore store, IReferenceData data, IProvinceVersions versions, ICenterStanding standing,
    ICurrentCenter center, IUnitOfWork work)
{
    private static readonly Dictionary<ReferencePart, Entity> Entities = new()
    {
        [ReferencePart.CodeTables] = Entity.CodeTable,
        [ReferencePart.Regions] = Entity.Region,
        [ReferencePart.Calendar] = Entity.Calendar,
    };

    public async Task<LoadedReferenceData> HandleAsync(ReferenceSet set, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageReference);
        set = await OwnAsync(set, cancel);

        // Most loads find nothing to do: look before taking the writer's place.
        if (Total(ReferenceDifference.Of(await store.ReadAsync(cancel), set)) == 0)
            return new LoadedReferenceData(new Dictionary<ReferencePart, int>());
        var loaded = await work.CommitAsync(caller, "reference.load", c => LoadAsync(set, c), cancel);
        data.Forget();
        return loaded;
    }

    private async Task<LoadedReferenceData> LoadAsync(ReferenceSet set, CancellationToken cancel)
    {
        var stored = await store.ReadAsync(cancel);
        var changes = ReferenceDifference.Of(stored, set);
        if (Entities.Keys.Any(part => changes.Count(part) > 0)
            || Rules(changes).Any(rule => ProvinceKey.Of(rule.ProvinceCode) == 0))
            await NationalReference.DemandOwnAsync(standing, cancel);
        Demand(stored, changes);
        await store.StoreAsync(changes, cancel);
        var rows = Enum.GetValues<ReferencePart>().Where(part => changes.Count(part) > 0)
            .ToDictionary(part => part, changes.Count);
        foreach (var part in rows.Keys)
        {
            var version = await store.NextVersionAsync(part, cancel);
            if (Entities.TryGetValue(part, out var entity))
                work.Changed(entity, 0, version);
        }

        foreach (var province in Rules(changes).Select(rule => rule.ProvinceCode).Distinct())
        {
            if (await versions.NextAsync(Entity.ProvinceRule, province, cancel) is { } version)
                work.Changed(Entity.ProvinceRule, ProvinceKey.Of(province), version);
        }

        work.Audited(
            new AuditLine(Entity.CodeTable, null, Detail: rows.ToDictionary(part => part.Key.ToString(), part => part.Value)));
        return new LoadedReferenceData(rows);
    }

    // Where centers work together, each says for itself what its rules are.
    private async Task<ReferenceSet> OwnAsync(ReferenceSet set, CancellationToken cancel)
    {
        if (await standing.GetAsync(cancel) == Standing.Alone)
            return set;
        var home = (await center.GetAsync(cancel)).CenterCode;
        return set with { Rules = [.. set.Rules.Where(rule => rule.ProvinceCode[..2] == home || ProvinceKey.Of(rule.ProvinceCode) == 0)] };
    }

    private static IEnumerable<ProvinceRule> Rules(ReferenceChanges changes) => changes.Added.Rules.Concat(changes.Updated.Rules);

    // What a province set for itself stays when the nation narrows its own: then both hold, and the narrower one wins.
    private static void Demand(ReferenceSet stored, ReferenceChanges changes)
    {
        List<ProvinceRule> loaded = [.. Rules(changes)];
        var keys = loaded.Select(Key).ToHashSet();
        List<ProvinceRule> all = [.. loaded, .. stored.Rules.Where(rule => !keys.Contains(Key(rule)))];
        var problems = loaded.Select(rule => RuleNarrowing.Check(rule, all)).OfType<Problem>().ToList();
        if (problems.Count > 0)
            throw Refused.Invalid(problems);

        static (string, string, DateOnly) Key(ProvinceRule rule) => (rule.ProvinceCode, rule.RuleName, rule.ValidFrom);
    }

    private static int Total(ReferenceChanges changes) => Enum.GetValues<ReferencePart>().Sum(changes.Count);
}
