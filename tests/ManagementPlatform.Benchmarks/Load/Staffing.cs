using Dapper;
using ManagementPlatform.Benchmarks.Data;
using ManagementPlatform.Benchmarks.Frame;

namespace ManagementPlatform.Benchmarks.Load;

/// <summary>
/// Accounts for every school (registrar and leader) and county (registrar), put into the tables; they have no password.
/// </summary>
internal static class Staffing
{
    public const string Stamp = "benchmark";

    /// <summary>The account of an organization in a role: its key is made of the organization's.</summary>
    public static long UserOf(long organization, bool isLeader) =>
        organization + (isLeader ? 2_000_000_000_000 : 1_000_000_000_000);

    public static async Task HireAsync(BenchmarkStore store)
    {
        var database = store.Database(FilledCenter.Pupils);
        await using var connection = await database.OpenAsync(CancellationToken.None);
        var organizations = (await connection.QueryAsync<long>("SELECT organization_id FROM organization WHERE kind IN ('school', 'county')")).ToList();
        await using var transaction = await database.Dialect.BeginWriteAsync(connection, CancellationToken.None);
        var users = organizations.SelectMany(o => new[] { (Organization: o, IsLeader: false), (Organization: o, IsLeader: true) }).Select(u => new
        {
            id = UserOf(u.Organization, u.IsLeader),
            name = $"b{UserOf(u.Organization, u.IsLeader)}",
            upper = $"B{UserOf(u.Organization, u.IsLeader)}",
            organization = u.Organization,
            role = u.IsLeader ? "leader" : "registrar",
            stamp = Stamp,
            yes = true,
            no = false,
            now = TimeProvider.System.GetUtcNow(),
        }).ToList();
        await connection.ExecuteAsync(
            """
            INSERT INTO app_user (user_id, user_name, normalized_user_name, display_name, kind, organization_id, password_hash, security_stamp,
                access_failed_count, is_enabled, must_change_password, password_changed_at, created_at, row_version)
            VALUES (@id, @name, @upper, '测试', 'person', @organization, 'AA==', @stamp, 0, @yes, @no, @now, @now, 1)
            """,
            users,
            transaction);
        await connection.ExecuteAsync("INSERT INTO app_user_role (user_id, role) VALUES (@id, @role)", users, transaction);
        await transaction.CommitAsync();
    }
}
