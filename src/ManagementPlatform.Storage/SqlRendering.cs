using System.Text.RegularExpressions;
using ManagementPlatform.Storage.Engines;

namespace ManagementPlatform.Storage;

/// <summary>
/// Turns the canonical text of a statement into an engine's own:
/// <list type="bullet">
/// <item><c>dbo.student</c> — the schema name is dropped where there is none;</item>
/// <item><c>{limit @n}</c> — at the end, after ORDER BY: the first n rows;</item>
/// <item><c>{date @p}</c>, <c>{time @p}</c> — a parameter as a value of a SELECT list, where engines have to be told its
/// type;</item>
/// <item><c>{hold}</c> after a table and, at the end, <c>{hold a, b}</c> with the tables' aliases — the rows stay as they were
/// read until the transaction ends: many may hold one, whoever wants to write it waits (SQLite has one writer at a time
/// anyhow);</item>
/// <item><c>IN {codes @list}</c>, <c>{names @list}</c>, <c>{ids @list}</c> — membership in a JSON array passed as one parameter
/// (<see cref="JsonList"/>), so that the text stays constant whatever the number of values: Dapper's query cache never grows and
/// SQL Server's 2,100 parameters do not bound it.</item>
/// </list>
/// </summary>
internal static partial class SqlRendering
{
    public static string Render(string text, Engine engine)
    {
        text = Limit().Replace(text, engine == Engine.SqlServer ? "OFFSET 0 ROWS FETCH NEXT $1 ROWS ONLY" : "LIMIT $1");
        text = Hold().Replace(text, match => Held(match.Groups[1].Value, engine));
        text = Moment().Replace(text, match => Typed(match.Groups[1].Value, match.Groups[2].Value, engine));
        text = List().Replace(text, match => Membership(match.Groups[1].Value, match.Groups[2].Value, engine));
        return engine == Engine.SqlServer ? text : SchemaName().Replace(text, string.Empty);
    }

    /// <summary>The text, not rendered yet, with no row held.</summary>
    public static string WithoutHolds(string text) => Hold().Replace(text, "");

    private static string Held(string aliases, Engine engine) => (engine, aliases) switch
    {
        (Engine.SqlServer, "") => " WITH (REPEATABLEREAD)",
        (Engine.PostgreSql, not "") => " FOR SHARE OF" + aliases,
        _ => "",
    };

    // SQLite keeps dates as text, and its CAST would make numbers of them.
    private static string Typed(string kind, string parameter, Engine engine) => (engine, kind) switch
    {
        (Engine.Sqlite, _) => parameter,
        (_, "date") => $"CAST({parameter} AS date)",
        (Engine.SqlServer, _) => $"CAST({parameter} AS datetime2(6))",
        _ => $"CAST({parameter} AS timestamptz)",
    };

    private static string Membership(string kind, string parameter, Engine engine) => (engine, kind) switch
    {
        (Engine.Sqlite, _) => $"(SELECT value FROM json_each({parameter}))",
        (Engine.SqlServer, "codes") =>
            $"(SELECT v FROM OPENJSON({parameter}) WITH (v varchar(64) COLLATE Latin1_General_100_BIN2 '$'))",
        (Engine.SqlServer, "names") =>
            $"(SELECT v FROM OPENJSON({parameter}) WITH (v nvarchar(64) COLLATE Latin1_General_100_BIN2 '$'))",
        (Engine.SqlServer, _) => $"(SELECT v FROM OPENJSON({parameter}) WITH (v bigint '$'))",
        (_, "ids") => $"(SELECT CAST(v AS bigint) FROM json_array_elements_text(CAST({parameter} AS json)) AS j (v))",
        _ => $"(SELECT v FROM json_array_elements_text(CAST({parameter} AS json)) AS j (v))",
    };

    [GeneratedRegex(@"\{limit (@\w+)\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Limit();

    [GeneratedRegex(@"\s*\{hold( [\w, ]+)?\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hold();

    [GeneratedRegex(@"\{(date|time) (@\w+)\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Moment();

    [GeneratedRegex(@"\{(codes|names|ids) (@\w+)\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex List();

    [GeneratedRegex(@"\bdbo\.", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SchemaName();
}
