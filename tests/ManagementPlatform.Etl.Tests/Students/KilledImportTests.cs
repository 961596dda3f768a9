using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Students;

[TestClass]
public sealed class KilledImportTests
{
    private const int Rows = 9_000;

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
