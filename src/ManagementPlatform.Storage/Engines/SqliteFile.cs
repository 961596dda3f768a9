using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace ManagementPlatform.Storage.Engines;

/// <summary>Whether an open connection still has the file that stands at its path.</summary>
internal static class SqliteFile
{
    private const int HasMovedControl = 20; // SQLITE_FCNTL_HAS_MOVED

    private static readonly byte[] Main = "main\0"u8.ToArray();

    /// <summary>
    /// The file was moved, deleted or replaced (a restored backup) since the connection, which comes out of a pool, was first
    /// opened: what it writes would be lost. Always false where the system keeps open files in their place (Windows).
    /// </summary>
    public static bool HasMoved(SqliteConnection connection)
    {
        var moved = 0;
        return FileControl(connection.Handle!.DangerousGetHandle(), Main, HasMovedControl, ref moved) == 0 && moved != 0;
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int FileControl(nint database, byte[] name, int operation, ref int result);
}
