using System.Data.Common;

namespace ManagementPlatform.Storage.Replication;

/// <summary>
/// The other centers, everybody's public keys, the invitations that were given out. Writes belong to the unit of work that runs.
/// </summary>
public sealed class CenterBooks(DbSession session)
{
    private static readonly Sql FindCenter = CenterTables.Center.Select("WHERE center_code = @center");

    private static readonly Sql AllCenters = CenterTables.Center.Select("ORDER BY center_code");

    private static readonly Sql SetState = Sql.Portable("UPDATE dbo.known_center SET state = @state WHERE center_code = @center");

    private static readonly Sql Name = Sql.Portable(
        "SELECT r.name FROM dbo.region AS r WHERE r.region_code = @region AND r.has_center = @yes");

    private static readonly Sql KeysOf = CenterTables.Key.Select("WHERE center_code = @center ORDER BY valid_from DESC, key_id");

    private static readonly Sql EndKeys = Sql.Portable(
        "UPDATE dbo.center_key SET valid_to = @at WHERE center_code = @center AND key_id <> @except AND (valid_to IS NULL OR valid_to > @at)");

    private static readonly Sql FindInvitation = CenterTables.Invitation.Select("WHERE token_hash = @hash");

    private static readonly Sql UseInvitation = Sql.Portable(
        "UPDATE dbo.center_invitation SET used_at = @now, used_by_key = @key WHERE token_hash = @hash AND used_at IS NULL");

    private static readonly Sql FindNonce = CenterTables.Nonce.Select("WHERE center_code = @center AND nonce = @nonce");

    private static readonly Sql ForgetNonces = Sql.Portable("DELETE FROM dbo.center_nonce WHERE seen_at < @before");

    public Task<KnownCenter?> FindAsync(string center, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<KnownCenter>(FindCenter, new { center = Ansi.Code(center) }, cancel);

    public Task<IReadOnlyList<KnownCenter>> AllAsync(CancellationToken cancel) =>
        session.QueryAsync<KnownCenter>(AllCenters, null, cancel);

    /// <summary>The name of the region that a center is for; null when none has a center of this code.</summary>
    public Task<string?> NameAsync(string center, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<string>(Name, new { region = Ansi.Code(center + "0000"), yes = true }, cancel);

    /// <summary>Adds the center, or writes over what is known of it.</summary>
    public Task RememberAsync(KnownCenter center, bool isNew, CancellationToken cancel) =>
        isNew
            ? session.InsertAsync(CenterTables.Center, center, cancel) : session.UpdateAsync(CenterTables.Center, center, cancel);

    public Task SetStateAsync(string center, string state, CancellationToken cancel) =>
        session.ExecuteAsync(SetState, new { center = Ansi.Code(center), state = Ansi.Code(state) }, cancel);

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<CenterKeyRow>> KeysAsync(string center, CancellationToken cancel) =>
        session.QueryAsync<CenterKeyRow>(KeysOf, new { center = Ansi.Code(center) }, cancel);

    public Task AddKeyAsync(CenterKeyRow key, CancellationToken cancel) => session.InsertAsync(CenterTables.Key, key, cancel);

    /// <summary>All keys of the center but one end at a time, those that would have ended later or never.</summary>
    public Task EndKeysAsync(string center, string except, DateTimeOffset at, CancellationToken cancel) =>
        session.ExecuteAsync(EndKeys, new { center = Ansi.Code(center), except = Ansi.Code(except), at }, cancel);

    public Task AddInvitationAsync(InvitationRow invitation, CancellationToken cancel) =>
        session.InsertAsync(CenterTables.Invitation, invitation, cancel);

    public Task<InvitationRow?> FindInvitationAsync(string hash, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<InvitationRow>(FindInvitation, new { hash = Ansi.Code(hash) }, cancel);

    /// <exception cref="Core.RefusalException">Somebody else has used it meanwhile.</exception>
    public Task UseInvitationAsync(string hash, string keyId, DateTimeOffset now, CancellationToken cancel) =>
        session.ChangeOneAsync(UseInvitation, new { hash = Ansi.Code(hash), key = Ansi.Code(keyId), now }, cancel);

    /// <summary>Remembers a request, in a transaction of its own.</summary>
    /// <param name="lifetime">How long requests are remembered.</param>
    /// <returns>False when it was seen before.</returns>
    public async Task<bool> SeeAsync(string center, string nonce, DateTimeOffset now, TimeSpan lifetime, CancellationToken cancel)
    {
        try
        {
            return await session.InTransactionAsync(
                async () =>
                {
                    await session.ExecuteAsync(ForgetNonces, new { before = now - lifetime }, cancel);
                    if (await IsSeenAsync())
                        return false;
                    await session.InsertAsync(
                        CenterTables.Nonce, new NonceRow { CenterCode = center, Nonce = nonce, SeenAt = now }, cancel);
                    return true;
                },
                cancel);
        }
        catch (DbException)
        {
            // Two of the same at once: the other one was first.
            if (await IsSeenAsync())
                return false;
            throw;
        }

        async Task<bool> IsSeenAsync() =>
            await session.FirstOrDefaultAsync<NonceRow>(
                FindNonce, new { center = Ansi.Code(center), nonce = Ansi.Code(nonce) }, cancel) is not null;
    }
}
