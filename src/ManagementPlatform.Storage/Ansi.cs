using Dapper;

namespace ManagementPlatform.Storage;

/// <summary>Codes in a WHERE go as ANSI strings, or SQL Server does not use the index on the varchar column.</summary>
internal static class Ansi
{
    public static DbString Code(string? value) => new() { Value = value, IsAnsi = true, Length = 64 };
}
