using ManagementPlatform.Core.Codes;
using ManagementPlatform.Etl.Organization;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Students;

[TestClass]
public sealed class KilledImportTests
{
    private const int Rows = 9_000;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_process_killed_while_it_takes_staff_in_leaves_nothing_either(Engine engine)
    {
        await using var scope = await ImportScope.StartAsync(engine);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Staff(2_000));
        try
        {
            using (var process = ImportProcess.Start(engine, scope.Test.ConnectionString, file, scope.School.SchoolId, SchoolTableKind.Staff))
            {
                var line = await process.StandardOutput.ReadLineAsync();
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
                Assert.AreEqual("rows 500", line, "it was in the middle, with rows stored and not committed");
            }

            foreach (var table in (string[])["staff", "change_log", "audit_event"])
                Assert.AreEqual(0, await scope.CountAsync(table), table);

            using var rerun = ImportProcess.Start(
                engine, scope.Test.ConnectionString, file, scope.School.SchoolId, SchoolTableKind.Staff);
            var output = await rerun.StandardOutput.ReadToEndAsync();
            await rerun.WaitForExitAsync();
            Assert.EndsWith("Stored 2000", output.TrimEnd(), StringComparison.Ordinal);
            Assert.AreEqual(2_000, await scope.CountAsync("staff"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Staff(int count) => "工号,姓名,性别,出生日期,身份证件号,民族,出生地,政治面貌\n" + string.Join('\n', Enumerable.Range(0, count).Select(i =>
    {
        var birth = new DateOnly(1980, 1, 1).AddDays(i);
        return $"T{i:0000},教师,男,{birth:yyyy-MM-dd},{CitizenId.Create("510107", birth, 1).Text},汉族,510107,群众";
    }));

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_process_killed_in_the_middle_of_an_import_leaves_nothing_and_a_rerun_completes(Engine engine)
    {
        await using var scope = await ImportScope.StartAsync(engine);
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, ClassList.Of(Rows).Csv());
        try
        {
            using (var process = ImportProcess.Start(engine, scope.Test.ConnectionString, file, scope.School.SchoolId))
            {
                var line = await process.StandardOutput.ReadLineAsync();
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
                Assert.AreEqual("rows 2000", line, "it was in the middle, with rows stored and not committed");
            }

            foreach (var table in (string[])["student", "enrollment", "identity_document", "student_number", "change_log", "audit_event"])
                Assert.AreEqual(0, await scope.CountAsync(table), table);

            using var rerun = ImportProcess.Start(engine, scope.Test.ConnectionString, file, scope.School.SchoolId);
            var output = await rerun.StandardOutput.ReadToEndAsync();
            await rerun.WaitForExitAsync();
            Assert.EndsWith($"Stored {Rows}", output.TrimEnd(), StringComparison.Ordinal);
            Assert.AreEqual(Rows, await scope.CountAsync("student"));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
