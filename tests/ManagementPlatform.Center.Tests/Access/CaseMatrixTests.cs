using ManagementPlatform.Center.Tests.Transfers;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Access;

/// <summary>
/// Who may decide a transfer at each of its nodes, out of all who have to do with it. The table is the one a reviewer reads.
/// </summary>
[TestClass]
public sealed class CaseMatrixTests
{
    private static readonly (string Name, Role Role, long Organization)[] Parties =
    [
        ("转入校管理员", Role.Registrar, TransferTown.To),
        ("转入校领导", Role.Leader, TransferTown.To),
        ("转入县管理员", Role.Registrar, TransferTown.ToCounty),
        ("转入县领导", Role.Leader, TransferTown.ToCounty),
        ("转出校管理员", Role.Registrar, TransferTown.From),
        ("转出校领导", Role.Leader, TransferTown.From),
        ("转出县管理员", Role.Registrar, TransferTown.FromCounty),
        ("转出县领导", Role.Leader, TransferTown.FromCounty),
        ("市管理员", Role.Registrar, TestSchool.City),
        ("转入校分析员", Role.Analyst, TransferTown.To),
        ("转入县系统管理员", Role.SystemAdministrator, TransferTown.ToCounty),
        ("转出校对接系统", Role.Integration, TransferTown.From),
    ];

    private static readonly (string State, string[] MayDecide, Role Role, long Organization)[] Nodes =
    [
        ("待转入学校核办", ["转入校领导"], Role.Leader, TransferTown.To),
        ("待转入主管部门核办", ["转入县管理员", "转入县领导"], Role.Registrar, TransferTown.ToCounty),
        ("待转出学校核办", ["转出校领导"], Role.Leader, TransferTown.From),
        ("待转出主管部门核办", ["转出县管理员", "转出县领导"], Role.Leader, TransferTown.FromCounty),
        ("待调档", ["转入校管理员"], Role.Registrar, TransferTown.To),
    ];

    [TestMethod]
    public async Task At_each_node_only_the_side_that_holds_it_decides_and_everybody_else_is_turned_away()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite);
        var (_, submitted) = await town.RequestAsync();
        var caseId = submitted.GetProperty("case").GetProperty("caseId").GetInt64();
        foreach (var (state, mayDecide, role, organization) in Nodes)
        {
            var (_, now) = await town.SendAsync(Role.Registrar, TransferTown.To, HttpMethod.Get, $"/cases/{caseId}");
            Assert.AreEqual(state, now.GetProperty("stateName").GetString());
            var version = now.GetProperty("version").GetInt32();
            var letIn = new List<string>();
            foreach (var party in Parties)
            {
                // No verdict: whoever may decide is asked for one, the others are turned away before.
                var (status, _) = await town.SendAsync(
                    party.Role, party.Organization, HttpMethod.Post,
                    $"/cases/{caseId}/decision", new { verdict = "none" }, version);
                if (status == 400)
                    letIn.Add(party.Name);
                else
                    Assert.IsTrue(status is 403 or 404, $"{party.Name} at {state}: {status}");
            }

            CollectionAssert.AreEquivalent(mayDecide, letIn, state);
            Assert.AreEqual(200, (await town.DecideAsync(caseId, role, organization, classId: town.ToClass)).Status);
        }
    }
}
