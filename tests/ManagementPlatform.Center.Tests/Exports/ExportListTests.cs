using System.Net;
using System.Net.Http.Json;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Exports;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Center.Tests.Exports;

[TestClass]
public sealed class ExportListTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Every_list_goes_out_with_as_many_cells_as_headers_and_inside_the_scope(Engine engine)
    {
        await using var center = await StartAsync(engine);
        var school = await TestSchool.CreateAsync(center.Scope);
        await school.AddPupilAsync(await school.AddClassAsync("24", 1), "24");
        using var county = await center.ClientAsync(Role.Registrar, TestSchool.County);

        await using var services = center.App.Services.CreateAsyncScope();
        var lists = services.ServiceProvider.GetRequiredService<ExportedLists>().All;
        foreach (var list in lists.Where(l => l.Name is not ("users" or "audit")))
        {
            var answer = await county.GetAsync($"/api/v1/exports/lists/{list.Name}");
            var lines = (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF')
                .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode, list.Name);
            Assert.AreEqual(string.Join(',', list.Headers), lines[0]);
            Assert.IsTrue(lines.All(line => line.Split(',').Length == list.Headers.Count), string.Join('\n', lines));
        }

        var schools = await county.GetStringAsync("/api/v1/exports/lists/schools");
        StringAssert.Contains(schools, "晨光小学");
        Assert.DoesNotContain("星河小学", schools, "a school of another county");
    }

    [TestMethod]
    public async Task A_list_that_is_none_and_one_that_is_not_for_everybody()
    {
        await using var center = await StartAsync(Engine.Sqlite);
        using var analyst = await center.ClientAsync(Role.Analyst);

        await (await analyst.GetAsync("/api/v1/exports/lists/passwords"))
            .AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await analyst.GetAsync("/api/v1/exports/lists/changes")).AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Accounts_go_to_the_system_administrator_without_their_secrets_and_the_trail_to_the_audit_administrator(
        Engine engine)
    {
        await using var center = await StartAsync(engine);
        await TestSchool.CreateAsync(center.Scope);
        var registrar = await center.AddAccountAsync([Role.Registrar], TestSchool.Id);
        using var system = await center.ClientAsync(Role.SystemAdministrator, TestSchool.County);
        using var auditor = await center.ClientAsync(Role.AuditAdministrator);

        var users = await system.GetStringAsync("/api/v1/exports/lists/users");
        Assert.Contains($"u{registrar}", users);
        Assert.Contains("学籍管理员", users);
        Assert.DoesNotContain("AA==", users, "the hash of a password");
        Assert.HasCount(
            3, users.Split("\r\n", StringSplitOptions.RemoveEmptyEntries),
            "the header, the administrator and the school's account; not those above");
        await (await auditor.GetAsync("/api/v1/exports/lists/users")).AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await system.GetAsync("/api/v1/exports/lists/audit")).AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");

        await using (var services = center.App.Services.CreateAsyncScope())
            await new SealAudit(services.ServiceProvider.GetRequiredService<IAuditTrail>()).RunAsync(CancellationToken.None);
        var trail = await auditor.GetStringAsync("/api/v1/exports/lists/audit");
        Assert.Contains("export.list", trail, "sealed lines as well");
        Assert.Contains("refused", trail);
        var tomorrow = Uri.EscapeDataString(TimeProvider.System.GetUtcNow().AddDays(1).ToString("O"));
        Assert.DoesNotContain("export.list", await auditor.GetStringAsync($"/api/v1/exports/lists/audit?from={tomorrow}"));
    }

    [TestMethod]
    public async Task A_table_of_staff_in_clear_needs_the_right_and_a_purpose()
    {
        await using var center = await StartAsync(Engine.Sqlite);
        await TestSchool.CreateAsync(center.Scope);
        using var registrar = await center.ClientAsync(Role.Registrar, TestSchool.County);
        using var program = await center.ClientAsync(Role.Integration, TestSchool.County);
        const string Staff = "/api/v1/exports/lists/staff";
        Assert.AreEqual(HttpStatusCode.OK, (await registrar.PostAsJsonAsync(Staff, new { purpose = "数据迁移" })).StatusCode);
        await (await registrar.PostAsJsonAsync(Staff, new { purpose = " " }))
            .AssertProblemAsync(HttpStatusCode.BadRequest, "purpose_required");
        await (await program.PostAsJsonAsync(Staff, new { purpose = "数据迁移" }))
            .AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    private static Task<CenterUnderTest> StartAsync(Engine engine) => CenterUnderTest.StartAsync(
        engine, services: services => services.AddSingleton<IReferenceData, TestReference>());
}
