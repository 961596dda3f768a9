using Dapper;

namespace ManagementPlatform.Storage;

/// <summary>Codes in a WHERE go as ANSI strings, or SQL Server does not use the index on the varchar column.</summary>
internal static class Ansi
{
    /// <param name="length">Not less than the column's: what is longer would be cut.</param>
    public static DbString Code(string? value, int length = 64) => new() { Value = value, IsAnsi = true, Length = length };

    /// <summary>A longer text in an ANSI column: a reading, a pattern of one.</summary>
    public static DbString Text(string? value) => Code(value, 1000);
}
