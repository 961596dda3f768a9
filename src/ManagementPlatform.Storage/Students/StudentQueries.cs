using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Students;

/// <summary>A pupil as lists show him.</summary>
public sealed record StudentListItem
{
    public required long StudentId { get; init; }
    public required StudentNumber StudentNumber { get; init; }
    public required string NumberState { get; init; }
    public required string Name { get; init; }
    public required string NamePinyin { get; init; }
    public required string SexCode { get; init; }
    public required DateOnly BirthDate { get; init; }
    public required long SchoolId { get; init; }
    public required long ClassId { get; init; }
    public required string ClassName { get; init; }
    public required string Grade { get; init; }
    public required string StatusCode { get; init; }
    public required bool OnRoll { get; init; }
    public required int RowVersion { get; init; }
}

/// <summary>Which pupils of a school: all conditions together; null is any.</summary>
/// <param name="OnRoll">在籍, or those who have left.</param>
/// <param name="Text">The beginning of a name, or of its pinyin without blanks.</param>
public sealed record StudentFilter(
    long SchoolId, bool OnRoll = true, long? ClassId = null, string? Grade = null,
    string? StatusCode = null, string? Text = null);

/// <summary>Where a page of a school's pupils goes on.</summary>
public sealed record StudentKey(string NamePinyin, long StudentId);

/// <summary>Where a page of a county's pupils goes on.</summary>
public sealed record StudentNameKey(string Name, long StudentId);

/// <summary>
/// Looks pupils up, cut to the caller's scope in SQL. Numbers leave as their types: masked unless somebody says otherwise.
/// </summary>
public sealed class StudentQueries(DbSession session)
{
    private const string List =
        """
        SELECT p.student_id, p.student_number, p.number_state, p.name, p.name_pinyin, p.sex_code, p.birth_date, p.school_id, p.class_id,
               c.name AS class_name, c.grade, p.status_code, p.on_roll, p.row_version
        FROM dbo.student AS p
        JOIN dbo.school AS s ON s.school_id = p.school_id
        JOIN dbo.school_class AS c ON c.class_id = p.class_id

        """;

    // The order of IX_student_school, from the last key on.
    private const string OfSchool =
        $"""
        WHERE p.school_id = @SchoolId AND p.on_roll = @OnRoll AND p.name_pinyin >= @pinyin AND (p.name_pinyin > @pinyin OR p.student_id > @id)
          AND {Scope.SchoolInScope}

        """;

    private const string InOrder = "ORDER BY p.name_pinyin, p.student_id {limit @take}";
    private const string InClass = "AND p.class_id = @ClassId\n";
    private const string InGrade = "AND c.grade = @grade\n";
    private const string WithStatus = "AND p.status_code = @status\n";
    private const string Named = "AND p.name >= @from AND p.name < @until\n";
    private const string Spelt = "AND REPLACE(p.name_pinyin, ' ', '') >= @from AND REPLACE(p.name_pinyin, ' ', '') < @until\n";

    private static readonly bool[] Either = [false, true];
    private static readonly string[] ByText = [string.Empty, Named, Spelt];

    // One constant text for each set of conditions that a filter may have.
    private static readonly Dictionary<(bool Class, bool Grade, bool Status, string Text), Sql> Pages = (
        from byClass in Either
        from byGrade in Either
        from byStatus in Either
        from byText in ByText
        select ((byClass, byGrade, byStatus, byText), Sql.Rendered(
            List + OfSchool + (byClass ? InClass : "") + (byGrade ? InGrade : "") + (byStatus ? WithStatus : "") + byText + InOrder)))
        .ToDictionary(page => page.Item1, page => page.Item2);

    private static readonly Sql OfCounty = Sql.Rendered(
        $$"""
        {{List}}
        WHERE p.county_id = @countyId AND p.name >= @after AND p.name < @until AND (p.name > @after OR p.student_id > @id)
          AND {{Scope.SchoolInScope}}
        ORDER BY p.name, p.student_id {limit @take}
        """);

    private static readonly Sql SchoolOfClass = Sql.Portable(
        $"""
        SELECT s.school_id FROM dbo.school_class AS c JOIN dbo.school AS s ON s.school_id = c.school_id
        WHERE c.class_id = @classId AND {Scope.SchoolInScope}
        """);

    private static readonly Sql VisibleSchool = Sql.Portable(
        $"SELECT s.school_id FROM dbo.school AS s WHERE s.school_id = @schoolId AND {Scope.SchoolInScope}");

    public Task<StudentRecord?> FindAsync(long studentId, long scope, CancellationToken cancel) =>
        WholeStudent.ReadAsync(session, WholeStudent.ById, new { studentId, scope }, cancel);

    /// <summary>By any number that the pupil has or had.</summary>
    public Task<StudentRecord?> FindByNumberAsync(StudentNumber number, long scope, CancellationToken cancel) =>
        WholeStudent.ReadAsync(session, WholeStudent.ByNumber, new { number, scope }, cancel);

    public Task<StudentRecord?> FindByDocumentAsync(IdentityDocument document, long scope, CancellationToken cancel)
    {
        var parameters = new { type = Ansi.Code(document.Type), number = Ansi.Code(document.Number), scope };
        return WholeStudent.ReadAsync(session, WholeStudent.ByDocument, parameters, cancel);
    }

    /// <summary>The school of a class, or null outside the scope.</summary>
    public Task<long?> SchoolOfClassAsync(long classId, long scope, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<long?>(SchoolOfClass, new { classId, scope }, cancel);

    public async Task<bool> SeesSchoolAsync(long schoolId, long scope, CancellationToken cancel) =>
        await session.FirstOrDefaultAsync<long?>(VisibleSchool, new { schoolId, scope }, cancel) is not null;

    /// <summary>A page of a school's pupils by pinyin; the school must be in scope or the page is empty.</summary>
    public Task<IReadOnlyList<StudentListItem>> PageAsync(
        StudentFilter filter, StudentKey? after, int take, long scope, CancellationToken cancel)
    {
        var isSpelt = filter.Text is not null && filter.Text.All(char.IsAscii);
        var range = filter.Text is null ? default : NamePrefix.Of(isSpelt ? Pinyin(filter.Text) : filter.Text);
        var page = Pages[(
            filter.ClassId is not null,
            filter.Grade is not null,
            filter.StatusCode is not null,
            filter.Text is null ? string.Empty : isSpelt ? Spelt : Named)];
        return session.QueryAsync<StudentListItem>(
            page,
            new
            {
                filter.SchoolId,
                filter.OnRoll,
                filter.ClassId,
                grade = Ansi.Code(filter.Grade),
                status = Ansi.Code(filter.StatusCode),
                from = range.From,
                until = range.Until,
                pinyin = Ansi.Code(after?.NamePinyin ?? "", length: 200),
                id = after?.StudentId ?? 0,
                take,
                scope,
            },
            cancel);
    }

    /// <summary>A page of the pupils of a county whose names begin with a text.</summary>
    public Task<IReadOnlyList<StudentListItem>> SearchCountyAsync(
        long countyId, string name, StudentNameKey? after, int take, long scope, CancellationToken cancel)
    {
        var (from, until) = NamePrefix.Of(name);
        return session.QueryAsync<StudentListItem>(
            OfCounty, new { countyId, after = after?.Name ?? from, until, id = after?.StudentId ?? 0, take, scope }, cancel);
    }

    private static string Pinyin(string text) => text.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
