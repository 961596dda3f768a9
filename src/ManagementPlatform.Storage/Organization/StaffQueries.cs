using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Organization;

/// <summary>What to list.</summary>
/// <param name="Name">The beginning of the name or of its pinyin.</param>
/// <param name="After">The last member of the page before; empty for the first page.</param>
public sealed record StaffFilter(long? SchoolId, bool? IsActive, string? Name, StaffKey After, int Limit);

/// <summary>The order of staff: by pinyin, which is the same on every engine.</summary>
public sealed record StaffKey(string NamePinyin, long StaffId)
{
    public static readonly StaffKey First = new("", 0);
}

/// <summary>Staff, cut to the caller's scope.</summary>
public sealed class StaffQueries(DbSession session)
{
    private static readonly Sql List = OrganizationTables.Staff.Select(
        $$"""
        AS s WHERE {{Scope.SchoolInScope}}
          AND (s.name_pinyin > @pinyin OR (s.name_pinyin = @pinyin AND s.staff_id > @after))
          AND (@schoolId IS NULL OR s.school_id = @schoolId) AND (@isActive IS NULL OR s.is_active = @isActive)
          AND (@name IS NULL OR s.name LIKE @name ESCAPE '!' OR s.name_pinyin LIKE @reading ESCAPE '!')
        ORDER BY s.name_pinyin, s.staff_id {limit @limit}
        """);

    public Task<IReadOnlyList<StaffMember>> ListAsync(StaffFilter filter, long scope, CancellationToken cancel) =>
        session.QueryAsync<StaffMember>(
            List,
            new
            {
                scope,
                schoolId = filter.SchoolId,
                isActive = filter.IsActive,
                name = LikeText.Beginning(filter.Name),
                reading = Ansi.Text(LikeText.Beginning(filter.Name?.ToLowerInvariant())),
                pinyin = Ansi.Text(filter.After.NamePinyin),
                after = filter.After.StaffId,
                limit = filter.Limit,
            },
            cancel);
}
