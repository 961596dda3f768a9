using Dapper;
using ManagementPlatform.Storage.Writing;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>Rows changed without a use case: as a use case would have changed them, or as nobody should.</summary>
internal static class PastTheProduct
{
    /// <summary>Changes a row that is an aggregate's root, and writes the line of the change log.</summary>
    public static async Task ChangeAsync(this TestScope center, string entity, string set, long id, string operation = "upsert")
    {
        var (table, key) = RootOf(entity);
        await center.ExecuteAsync($"UPDATE {table} SET {set}, row_version = row_version + 1 WHERE {key} = @id", new { id });
        await center.LogAsync(entity, id, operation);
    }

    /// <summary>Writes the line of the change log for an aggregate as it stands.</summary>
    public static async Task LogAsync(this TestScope center, string entity, long id, string operation = "upsert", int version = 0)
    {
        var (table, key) = RootOf(entity);
        var standing = await center.ScalarAsync<int?>($"SELECT row_version FROM {table} WHERE {key} = @id", new { id });
        await center.LineAsync(entity, id, operation, standing ?? version);
    }

    /// <summary>A line of the change log.</summary>
    public static async Task LineAsync(this TestScope center, string entity, long id, string operation, int version)
    {
        var changeId = await center.Services.GetRequiredService<Identifiers>().ReserveAsync(1, CancellationToken.None);
        await center.ExecuteAsync(
            """
            INSERT INTO change_log (change_id, entity, entity_id, entity_version, operation, logged_at)
            VALUES (@changeId, @entity, @id, @version, @operation, @now)
            """,
            new { changeId, entity, id, version, operation, now = center.Time.GetUtcNow() });
    }

    /// <summary>Another class beside one of the same school, stage and year; no line of the change log tells of it.</summary>
    public static async Task<long> CopyClassAsync(this TestScope center, int number, long? like = null)
    {
        like ??= await center.ScalarAsync<long>("SELECT MIN(class_id) FROM school_class");
        var id = await center.Services.GetRequiredService<Identifiers>().ReserveAsync(1, CancellationToken.None);
        await center.ExecuteAsync(
            """
            INSERT INTO school_class (class_id, school_id, stage, entry_year, class_number, grade, name, type_code, schooling_system, status, formed_on,
                home_center, row_version)
            SELECT @id, school_id, stage, entry_year, @number, grade, name, type_code, schooling_system, status, formed_on, home_center, 1
            FROM school_class WHERE class_id = @like
            """,
            new { id, number, like });
        return id;
    }

    public static async Task<int> ExecuteAsync(this TestScope center, string sql, object? parameters = null)
    {
        await using var connection = await center.Database.OpenAsync(CancellationToken.None);
        return await connection.ExecuteAsync(sql, parameters);
    }

    public static async Task<IReadOnlyList<T>> QueryAsync<T>(this TestScope center, string sql, object? parameters = null)
    {
        await using var connection = await center.Database.OpenAsync(CancellationToken.None);
        return (await connection.QueryAsync<T>(sql, parameters)).AsList();
    }

    private static (string Table, string Key) RootOf(string entity) => entity switch
    {
        "student" => ("student", "student_id"),
        "school_class" => ("school_class", "class_id"),
        "staff" => ("staff", "staff_id"),
        "school" or "organization" => ("organization", "organization_id"),
        "sub_unit" => ("sub_unit", "sub_unit_id"),
        "case" => ("case_file", "case_id"),
        _ => throw new ArgumentOutOfRangeException(nameof(entity), entity, "No root is known."),
    };
}
