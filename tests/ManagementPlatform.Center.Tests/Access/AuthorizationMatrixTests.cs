using System.Net;
using System.Text;
using Dapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Center.Tests.Conventions;
using ManagementPlatform.Center.Tests.Transfers;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.AspNetCore.Routing;

namespace ManagementPlatform.Center.Tests.Access;

/// <summary>
/// Every endpoint is called as every role of every tier, inside and outside its scope, and has to answer as
/// <c>authorization-matrix.md</c>
/// says. With <c>MP_WRITE_MATRIX=file</c> the table as the center behaves is written there, to be reviewed and taken over.
/// </summary>
[TestClass]
public sealed class AuthorizationMatrixTests
{
    // Nobody has seen this version: whoever gets past the door changes nothing.
    private const int UnseenVersion = 999_999;

    // They end the session of whoever calls, or start what changes the school under the other calls.
    private static readonly string[] Last = ["enrollment.promote_school", "enrollment.promote_all", "me.change_password", "me.sign_out"];

    private static readonly AuthorizationMatrix Matrix = AuthorizationMatrix.Read();

    [TestMethod]
    public async Task Every_endpoint_lets_in_the_roles_of_its_row_and_nobody_else()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite);
        var nation = await AddNationAsync(town);
        var real = await RealAsync(town);
        var routes = Routes(town.Center).ToList();
        var table = new StringBuilder();
        var wrong = new List<string>();
        foreach (var (route, operation) in routes)
        {
            var cells = new List<string>();
            foreach (var (_, organization, _) in Places(nation))
            {
                var allowed = new List<Role>();
                foreach (var role in Enum.GetValues<Role>())
                {
                    if (await IsLetInAsync(town, role, organization, new SampleRequest(route, operation, real)))
                        allowed.Add(role);
                }

                cells.Add(AuthorizationMatrix.Cell(allowed));
            }

            var outside = await OutsideAsync(town, nation, route, operation, real);
            var row = $"| {operation.Name} | {string.Join(" | ", cells)} | {outside} |";
            table.AppendLine(row);
            wrong.AddRange(Matrix.Operations.Contains(operation.Name) ? Differences(operation.Name, cells, outside) : [$"no row for the endpoint; as it behaves: {row}"]);
        }

        if (Environment.GetEnvironmentVariable("MP_WRITE_MATRIX") is { } file)
            await File.WriteAllTextAsync(file, table.ToString());
        wrong.AddRange(
            Matrix.Operations.Except(routes.Select(r => r.Operation.Name)).Select(name => $"no endpoint for the row {name}"));
        Assert.IsEmpty(wrong, string.Join('\n', wrong));
    }

    private static IEnumerable<string> Differences(string operation, List<string> cells, string outside)
    {
        var tiers = Enum.GetValues<Tier>();
        for (var i = 0; i < tiers.Length; i++)
        {
            var expected = AuthorizationMatrix.Cell(
                Enum.GetValues<Role>().Where(role => Matrix.Allows(operation, tiers[i], role)));
            if (cells[i] != expected)
                yield return $"{operation}, {tiers[i]}: the table says {expected}, the center lets in {cells[i]}";
        }

        if (Matrix.Outside(operation) != outside)
            yield return $"{operation}, from outside: the table says {Matrix.Outside(operation)}, the center answers {outside}";
    }

    // Somebody with the role at another school or county.
    private static async Task<string> OutsideAsync(
        TransferTown town, Nation nation, RouteEndpoint route, Operation operation, IReadOnlyDictionary<string, long> real)
    {
        var answers = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (tier, _, other) in Places(nation).Where(place => place.Other != 0))
        {
            foreach (var role in Enum.GetValues<Role>().Where(role => operation.Permission is { } needed && Permissions.Allows(needed, tier, [role])))
            {
                var client = await town.PersonAsync(role, other);
                using var request = new SampleRequest(route, operation, real).Plain(UnseenVersion);
                using var answer = await client.SendAsync(request);
                var text = await answer.Content.ReadAsStringAsync();
                answers.Add(
                    route.RoutePattern.Parameters.Count == 0 && operation.Request is null
                        ? text.Contains($"{town.Pupil}", StringComparison.Ordinal)
                            || text.Contains($"\"schoolId\":{TransferTown.From}", StringComparison.Ordinal)
                            ? $"sees {tier}" : AuthorizationMatrix.Nothing
                        : answer.IsSuccessStatusCode ? AuthorizationMatrix.Own : $"{(int)answer.StatusCode}");
            }
        }

        return answers.Count == 0 ? AuthorizationMatrix.Own : string.Join(' ', answers);
    }

    // Past the door: whatever is wrong then, it is not who asks.
    private static async Task<bool> IsLetInAsync(TransferTown town, Role role, long organization, SampleRequest sample)
    {
        var client = await town.PersonAsync(role, organization);
        using var request = sample.Plain(UnseenVersion);
        using var answer = await client.SendAsync(request);
        Assert.IsFalse(
            answer.StatusCode == HttpStatusCode.Unauthorized && answer.Headers.WwwAuthenticate.Count > 0,
            $"the session of {role} has ended: {request.RequestUri}");
        return answer.StatusCode != HttpStatusCode.Forbidden;
    }

    private static IEnumerable<(RouteEndpoint Route, Operation Operation)> Routes(CenterUnderTest center) => ((IEndpointRouteBuilder)center.App).DataSources
        .SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .Select(e => (e, e.Metadata.GetRequiredMetadata<Operation>()))
        .OrderBy(r => Array.IndexOf(Last, r.Item2.Name)).ThenBy(r => r.Item2.Name, StringComparer.Ordinal);

    private static IEnumerable<(Tier Tier, long Organization, long Other)> Places(Nation nation) =>
    [
        (Tier.Ministry, nation.Ministry, 0),
        (Tier.Province, nation.Province, nation.OtherProvince),
        (Tier.City, TestSchool.City, nation.OtherCity),
        (Tier.County, TransferTown.FromCounty, TransferTown.ToCounty),
        (Tier.School, TransferTown.From, TransferTown.To),
    ];

    private static async Task<Dictionary<string, long>> RealAsync(TransferTown town) => new()
    {
        ["schoolId"] = TransferTown.From,
        ["classId"] = town.FromClass,
        ["organizationId"] = TransferTown.From,
        ["studentId"] = town.Pupil,
        ["userId"] = await town.Center.AddAccountAsync([Role.Registrar], TransferTown.From),
    };

    // A ministry above the province, and another province with a city, with nothing in them.
    private static async Task<Nation> AddNationAsync(TransferTown town)
    {
        var root = town.Center.RootOrganizationId;
        var nation = new Nation(root + 5001, root, root + 5002, root + 5003);
        await using var connection = await town.Center.Scope.Database.OpenAsync(CancellationToken.None);
        await InsertAsync(nation.Ministry, "ministry", null);
        await InsertAsync(nation.OtherProvince, "province", nation.Ministry);
        await InsertAsync(nation.OtherCity, "city", nation.OtherProvince);
        await connection.ExecuteAsync("UPDATE organization SET parent_id = @Ministry WHERE organization_id = @Province", nation);
        foreach (var school in new[] { TransferTown.From, TransferTown.To })
            await connection.ExecuteAsync(
                "INSERT INTO school_scope (organization_id, school_id) VALUES (@Ministry, @school)",
                new { nation.Ministry, school });
        return nation;

        Task InsertAsync(long id, string kind, long? parent) => connection.ExecuteAsync(
            """
            INSERT INTO organization (organization_id, kind, name, name_pinyin, parent_id, region_code, is_active, home_center, row_version)
            VALUES (@id, @kind, @kind, 'x', @parent, '510000', @yes, '51', 1)
            """,
            new { id, kind, parent, yes = true });
    }

    private sealed record Nation(long Ministry, long Province, long OtherProvince, long OtherCity);
}
