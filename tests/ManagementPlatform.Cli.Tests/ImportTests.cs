namespace ManagementPlatform.Cli.Tests;

/// <summary>Tables in and out, on a center with one small made-up county.</summary>
[TestClass]
public sealed class ImportTests
{
    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "etl", "samples", "class-list.csv");

    [TestMethod]
    public async Task Good_rows_are_stored_bad_ones_come_back_and_the_second_time_nothing_changes()
    {
        using var mp = new MpProcess();
        var school = await SchoolAsync(mp);
        string[] line = ["import", "students", Sample, "--organization", school, "--mode", "good", "--result", Path.Combine(mp.Folder, "bad.csv"), "--json"];

        var first = await mp.RunAsync(line);
        Assert.AreEqual(4, first.ExitCode, first.All);
        Assert.AreEqual((25, 37), (first.Json.GetProperty("added").GetInt32(), first.Json.GetProperty("bad").GetInt32()));
        Assert.HasCount(38, (await File.ReadAllLinesAsync(Path.Combine(mp.Folder, "bad.csv"))).Where(l => l.Length > 0).ToList());

        var second = await mp.RunAsync(line);
        Assert.AreEqual(
            (0, 25), (second.Json.GetProperty("added").GetInt32(), second.Json.GetProperty("unchanged").GetInt32()), second.All);
    }

    [TestMethod]
    public async Task One_bad_row_keeps_all_out_unless_good_ones_are_asked_for()
    {
        using var mp = new MpProcess();
        var school = await SchoolAsync(mp);
        var run = await mp.RunAsync(
            "import", "students", Sample, "--organization", school, "--result", Path.Combine(mp.Folder, "bad.csv"));
        Assert.AreEqual(1, run.ExitCode, run.All);
        Assert.Contains("全部未导入", run.Output);
        var export = await mp.RunAsync("export", "students", "--organization", school, "--out", "all.csv", "--json");
        Assert.AreEqual(0, export.ExitCode, export.All);
        Assert.DoesNotContain("谭景行", await File.ReadAllTextAsync(Path.Combine(mp.Folder, "all.csv")));
    }

    [TestMethod]
    public async Task What_is_no_table_is_refused_in_words()
    {
        using var mp = new MpProcess();
        var school = await SchoolAsync(mp);
        var missing = await mp.RunAsync("import", "students", "nowhere.csv", "--organization", school);
        Assert.AreEqual(1, missing.ExitCode, missing.All);
        Assert.Contains("文件不存在", missing.Error);

        await File.WriteAllBytesAsync(Path.Combine(mp.Folder, "noise.csv"), [0, 1, 2, 255, 254, 0, 7]);
        var noise = await mp.RunAsync("import", "students", "noise.csv", "--organization", school);
        Assert.AreEqual(1, noise.ExitCode, noise.All);
        Assert.IsGreaterThan(0, noise.Error.Length);

        var nobody = await mp.RunAsync("import", "students", Sample, "--organization", "2151999999");
        Assert.AreEqual(1, nobody.ExitCode, nobody.All);
    }

    [TestMethod]
    public async Task A_made_up_county_is_taken_in_table_by_table_and_comes_out_the_same()
    {
        using var mp = new MpProcess();
        await mp.RunAsync("init", "--province", "51");
        await mp.RunAsync("generate", "--province", "51", "--county", "510129", "--primary", "400", "--out", "made");
        string[] tables = ["schools", "staff", "classes", "conditions", "students"];
        foreach (var table in tables)
        {
            var run = await mp.RunAsync("import", table, Path.Combine("made", table + ".csv"), "--json");
            Assert.AreEqual((0, 0), (run.ExitCode, run.Json.GetProperty("bad").GetInt32()), table + run.All);
            Assert.IsGreaterThan(0, run.Json.GetProperty("added").GetInt32(), table);
        }

        foreach (var table in tables[..4])
        {
            var file = table + ".xlsx";
            Assert.AreEqual(0, (await mp.RunAsync("export", table, "--out", file, "--reveal", "数据迁移")).ExitCode);
            var again = await mp.RunAsync("import", table, file, "--json");
            Assert.AreEqual(0, again.ExitCode, again.All);
            Assert.AreEqual(again.Json.GetProperty("read").GetInt32(), again.Json.GetProperty("unchanged").GetInt32(), again.All);
        }

        var trail = await mp.RunAsync("export", "audit", "--out", "audit.csv", "--from", "2026-01-01", "--json");
        Assert.IsGreaterThan(9, trail.Json.GetProperty("rows").GetInt32(), trail.All);
        Assert.AreEqual(0, (await mp.RunAsync("export", "users", "--out", "users.csv")).ExitCode);
    }

    [TestMethod]
    public async Task The_template_is_a_table_that_can_be_taken_in()
    {
        using var mp = new MpProcess();
        await mp.RunAsync("init", "--province", "51");
        foreach (var name in (string[])["t.xlsx", "t.csv"])
        {
            var run = await mp.RunAsync("template", "--out", name);
            Assert.AreEqual(0, run.ExitCode, run.All);
            Assert.IsGreaterThan(500, new FileInfo(Path.Combine(mp.Folder, name)).Length);
        }

        foreach (var table in (string[])["students", "schools", "staff", "classes", "conditions"])
            Assert.AreEqual(0, (await mp.RunAsync("template", table, "--out", table + ".xlsx")).ExitCode, table);
        Assert.AreEqual(1, (await mp.RunAsync("template", "--out", "t.doc")).ExitCode);
        Assert.AreEqual(1, (await mp.RunAsync("template", "cats", "--out", "t.csv")).ExitCode);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task A_long_work_that_is_stopped_says_so()
    {
        using var mp = new MpProcess();
        using var process = mp.Start(["generate", "--province", "51", "--out", "huge"], []);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        while (!File.Exists(Path.Combine(mp.Folder, "huge", "students.csv")))
            await Task.Delay(100);
        using var kill = System.Diagnostics.Process.Start(
            "kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);
        Assert.AreEqual(130, process.ExitCode, await output + await error);
        Assert.Contains("已取消", await error);
    }

    /// <returns>The code of a primary school with a first class of grade 1.</returns>
    private static async Task<string> SchoolAsync(MpProcess mp)
    {
        await mp.RunAsync("init", "--province", "51");
        string[] county = ["generate", "--province", "51", "--county", "510129", "--primary", "400"];
        await mp.RunAsync([.. county, "--out", "made"]);
        var loaded = await mp.RunAsync([.. county, "--load"]);
        Assert.AreEqual(0, loaded.ExitCode, loaded.All);
        return (await File.ReadAllLinesAsync(Path.Combine(mp.Folder, "made", "schools.csv")))[1].Split(',')[0];
    }
}
