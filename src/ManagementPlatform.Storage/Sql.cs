using System.Diagnostics.CodeAnalysis;
using ManagementPlatform.Storage.Engines;

namespace ManagementPlatform.Storage;

/// <summary>
/// A statement. Stores keep theirs in <c>static readonly</c> fields, written in the T-SQL subset with two-part names; the other
/// engines' text is derived once, by the few replacements of <see cref="SqlRendering"/>. A session accepts nothing else, so the
/// fields of this type are every statement the product can send, and tests parse them all.
/// </summary>
public sealed class Sql
{
    private readonly string[] _texts, _free;

    private Sql(string[] texts, string[]? free = null) => (_texts, _free) = (texts, free ?? texts);

    /// <summary>One text for all engines. Tokens: <see cref="SqlRendering"/>.</summary>
    public static Sql Portable([ConstantExpected] string text) => Rendered(text);

    /// <summary>Three texts, where the engines have no common way to say it.</summary>
    public static Sql PerEngine(
        [ConstantExpected] string sqlite, [ConstantExpected] string sqlServer, [ConstantExpected] string postgreSql) =>
        new([sqlite, sqlServer, postgreSql]);

    public string For(Engine engine) => _texts[(int)engine];

    /// <summary>
    /// The text outside a transaction: it holds no rows, since they would be let go at its end, and on PostgreSQL each row that
    /// was held has been written to the log.
    /// </summary>
    public string WithoutHolds(Engine engine) => _free[(int)engine];

    /// <summary>For statements that are made from a table's columns when the program starts.</summary>
    internal static Sql Rendered(string text)
    {
        var free = SqlRendering.WithoutHolds(text);
        return new(PerEngine(text), free == text ? null : PerEngine(free));
    }

    private static string[] PerEngine(string text) =>
        [.. Enum.GetValues<Engine>().Select(engine => SqlRendering.Render(text, engine))];
}
