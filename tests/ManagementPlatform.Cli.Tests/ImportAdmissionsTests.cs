using Dapper;
using Microsoft.Data.Sqlite;

namespace ManagementPlatform.Cli.Tests;

/// <summary><c>mp import admissions</c>, on a made-up county whose oldest primary pupils have graduated.</summary>
[TestClass]
public sealed class ImportAdmissionsTests
{
    private const string Headers = "学校标识码,学籍号,姓名,年级,班级,入学年月,入学方式";

    [TestMethod]
    public async Task A_junior_school_takes_graduates_in_from_a_list_of_numbers()
    {
        using var mp = new MpProcess();
        await mp.RunAsync("init", "--province", "51");
        var loaded = await mp.RunAsync(
            "generate", "--province", "51", "--county", "510129", "--primary", "600", "--junior", "300", "--load");
        Assert.AreEqual(0, loaded.ExitCode, loaded.All);
        var (graduates, (school, number, year)) = await GraduateAsync(mp);
        var rows = graduates.Select(
            graduate => $"{school},{graduate.Number},{graduate.Name},初中一年级,{number}班,{year}09,就近入学").ToList();
        var file = Path.Combine(mp.Folder, "list.csv");
        await File.WriteAllLinesAsync(
            file, [Headers, .. rows, rows[0].Replace(graduates[0].Number, "L510107", StringComparison.Ordinal)]);

        var looked = await mp.RunAsync("import", "admissions", file, "--dry-run", "--mode", "good", "--json");
        Assert.AreEqual((4, 3, 1), (looked.ExitCode, Number(looked, "added"), Number(looked, "bad")), looked.All);
        var refused = await mp.RunAsync("import", "admissions", file);
        Assert.AreEqual(1, refused.ExitCode, refused.All);
        Assert.Contains("第 5 行［学籍号］", refused.Output);

        var stored = await mp.RunAsync("import", "admissions", file, "--mode", "good", "--json");
        Assert.AreEqual(
            (4, 3, 0, 1),
            (stored.ExitCode, Number(stored, "added"), Number(stored, "unchanged"), Number(stored, "bad")), stored.All);
        var again = await mp.RunAsync("import", "admissions", file, "--mode", "good", "--json");
        Assert.AreEqual((0, 3), (Number(again, "added"), Number(again, "unchanged")), again.All);
        Assert.AreEqual(0, (await mp.RunAsync("template", "admissions", "--out", "admissions.xlsx")).ExitCode);
    }

    private static int Number(MpResult run, string name) => run.Json.GetProperty(name).GetInt32();

    // Past the product: a year of graduation takes two people and a summer.
    private static async Task<(List<(string Number, string Name)> Graduates, (string School, int Number, int Year) Place)> GraduateAsync(MpProcess mp)
    {
        await using var connection = new SqliteConnection($"Data Source={Directory.GetFiles(mp.Data, "*.db").Single()}");
        await connection.ExecuteAsync(
            """
            UPDATE student SET status_code = '07', on_roll = 0 WHERE class_id IN (SELECT class_id FROM school_class WHERE grade = '26');
            UPDATE enrollment SET status_code = '07', ended_on = '2026-06-30', end_kind = 'graduate'
            WHERE class_id IN (SELECT class_id FROM school_class WHERE grade = '26');
            """);
        var graduates = await connection.QueryAsync<(string, string)>(
            """
            SELECT p.student_number, p.name FROM student AS p JOIN student_number AS n ON n.number = p.student_number
            WHERE p.status_code = '07' ORDER BY p.student_id LIMIT 3
            """);
        var place = await connection.QueryFirstAsync<(string, int, int)>(
            """
            SELECT o.code, c.class_number, c.entry_year FROM school_class AS c JOIN organization AS o ON o.organization_id = c.school_id
            WHERE c.grade = '31' ORDER BY (SELECT COUNT(*) FROM student AS p WHERE p.class_id = c.class_id), c.class_id
            """);
        return ([.. graduates], place);
    }
}
