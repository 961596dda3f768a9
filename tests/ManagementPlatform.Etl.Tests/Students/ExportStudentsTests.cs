using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Etl.Exports;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Students;
using ManagementPlatform.Etl.Tables;
using ManagementPlatform.Etl.Tests.Tables;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Students;

[TestClass]
public sealed class ExportStudentsTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_goes_out_in_clear_comes_in_again_unchanged(Engine engine)
    {
        await using var scope = await ImportScope.StartAsync(engine);
        await scope.Test.ScalarAsync<object>(
            $"UPDATE organization SET code = '2151000001' WHERE organization_id = {scope.School.SchoolId}");
        await scope.ImportAsync(ClassList.Of(700));
        foreach (var format in Enum.GetValues<TableFormat>())
        {
            var file = await ExportAsync(
                scope, new StudentExport(format, scope.School.SchoolId, Reveal: true, Purpose: "秋季核对"), scope.School.Registrar);
            var report = await scope.ImportAsync(file);
            Assert.AreEqual(
                (ImportState.Stored, 700, 700), (report.State, report.Read, report.Unchanged),
                string.Join('\n', report.Problems));
        }

        Assert.AreEqual(2, await scope.CountAsync("audit_event WHERE action = 'student.export' AND reason = '秋季核对'"));
    }

    [TestMethod]
    public async Task Numbers_birth_dates_telephones_and_addresses_are_masked_unless_a_purpose_is_given()
    {
        await using var scope = await ImportScope.StartAsync(Engine.Sqlite);
        await scope.ImportAsync(ClassList.Of(2));
        var rows = TableFiles.Read(
            new MemoryStream(await ExportAsync(scope, new StudentExport(TableFormat.Csv, scope.School.SchoolId), scope.School.Registrar)), out var headers);
        string Cell(string header) => rows[0].Cells[headers.ToList().IndexOf(header)];
        Assert.MatchesRegex(@"^510\*{11}\d{3}[\dX]$", Cell("身份证件号"));
        Assert.MatchesRegex(@"^G510\*{11}\d{3}[\dX]$", Cell("学籍号"));
        Assert.AreEqual("2020-**-**", Cell("出生日期"));
        Assert.AreEqual("138****0000", Cell("成员1联系电话"));
        Assert.DoesNotContain("样例路", string.Concat(rows[0].Cells));
        Assert.AreEqual("汉族", Cell("民族"));
        Assert.AreEqual("否", Cell("是否孤儿"));
        Assert.AreEqual("小学一年级", Cell("年级"));

        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(() => ExportAsync(
            scope, new StudentExport(TableFormat.Csv, scope.School.SchoolId, Reveal: true), scope.School.Registrar));
        Assert.AreEqual("purpose_required", refusal.Code);
    }

    [TestMethod]
    public async Task A_bureau_gets_its_own_schools_and_nobody_gets_another_school()
    {
        await using var scope = await ImportScope.StartAsync(Engine.Sqlite);
        await scope.ImportAsync(ClassList.Of(5));
        var far = await scope.Test.SchoolAsync(2, county: 2);
        Assert.HasCount(5, await RowsAsync(scope, new StudentExport(TableFormat.Csv), scope.School.CountyRegistrar));
        Assert.IsEmpty(await RowsAsync(scope, new StudentExport(TableFormat.Csv), far.CountyRegistrar));
        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(() => RowsAsync(
            scope, new StudentExport(TableFormat.Csv, scope.School.SchoolId), far.Registrar));
        Assert.AreEqual(RefusalKind.NotFound, refusal.Kind);
        var analyst = scope.School.Registrar with { Roles = [Role.Analyst] };
        refusal = await Assert.ThrowsExactlyAsync<RefusalException>(
            () => RowsAsync(scope, new StudentExport(TableFormat.Csv), analyst));
        Assert.AreEqual(RefusalKind.Forbidden, refusal.Kind);
    }

    [TestMethod]
    public async Task More_rows_than_the_cap_are_refused()
    {
        await using var scope = await ImportScope.StartAsync(Engine.Sqlite, new ExportLimits { Rows = 4 });
        await scope.ImportAsync(ClassList.Of(5));
        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(
            () => RowsAsync(scope, new StudentExport(TableFormat.Csv), scope.School.Registrar));
        Assert.AreEqual("export_too_large", refusal.Code);
    }

    private static async Task<byte[]> ExportAsync(ImportScope scope, StudentExport export, Caller caller)
    {
        using var stream = new MemoryStream();
        await scope.Test.RunAsync<ExportStudents, int>(e => e.HandleAsync(export, stream, caller, null, CancellationToken.None));
        return stream.ToArray();
    }

    private static async Task<List<TableRow>> RowsAsync(ImportScope scope, StudentExport export, Caller caller) =>
        TableFiles.Read(new MemoryStream(await ExportAsync(scope, export, caller)));
}
