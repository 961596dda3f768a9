using ManagementPlatform.Storage.Engines;

namespace ManagementPlatform.TestSupport;

/// <summary>
/// The engines that a test over stores runs on:
/// <c>[TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))] public async Task X(Engine engine)</c>.
/// </summary>
public static class TestEngines
{
    /// <summary>SQLite, PostgreSQL, and SQL Server where <c>MP_TEST_SQLSERVER</c> holds a connection string.</summary>
    public static IEnumerable<object[]> All =>
        SqlServer is null ? [[Engine.Sqlite], [Engine.PostgreSql]] : [[Engine.Sqlite], [Engine.PostgreSql], [Engine.SqlServer]];

    internal static string? SqlServer =>
        Environment.GetEnvironmentVariable("MP_TEST_SQLSERVER") is { Length: > 0 } connectionString ? connectionString : null;
}
