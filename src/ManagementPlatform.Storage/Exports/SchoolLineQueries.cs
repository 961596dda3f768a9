using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Exports;

/// <summary>
/// The tables of schools, classes, staff and conditions inside a scope: one by one for an export, or those of some schools for an
/// import that has to know what is there.
/// </summary>
public sealed class SchoolLineQueries(DbSession session)
{
    private const string OfCodes = "o.code IN {codes @codes}";

    private const string School =
        """
        SELECT o.code, s.school_id, o.row_version, o.name, s.status, s.type_code, s.organizer_code, c.code AS county, b.code AS supervising,
               s.location_code, s.urban_rural_code, s.schooling_system, s.school_year, s.address, s.postal_code, s.phone, s.founded_on,
               s.principal_name, s.credit_code, s.legal_representative, s.english_name, s.fax, s.email, s.website, s.owner_code,
               s.ethnic_attribute_code, s.language_code
        FROM dbo.school AS s
        JOIN dbo.organization AS o ON o.organization_id = s.school_id
        JOIN dbo.organization AS b ON b.organization_id = s.supervising_id
        JOIN dbo.organization AS c ON c.organization_id = s.county_id
        """;

    private const string Class =
        """
        SELECT o.code, k.school_id, k.class_id, k.row_version, k.stage, k.entry_year, k.grade, k.class_number, k.name, k.type_code,
               k.schooling_system, u.name AS sub_unit, t.staff_number AS head_teacher, k.formed_on, k.status
        FROM dbo.school_class AS k
        JOIN dbo.school AS s ON s.school_id = k.school_id
        JOIN dbo.organization AS o ON o.organization_id = s.school_id
        LEFT JOIN dbo.sub_unit AS u ON u.sub_unit_id = k.sub_unit_id
        LEFT JOIN dbo.staff AS t ON t.staff_id = k.head_teacher_id
        """;

    private const string Person =
        """
        SELECT o.code, t.school_id, t.staff_id, t.row_version, t.staff_number, t.name, t.sex_code, t.birth_date, t.document_type,
               t.document_number, t.ethnicity_code, t.nationality_code, t.birth_place_code, t.political_status_code, t.education_level_code,
               t.post_code, t.establishment_code, t.subject, t.work_started_on, t.joined_on, t.phone, t.email
        FROM dbo.staff AS t
        JOIN dbo.school AS s ON s.school_id = t.school_id
        JOIN dbo.organization AS o ON o.organization_id = s.school_id
        """;

    private const string Condition =
        """
        SELECT o.code, k.school_id, k.row_version, k.year, k.site_area, k.building_area, k.teaching_area, k.dormitory_area, k.dangerous_area,
               k.sports_ground_area, k.classroom_count, k.multimedia_classroom_count, k.broadband_mbps, k.has_campus_network, k.computer_count,
               k.teaching_computer_count, k.library_volumes, k.ebook_volumes, k.full_time_teacher_count, k.pupil_count
        FROM dbo.school_condition AS k
        JOIN dbo.school AS s ON s.school_id = k.school_id
        JOIN dbo.organization AS o ON o.organization_id = s.school_id
        """;

    private static readonly Sql AllSchools = Sql.Portable($"{School} WHERE {Scope.SchoolInScope} ORDER BY o.code, s.school_id");
    private static readonly Sql SomeSchools = Sql.Portable($"{School} WHERE {OfCodes} AND {Scope.SchoolInScope}");

    private static readonly Sql AllClasses = Sql.Portable(
        $"{Class} WHERE {Scope.SchoolInScope} ORDER BY o.code, k.school_id, k.stage, k.entry_year DESC, k.class_number");

    private static readonly Sql SomeClasses = Sql.Portable($"{Class} WHERE {OfCodes} AND {Scope.SchoolInScope}");

    private static readonly Sql AllStaff = Sql.Portable(
        $"{Person} WHERE t.is_active = @yes AND {Scope.SchoolInScope} ORDER BY o.code, t.school_id, t.staff_number");

    private static readonly Sql SomeStaff = Sql.Portable($"{Person} WHERE {OfCodes} AND {Scope.SchoolInScope}");

    private static readonly Sql AllConditions = Sql.Portable(
        $"{Condition} WHERE {Scope.SchoolInScope} ORDER BY o.code, k.school_id, k.year");
    private static readonly Sql SomeConditions = Sql.Portable($"{Condition} WHERE {OfCodes} AND {Scope.SchoolInScope}");

    private static readonly Sql AllUnits = Sql.Portable(
        $"""
        SELECT u.school_id, u.name, u.type_code, u.address FROM dbo.sub_unit AS u JOIN dbo.school AS s ON s.school_id = u.school_id
        WHERE u.is_active = @yes AND {Scope.SchoolInScope} ORDER BY u.school_id, u.sub_unit_id
        """);

