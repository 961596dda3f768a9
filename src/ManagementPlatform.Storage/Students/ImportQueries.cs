using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Students;

/// <summary>A school as a table names it.</summary>
public sealed record SchoolOfCode(string? Code, long SchoolId);

/// <summary>A class with what people call it by.</summary>
public sealed record ClassOfSchool
{
    public required long ClassId { get; init; }
    public required long SchoolId { get; init; }
    public required int Stage { get; init; }
    public required int EntryYear { get; init; }
    public required int ClassNumber { get; init; }
    public required string Grade { get; init; }
    public required string Name { get; init; }
    public required string Status { get; init; }
}

/// <summary>How many pupils a school has on its roll (在籍).</summary>
public sealed record SchoolRoll
{
    public required long SchoolId { get; init; }
    public required string SchoolName { get; init; }
    public required int Pupils { get; init; }
}

/// <summary>A pupil on the roll, as far as a list of the missing names him.</summary>
public sealed record PupilOnRoll(long StudentId, string Name, string ClassName);

/// <summary>What an import asks of schools and classes, by set, inside the caller's scope.</summary>
public sealed class ImportQueries(DbSession session)
{
    private static readonly Sql Schools = Sql.Portable(
        $$"""
        SELECT o.code, s.school_id
        FROM dbo.school AS s JOIN dbo.organization AS o ON o.organization_id = s.school_id
        WHERE o.code IN {codes @codes} AND {{Scope.SchoolInScope}}
        """);

    private static readonly Sql Classes = Sql.Portable(
        $$"""
        SELECT c.class_id, c.school_id, c.stage, c.entry_year, c.class_number, c.grade, c.name, c.status
        FROM dbo.school_class AS c JOIN dbo.school AS s ON s.school_id = c.school_id
        WHERE c.school_id IN {ids @schools} AND {{Scope.SchoolInScope}}
        """);

    // One range of an index a school, and only for the schools of one file: no list ever counts like this.
    private static readonly Sql Rolls = Sql.Portable(
        """
        SELECT o.organization_id AS school_id, o.name AS school_name,
               (SELECT COUNT(*) FROM dbo.student AS p WHERE p.school_id = o.organization_id AND p.on_roll = @yes) AS pupils
        FROM dbo.organization AS o
        WHERE o.organization_id IN {ids @schools}
        """);

    private static readonly Sql OnRoll = Sql.Portable(
        """
        SELECT p.student_id, p.name, c.name AS class_name
        FROM dbo.student AS p JOIN dbo.school_class AS c ON c.class_id = p.class_id
        WHERE p.school_id = @school AND p.on_roll = @yes
        ORDER BY p.name_pinyin, p.student_id
        """);

    private static readonly Sql VisibleSchools = Sql.Portable(
        $"""
        SELECT o.code, s.school_id
        FROM dbo.school AS s JOIN dbo.organization AS o ON o.organization_id = s.school_id
        WHERE (@school = 0 OR s.school_id = @school) AND {Scope.SchoolInScope}
        ORDER BY o.code, s.school_id
        """);

    /// <summary>The schools of a scope, or the one that is asked for, in the order of their codes.</summary>
    public Task<IReadOnlyList<SchoolOfCode>> VisibleSchoolsAsync(long scope, long? school, CancellationToken cancel) =>
        session.QueryAsync<SchoolOfCode>(VisibleSchools, new { scope, school = school ?? 0 }, cancel);

    private static readonly Sql Fields = StudentTables.ProvinceField.Select(
        "WHERE province_code = @province AND is_active = @yes ORDER BY sort, field_code");

    /// <summary>What a province asks for beside the national form.</summary>
    public Task<IReadOnlyList<ProvinceField>> ProvinceFieldsAsync(string province, CancellationToken cancel) =>
        session.QueryAsync<ProvinceField>(Fields, new { province = Ansi.Code(province), yes = true }, cancel);

    public Task<IReadOnlyList<SchoolOfCode>> SchoolsAsync(IEnumerable<string> codes, long scope, CancellationToken cancel) =>
        session.QueryAsync<SchoolOfCode>(Schools, new { codes = JsonList.Of(codes), scope }, cancel);

    public Task<IReadOnlyList<ClassOfSchool>> ClassesAsync(IEnumerable<long> schools, long scope, CancellationToken cancel) =>
        session.QueryAsync<ClassOfSchool>(Classes, new { schools = JsonList.Of(schools), scope }, cancel);

    public Task<IReadOnlyList<SchoolRoll>> RollsAsync(IEnumerable<long> schools, CancellationToken cancel) =>
        session.QueryAsync<SchoolRoll>(Rolls, new { schools = JsonList.Of(schools), yes = true }, cancel);

    public Task<IReadOnlyList<PupilOnRoll>> OnRollAsync(long school, CancellationToken cancel) =>
        session.QueryAsync<PupilOnRoll>(OnRoll, new { school, yes = true }, cancel);
}
