using ManagementPlatform.Storage.Engines;
using Microsoft.Data.Sqlite;

namespace ManagementPlatform.TestSupport.Databases;

/// <summary>Files in a temporary folder, copied from a template file.</summary>
internal sealed class SqliteFolder : TestServer
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), NewName());
    private readonly Lazy<Task<string>> _template;

    public SqliteFolder()
        : base(new SqliteDialect()) => _template = new(CreateTemplateAsync);

    public override Task<string> CreateBlankAsync()
    {
        Directory.CreateDirectory(_folder);
        var connectionString = ConnectionString(NewName());
        File.Create(FileOf(connectionString)).Dispose(); // an empty file is an empty database
        return Task.FromResult(connectionString);
    }

    public override async Task<string> CreateMigratedAsync()
    {
        var connectionString = ConnectionString(NewName());
        File.Copy(await _template.Value, FileOf(connectionString));
        return connectionString;
    }

    public override Task<string?> CopyAsync(string connectionString)
    {
        Release(connectionString); // the last connection to close folds the write-ahead log into the file
        var copy = ConnectionString(NewName());
        File.Copy(FileOf(connectionString), FileOf(copy));

        // Unless somebody is still about to let go of one; nobody writes meanwhile.
        if (File.Exists(FileOf(connectionString) + "-wal"))
            File.Copy(FileOf(connectionString) + "-wal", FileOf(copy) + "-wal");
        return Task.FromResult<string?>(copy);
    }

    public override async Task ResetAsync(string connectionString)
    {
        await DropAsync(connectionString);
        File.Copy(await _template.Value, FileOf(connectionString));
    }

    public override Task DropAsync(string connectionString)
    {
        Release(connectionString);
        foreach (var suffix in new[] { string.Empty, "-wal", "-shm" })
            File.Delete(FileOf(connectionString) + suffix);
        return Task.CompletedTask;
    }

    public override Task CleanUpAsync()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    private async Task<string> CreateTemplateAsync()
    {
        var template = await CreateBlankAsync();
        await MigrateAsync(template);
        Release(template);
        return FileOf(template);
    }

    private string ConnectionString(string name) =>
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder, name + ".db"), Mode = SqliteOpenMode.ReadWrite }.ToString();

    private static string FileOf(string connectionString) => new SqliteConnectionStringBuilder(connectionString).DataSource;
}
