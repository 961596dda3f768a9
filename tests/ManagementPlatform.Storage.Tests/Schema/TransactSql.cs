using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ManagementPlatform.Storage.Tests.Schema;

/// <summary>Microsoft's own parser, at the level of SQL Server 2019.</summary>
internal static class TransactSql
{
    /// <exception cref="FormatException">Not T-SQL.</exception>
    public static IReadOnlyList<TSqlStatement> Parse(string text)
    {
        var script = (TSqlScript)new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(text), out var errors);
        return errors.Count == 0
            ? [.. script.Batches.SelectMany(b => b.Statements)]
            : throw new FormatException(string.Join("; ", errors.Select(e => $"line {e.Line}: {e.Message}")));
    }

    /// <summary>What the numbered history of SQL Server leads to, read from its text: no server is asked.</summary>
    public static SchemaModel Schema()
    {
        var reader = new TransactSqlSchema();
        foreach (var migration in Migration.History(Engine.SqlServer))
        {
            foreach (var statement in Parse(migration.Text))
                reader.Apply(statement);
        }

        return reader.Model();
    }

    /// <summary>The text that a fragment was parsed from, in lower case, single-spaced and without brackets.</summary>
    public static string Plain(TSqlFragment fragment)
    {
        var tokens = fragment.ScriptTokenStream.Skip(fragment.FirstTokenIndex)
            .Take(fragment.LastTokenIndex - fragment.FirstTokenIndex + 1);
        return string.Join(' ', string.Concat(tokens.Select(t => t.Text)).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
    }
}