    private static readonly Sql UnitsOfSchools = Sql.Portable(
        """
        SELECT u.school_id, u.name, u.type_code, u.address FROM dbo.sub_unit AS u
        WHERE u.is_active = @yes AND u.school_id IN {ids @schools} ORDER BY u.school_id, u.sub_unit_id
        """);

    private static readonly Sql StaffOfNumber = Sql.Portable(
        "SELECT t.staff_id FROM dbo.staff AS t WHERE t.school_id = @schoolId AND t.staff_number = @number");

    private static readonly Sql UnitOfName = Sql.Portable(
        "SELECT u.sub_unit_id FROM dbo.sub_unit AS u WHERE u.school_id = @schoolId AND u.name = @name AND u.is_active = @yes ORDER BY u.sub_unit_id");

    public IAsyncEnumerable<SchoolLine> SchoolsAsync(long scope, CancellationToken cancel) =>
        AllAsync<SchoolLine>(AllSchools, scope, cancel);

    public IAsyncEnumerable<ClassLine> ClassesAsync(long scope, CancellationToken cancel) =>
        AllAsync<ClassLine>(AllClasses, scope, cancel);

    /// <summary>Who works there; not who has left.</summary>
    public IAsyncEnumerable<StaffLine> StaffAsync(long scope, CancellationToken cancel) =>
        AllAsync<StaffLine>(AllStaff, scope, cancel);

    public IAsyncEnumerable<ConditionLine> ConditionsAsync(long scope, CancellationToken cancel) =>
        AllAsync<ConditionLine>(AllConditions, scope, cancel);

    public Task<IReadOnlyList<SchoolLine>> SchoolsAsync(IEnumerable<string> codes, long scope, CancellationToken cancel) =>
        SomeAsync<SchoolLine>(SomeSchools, codes, scope, cancel);

    public Task<IReadOnlyList<ClassLine>> ClassesAsync(IEnumerable<string> codes, long scope, CancellationToken cancel) =>
        SomeAsync<ClassLine>(SomeClasses, codes, scope, cancel);

    /// <summary>Also who has left: a number is given once.</summary>
    public Task<IReadOnlyList<StaffLine>> StaffAsync(IEnumerable<string> codes, long scope, CancellationToken cancel) =>
        SomeAsync<StaffLine>(SomeStaff, codes, scope, cancel);

    public Task<IReadOnlyList<ConditionLine>> ConditionsAsync(IEnumerable<string> codes, long scope, CancellationToken cancel) =>
        SomeAsync<ConditionLine>(SomeConditions, codes, scope, cancel);

    /// <summary>The open teaching points and attached classes of all schools in scope.</summary>
    public async Task<ILookup<long, SubUnitForm>> SubUnitsAsync(long scope, CancellationToken cancel) =>
        BySchool(await session.QueryAsync<UnitLine>(AllUnits, new { scope, yes = true }, cancel));

    public async Task<ILookup<long, SubUnitForm>> SubUnitsAsync(IEnumerable<long> schools, CancellationToken cancel) =>
        BySchool(await session.QueryAsync<UnitLine>(UnitsOfSchools, new { schools = JsonList.Of(schools), yes = true }, cancel));

    /// <summary>Null when the school has nobody of that 工号.</summary>
    public Task<long?> StaffIdAsync(long schoolId, string number, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<long?>(StaffOfNumber, new { schoolId, number = Ansi.Code(number) }, cancel);

    /// <summary>Null when the school has no such teaching point or attached class.</summary>
    public Task<long?> SubUnitIdAsync(long schoolId, string name, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<long?>(UnitOfName, new { schoolId, name, yes = true }, cancel);

    private IAsyncEnumerable<T> AllAsync<T>(Sql sql, long scope, CancellationToken cancel) =>
        session.StreamAsync<T>(sql, new { scope, yes = true }, cancel);

    private Task<IReadOnlyList<T>> SomeAsync<T>(Sql sql, IEnumerable<string> codes, long scope, CancellationToken cancel) =>
        session.QueryAsync<T>(sql, new { codes = JsonList.Of(codes), scope }, cancel);

    private static ILookup<long, SubUnitForm> BySchool(IEnumerable<UnitLine> units) =>
        units.ToLookup(unit => unit.SchoolId, unit => new SubUnitForm(unit.Name, unit.TypeCode, unit.Address));

    private sealed record UnitLine
    {
        public long SchoolId { get; init; }
        public string Name { get; init; } = "";
        public string TypeCode { get; init; } = "";
        public string? Address { get; init; }
    }
}
