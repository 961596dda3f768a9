using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Organization;

/// <summary>A class in a list.</summary>
public sealed record ClassListItem
{
    public long ClassId { get; init; }
    public long SchoolId { get; init; }
    public string SchoolName { get; init; } = "";
    public long? SubUnitId { get; init; }
    public int Stage { get; init; }
    public int EntryYear { get; init; }
    public int ClassNumber { get; init; }
    public string Grade { get; init; } = "";
    public string Name { get; init; } = "";
    public string TypeCode { get; init; } = "";
    public string Status { get; init; } = "";
    public string? HeadTeacherName { get; init; }
    public int RowVersion { get; init; }
}

/// <summary>What to list.</summary>
/// <param name="After">The last class of the page before.</param>
public sealed record ClassFilter(
    long? SchoolId, int? Stage, string? Grade, int? EntryYear, string? Status, ClassKey After, int Limit);

/// <summary>The order of classes: school, grade, number.</summary>
public sealed record ClassKey(long SchoolId, string Grade, int ClassNumber, long ClassId)
{
    public static readonly ClassKey First = new(0, "", 0, 0);
}

/// <summary>Classes, cut to the caller's scope.</summary>
public sealed class ClassQueries(DbSession session)
{
    private static readonly Sql List = Sql.Portable(
        $$"""
        SELECT c.class_id, c.school_id, o.name AS school_name, c.sub_unit_id, c.stage, c.entry_year, c.class_number, c.grade, c.name,
               c.type_code, c.status, t.name AS head_teacher_name, c.row_version
        FROM dbo.school_class AS c
        JOIN dbo.school AS s ON s.school_id = c.school_id
        JOIN dbo.organization AS o ON o.organization_id = c.school_id
        LEFT JOIN dbo.staff AS t ON t.staff_id = c.head_teacher_id
        WHERE {{Scope.SchoolInScope}}
          AND (@schoolId IS NULL OR c.school_id = @schoolId) AND (@stage IS NULL OR c.stage = @stage)
          AND (@grade IS NULL OR c.grade = @grade) AND (@entryYear IS NULL OR c.entry_year = @entryYear)
          AND (@status IS NULL OR c.status = @status)
          AND (c.school_id > @afterSchool OR (c.school_id = @afterSchool AND (c.grade > @afterGrade OR (c.grade = @afterGrade
              AND (c.class_number > @afterNumber OR (c.class_number = @afterNumber AND c.class_id > @afterClass))))))
        ORDER BY c.school_id, c.grade, c.class_number, c.class_id {limit @limit}
        """);

    public Task<IReadOnlyList<ClassListItem>> ListAsync(ClassFilter filter, long scope, CancellationToken cancel) =>
        session.QueryAsync<ClassListItem>(
            List,
            new
            {
                scope,
                schoolId = filter.SchoolId,
                stage = filter.Stage,
                grade = Ansi.Code(filter.Grade),
                entryYear = filter.EntryYear,
                status = Ansi.Code(filter.Status),
                afterSchool = filter.After.SchoolId,
                afterGrade = Ansi.Code(filter.After.Grade),
                afterNumber = filter.After.ClassNumber,
                afterClass = filter.After.ClassId,
                limit = filter.Limit,
            },
            cancel);
}
