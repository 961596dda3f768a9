using System.Text;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Tables;
using ManagementPlatform.Etl.Tests.Tables;
using ManagementPlatform.Storage.Engines;

namespace ManagementPlatform.Etl.Tests.Students;

[TestClass]
public sealed class SampleTests
{
    private const int Rows = 62, Bad = 37;

    private static readonly byte[] Sample = File.ReadAllBytes(
        Path.Combine(AppContext.BaseDirectory, "etl", "samples", "class-list.csv"));

    [TestMethod]
    public async Task Every_row_of_the_sample_that_says_it_is_wrong_is_bad_for_that_and_the_others_are_good()
    {
        await using var scope = await ImportScope.StartAsync(Engine.Sqlite);
        var report = await scope.ImportAsync(Sample, new ImportOptions { Mode = ImportMode.Good });
        var wrong = TableFiles.Read(new MemoryStream(Sample))
            .Where(r => r.Cells.Any(c => c.StartsWith("错：", StringComparison.Ordinal)));
        CollectionAssert.AreEqual(
            wrong.Select(r => r.Line).ToArray(), scope.Result.Select(r => int.Parse(r.Cells[0], null)).ToArray(), Reasons(scope));
        Assert.AreEqual((Rows, Bad, Rows - Bad), (report.Read, report.Bad, report.Added), Reasons(scope));
    }

    [TestMethod]
    [DataRow("gb18030")]
    [DataRow("utf-8")]
    [DataRow("xlsx")]
    public async Task The_sample_gives_the_same_report_in_every_form(string form)
    {
        await using var scope = await ImportScope.StartAsync(Engine.Sqlite);
        var usual = await scope.ImportAsync(Sample, new ImportOptions { Mode = ImportMode.Good, IsDryRun = true });
        var other = await scope.ImportAsync(await AsAsync(form), new ImportOptions { Mode = ImportMode.Good, IsDryRun = true });
        Assert.AreEqual((usual.Read, usual.Bad, usual.Added), (other.Read, other.Bad, other.Added));
        CollectionAssert.AreEqual(usual.Problems.ToArray(), other.Problems.ToArray());
    }

    [TestMethod]
    public async Task A_bureau_sends_it_for_a_school_that_it_names()
    {
        await using var scope = await ImportScope.StartAsync(Engine.Sqlite);
        await scope.Test.ScalarAsync<object>(
            $"UPDATE organization SET code = '2151000001' WHERE organization_id = {scope.School.SchoolId}");
        var center = scope.Test.Center;
        Assert.AreEqual(Tier.Province, center.Tier);
        var report = await scope.ImportAsync(Sample, new ImportOptions { Mode = ImportMode.Good, School = "2151000001" }, center);
        Assert.AreEqual(Rows - Bad, report.Added, Reasons(scope));
    }

    private static async Task<byte[]> AsAsync(string form)
    {
        // The replacement character is no letter of GB18030's older half; everything else is the same in both.
        var text = Encoding.UTF8.GetString(Sample).TrimStart('\uFEFF');
        if (form == "utf-8")
            return Encoding.UTF8.GetBytes(text);
        if (form == "gb18030")
            return TableFiles.Gb18030.GetBytes(text);
        using var table = TableReader.Open(new MemoryStream(Sample));
        string?[][] rows = [[.. table.Headers], .. table.Rows().Select(r => (string?[])r.Cells)];
        return (await TableFiles.WriteAsync(TableFormat.Xlsx, rows)).ToArray();
    }

    private static string Reasons(ImportScope scope) =>
        string.Join('\n', scope.Result.Select(r => $"{r.Cells[0]} [{r.Cells[20]}] {r.Cells[^1]}"));
}
