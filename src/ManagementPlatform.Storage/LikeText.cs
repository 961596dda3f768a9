namespace ManagementPlatform.Storage;

/// <summary>
/// What people type as a pattern of LIKE that finds exactly that: <c>LIKE @name ESCAPE '!'</c>, on every engine.
/// </summary>
internal static class LikeText
{
    /// <returns>Null for nothing to look for.</returns>
    public static string? Containing(string? text) => string.IsNullOrWhiteSpace(text) ? null : "%" + Escaped(text.Trim()) + "%";

    /// <inheritdoc cref="Containing"/>
    public static string? Beginning(string? text) => string.IsNullOrWhiteSpace(text) ? null : Escaped(text.Trim()) + "%";

    private static string Escaped(string text) =>
        string.Concat(text.Select(c => c is '%' or '_' or '[' or '!' ? "!" + c : c.ToString()));
}
