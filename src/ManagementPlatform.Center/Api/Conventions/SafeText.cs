using System.Data.Common;

namespace ManagementPlatform.Center.Api.Conventions;

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
            chain.Add(e is DbException { SqlState: { } state } ? $"{e.GetType().FullName} ({state})" : $"{e.GetType().FullName} (0x{e.HResult:X8})");
        return string.Join(" <- ", chain) + Environment.NewLine + exception.StackTrace;
    }
}
