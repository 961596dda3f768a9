using System.Data.Common;
using System.Globalization;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace ManagementPlatform.Storage;

/// <summary>
/// An exception for the log without its message: engines and parsers repeat in it what people sent, numbers included. Type, the
/// engine's error state and the place are enough to find the fault.
/// </summary>
public static class SafeText
{
    public static string Of(Exception exception)
    {
        var chain = new List<string>();
        for (var e = exception; e is not null; e = e.InnerException)
            chain.Add($"{e.GetType().FullName} ({CodeOf(e)})");
        return string.Join(" <- ", chain) + Environment.NewLine + exception.StackTrace;
    }

    private static string CodeOf(Exception exception) => exception switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode.ToString(CultureInfo.InvariantCulture),
        SqlException server => server.Number.ToString(CultureInfo.InvariantCulture),
        DbException { SqlState: { } state } => state,
        _ => exception.HResult.ToString("X8", CultureInfo.InvariantCulture),
    };
}
