using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Organization;

/// <summary>A school in a list.</summary>
public sealed record SchoolListItem
{
    public long SchoolId { get; init; }
    public string? Code { get; init; }
    public string Name { get; init; } = "";
    public string NamePinyin { get; init; } = "";
    public string Status { get; init; } = "";
    public string TypeCode { get; init; } = "";
    public string OrganizerCode { get; init; } = "";
    public string UrbanRuralCode { get; init; } = "";
    public long CountyId { get; init; }
    public string CountyName { get; init; } = "";
    public long SupervisingId { get; init; }
    public int SchoolYear { get; init; }
    public int RowVersion { get; init; }
}

/// <summary>What to list.</summary>
/// <param name="BureauId">Only schools that this bureau sees: below it, or supervised by it.</param>
/// <param name="SupervisingId">Only schools that it supervises.</param>
/// <param name="Name">Part of the name, or the beginning of its pinyin.</param>
/// <param name="After">The last school of the page before; empty for the first page.</param>
public sealed record SchoolFilter(
    long? BureauId, long? SupervisingId, string? Status, string? TypeCode, string? Code,
    string? Name, SchoolKey After, int Limit);

/// <summary>The order of schools: by pinyin, which is the same on every engine.</summary>
public sealed record SchoolKey(string NamePinyin, long SchoolId)
{
    public static readonly SchoolKey First = new("", 0);
}

/// <summary>Schools, their events and codes, cut to the caller's scope.</summary>
public sealed class SchoolQueries(DbSession session)
{
    private static readonly Sql List = Sql.Portable(
        $$"""
        SELECT s.school_id, o.code, o.name, o.name_pinyin, s.status, s.type_code, s.organizer_code, s.urban_rural_code, s.county_id,
               c.name AS county_name, s.supervising_id, s.school_year, o.row_version
        FROM dbo.school AS s
        JOIN dbo.organization AS o ON o.organization_id = s.school_id
        JOIN dbo.organization AS c ON c.organization_id = s.county_id
        WHERE {{Scope.SchoolInScope}}
          AND (o.name_pinyin > @pinyin OR (o.name_pinyin = @pinyin AND s.school_id > @after))
          AND (@bureauId IS NULL OR EXISTS
              (SELECT 1 FROM dbo.school_scope AS below WHERE below.organization_id = @bureauId AND below.school_id = s.school_id))
          AND (@supervisingId IS NULL OR s.supervising_id = @supervisingId)
          AND (@status IS NULL OR s.status = @status) AND (@typeCode IS NULL OR s.type_code = @typeCode)
          AND (@code IS NULL OR o.code = @code)
          AND (@name IS NULL OR o.name LIKE @name ESCAPE '!' OR o.name_pinyin LIKE @reading ESCAPE '!')
        ORDER BY o.name_pinyin, s.school_id {limit @limit}
        """);

    private static readonly Sql EventsOf = OrganizationTables.SchoolEvent.Select(
        $"AS s WHERE s.school_id = @schoolId AND {Scope.SchoolInScope} ORDER BY s.event_id DESC");

    private static readonly Sql CodesOf = OrganizationTables.SchoolCode.Select(
        $"AS s WHERE s.school_id = @schoolId AND {Scope.SchoolInScope} ORDER BY s.assigned_on DESC, s.code DESC");

    private static readonly Sql UnitsOf = OrganizationTables.SubUnit.Select(
        $"AS s WHERE s.school_id = @schoolId AND {Scope.SchoolInScope} ORDER BY s.sub_unit_id");

    public Task<IReadOnlyList<SchoolListItem>> ListAsync(SchoolFilter filter, long scope, CancellationToken cancel) =>
        session.QueryAsync<SchoolListItem>(
            List,
            new
            {
                scope,
                bureauId = filter.BureauId,
                supervisingId = filter.SupervisingId,
                status = Ansi.Code(filter.Status),
                typeCode = Ansi.Code(filter.TypeCode),
                code = Ansi.Code(filter.Code),
                name = LikeText.Containing(filter.Name),
                reading = Ansi.Text(LikeText.Beginning(filter.Name?.ToLowerInvariant())),
                pinyin = Ansi.Text(filter.After.NamePinyin),
                after = filter.After.SchoolId,
                limit = filter.Limit,
            },
            cancel);

    /// <summary>What happened to a school, the last first; empty when it is not in scope.</summary>
    public Task<IReadOnlyList<SchoolEvent>> EventsAsync(long schoolId, long scope, CancellationToken cancel) =>
        session.QueryAsync<SchoolEvent>(EventsOf, new { schoolId, scope }, cancel);

    /// <summary>Every code the school has or had.</summary>
    public Task<IReadOnlyList<SchoolCodeRecord>> CodesAsync(long schoolId, long scope, CancellationToken cancel) =>
        session.QueryAsync<SchoolCodeRecord>(CodesOf, new { schoolId, scope }, cancel);

    public Task<IReadOnlyList<SubUnit>> SubUnitsAsync(long schoolId, long scope, CancellationToken cancel) =>
        session.QueryAsync<SubUnit>(UnitsOf, new { schoolId, scope }, cancel);
}
