using System.Data.Common;
using Dapper;

namespace ManagementPlatform.Storage.Tests.Schema;

/// <summary>Reads the schema that the migrations really made, out of an engine's own catalogue.</summary>
internal static class Catalogue
{
    public static async Task<SchemaModel> SqliteAsync(DbConnection connection)
    {
        var tables = await connection.QueryAsync<string>(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
        var models = new List<TableModel>();
        foreach (var name in tables)
            models.Add(new TableModel(name, await SqliteColumnsAsync(connection, name), await SqliteKeysAsync(connection, name)));
        return SchemaModel.Of(models);
    }

    public static async Task<SchemaModel> PostgreSqlAsync(DbConnection connection)
    {
        var columns = await connection.QueryAsync<(string Table, string Column, string Type, bool Nullable)>("""
            SELECT table_name::text, column_name::text, data_type::text, is_nullable = 'YES'
            FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position
            """);
        var keys = (await connection.QueryAsync<(string Table, string Kind, string Name, string Columns, string More)>(PostgreSqlKeys)).ToLookup(k => k.Table);
        return SchemaModel.Of(columns.GroupBy(c => c.Table).Select(table => new TableModel(
            table.Key,
            [.. table.Select(c => new ColumnModel(c.Column, PostgreSqlKind(c.Type), c.Nullable))],
            [.. keys[table.Key].Select(k => new KeyModel(k.Kind, k.Name, k.Columns.Split(", "), k.More))])));
    }

    private static async Task<List<ColumnModel>> SqliteColumnsAsync(DbConnection connection, string table)
    {
        var columns = await connection.QueryAsync<(string Name, string Type, long NotNull)>(
            "SELECT name, type, \"notnull\" FROM pragma_table_info(@table) ORDER BY cid", new { table });
        return [.. columns.Select(c => new ColumnModel(c.Name, SqliteKind(c.Type), c.NotNull == 0))];
    }

    // The pragmas leave out the names of primary and foreign keys: those stand in the text of the table.
    private static async Task<List<KeyModel>> SqliteKeysAsync(DbConnection connection, string table)
    {
        var text = await connection.QuerySingleAsync<string>(
            "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = @table", new { table });
        var indexes = await connection.QueryAsync<(string Name, long Unique, string Columns, string Text)>("""
            SELECT l.name, l."unique", (SELECT group_concat(i.name, ', ' ORDER BY i.seqno) FROM pragma_index_info(l.name) AS i), s.sql
            FROM pragma_index_list(@table) AS l JOIN sqlite_schema AS s ON s.name = l.name WHERE l.origin = 'c'
            """, new { table });
        return
        [
            .. text.Split('\n').Select(SqliteConstraint.Of).OfType<KeyModel>(),
            .. indexes.Select(i => new KeyModel(i.Unique == 1 ? "unique index" : "index", i.Name, i.Columns.Split(", "), SqliteConstraint.Filter(i.Text))),
        ];
    }

    private const string PostgreSqlKeys = """
        SELECT t.relname::text, CASE c.contype WHEN 'p' THEN 'primary key' WHEN 'f' THEN 'foreign key' ELSE c.contype::text END, c.conname::text,
            (SELECT string_agg(a.attname, ', ' ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY AS k (attnum, n)
                JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.attnum),
            CASE WHEN c.contype = 'f' THEN ' references ' || c.confrelid::regclass || ' (' ||
                (SELECT string_agg(a.attname, ', ' ORDER BY k.n) FROM unnest(c.confkey) WITH ORDINALITY AS k (attnum, n)
                JOIN pg_attribute AS a ON a.attrelid = c.confrelid AND a.attnum = k.attnum) || ')' ELSE '' END
        FROM pg_constraint AS c JOIN pg_class AS t ON t.oid = c.conrelid WHERE t.relnamespace = 'public'::regnamespace
        UNION ALL
        SELECT t.relname::text, CASE WHEN x.indisunique THEN 'unique index' ELSE 'index' END, i.relname::text,
            (SELECT string_agg(a.attname, ', ' ORDER BY k.n) FROM unnest(x.indkey::int[]) WITH ORDINALITY AS k (attnum, n)
                JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = k.attnum),
            COALESCE(' where ' || lower(translate(replace(pg_get_expr(x.indpred, x.indrelid), '::text', ''), '()', '')), '')
        FROM pg_index AS x JOIN pg_class AS i ON i.oid = x.indexrelid JOIN pg_class AS t ON t.oid = x.indrelid
        WHERE t.relnamespace = 'public'::regnamespace AND NOT x.indisprimary
        """;

    private static string SqliteKind(string type) => type switch
    {
        "INTEGER" => "integer",
        "REAL" => "number",
        "TEXT" => "text",
        "BLOB" => "bytes",
        _ => throw new NotSupportedException($"{type} is not among SQLite's column types here."),
    };

    private static string PostgreSqlKind(string type) => type switch
    {
        "bigint" or "integer" or "smallint" or "boolean" => "integer",
        "numeric" => "number",
        "character varying" or "text" or "date" or "timestamp with time zone" => "text",
        "bytea" => "bytes",
        _ => throw new NotSupportedException($"{type} is not among PostgreSQL's column types here."),
    };
}
