using ManagementPlatform.Core.Organization.Conditions;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Organization.Conditions;

/// <summary>School conditions of a year summed up by bureau, over the schools in the caller's scope.</summary>
public sealed class ConditionSummaryQueries(DbSession session)
{
    // Whole numbers are added up as bigint: the nation's books do not fit into an int. A number stands beside another only where
    // the school reported both.
    private const string Sums =
        """
        COALESCE(SUM(CASE WHEN s.status = 'active' THEN 1 ELSE 0 END), 0) AS schools,
        COUNT(c.school_id) AS reported_schools,
        COUNT(c.broadband_mbps) AS bandwidth_schools,
        COALESCE(SUM(CASE WHEN c.broadband_mbps > 0 THEN 1 ELSE 0 END), 0) AS connected_schools,
        COUNT(c.has_campus_network) AS campus_network_answers,
        COALESCE(SUM(CASE WHEN c.has_campus_network = @yes THEN 1 ELSE 0 END), 0) AS campus_network_schools,
        COALESCE(SUM(CASE WHEN c.multimedia_classroom_count IS NOT NULL THEN c.classroom_count END), 0) AS classrooms,
        COALESCE(SUM(CASE WHEN c.classroom_count IS NOT NULL THEN c.multimedia_classroom_count END), 0) AS multimedia_classrooms,
        COALESCE(SUM(CASE WHEN c.pupil_count IS NOT NULL THEN CAST(c.computer_count AS bigint) END), 0) AS computers,
        COALESCE(SUM(CASE WHEN c.computer_count IS NOT NULL THEN CAST(c.pupil_count AS bigint) END), 0) AS computer_pupils,
        COALESCE(SUM(CASE WHEN c.pupil_count IS NOT NULL THEN CAST(c.library_volumes AS bigint) END), 0) AS library_volumes,
        COALESCE(SUM(CASE WHEN c.library_volumes IS NOT NULL THEN CAST(c.pupil_count AS bigint) END), 0) AS library_pupils,
        COALESCE(SUM(CASE WHEN c.pupil_count IS NOT NULL THEN c.building_area END), 0.0) AS building_area,
        COALESCE(SUM(CASE WHEN c.building_area IS NOT NULL THEN CAST(c.pupil_count AS bigint) END), 0) AS building_pupils,
        COALESCE(SUM(CASE WHEN c.building_area IS NOT NULL THEN c.dangerous_area END), 0.0) AS dangerous_area,
        COALESCE(SUM(CASE WHEN c.dangerous_area IS NOT NULL THEN c.building_area END), 0.0) AS dangerous_of_area,
        COALESCE(SUM(CASE WHEN c.pupil_count IS NOT NULL THEN CAST(c.full_time_teacher_count AS bigint) END), 0) AS teachers,
        COALESCE(SUM(CASE WHEN c.full_time_teacher_count IS NOT NULL THEN CAST(c.pupil_count AS bigint) END), 0) AS teacher_pupils
        """;

    private const string FromSchools =
        """
        FROM dbo.school AS s
        LEFT JOIN dbo.school_condition AS c ON c.school_id = s.school_id AND c.year = @year
        """;

    // A school that was closed since still counts for the years it reported.
    private const string Counted = $"WHERE {Scope.SchoolInScope} AND (s.status = 'active' OR c.school_id IS NOT NULL)";

    private const string Named = "GROUP BY b.organization_id, b.code, b.name ORDER BY b.code";
    private const string WithLine = $"WHERE {Scope.SchoolInScope} AND c.broadband_mbps IS NOT NULL";

    private static readonly Sql ByCounty = Sql.Portable(
        $"""
        SELECT b.organization_id, b.code, b.name, {Sums} {FromSchools}
        JOIN dbo.organization AS b ON b.organization_id = s.county_id {Counted} {Named}
        """);

    private static readonly Sql ByCity = Sql.Portable(
        $"""
        SELECT b.organization_id, b.code, b.name, {Sums} {FromSchools}
        LEFT JOIN dbo.organization AS b ON b.organization_id = s.city_id {Counted} {Named}
        """);

    private static readonly Sql ByProvince = Sql.Portable(
        $"""
        SELECT b.organization_id, b.code, b.name, {Sums} {FromSchools}
        JOIN dbo.organization AS b ON b.organization_id = s.province_id {Counted} {Named}
        """);

    private static readonly Sql LinesByCounty = Sql.Portable(
        $"""
        SELECT s.county_id AS organization_id, c.broadband_mbps, COUNT(*) AS schools
        {FromSchools} {WithLine} GROUP BY s.county_id, c.broadband_mbps
        """);

    private static readonly Sql LinesByCity = Sql.Portable(
        $"""
        SELECT s.city_id AS organization_id, c.broadband_mbps, COUNT(*) AS schools
        {FromSchools} {WithLine} GROUP BY s.city_id, c.broadband_mbps
        """);

    private static readonly Sql LinesByProvince = Sql.Portable(
        $"""
        SELECT s.province_id AS organization_id, c.broadband_mbps, COUNT(*) AS schools
        {FromSchools} {WithLine} GROUP BY s.province_id, c.broadband_mbps
        """);

    /// <summary>By the bureaus' codes; what lies below no bureau of the level comes first.</summary>
    public async Task<IReadOnlyList<ConditionSummary>> SummaryAsync(
        int year, SummaryLevel level, long scope, CancellationToken cancel)
    {
        var (sums, lines) = level switch
        {
            SummaryLevel.County => (ByCounty, LinesByCounty),
            SummaryLevel.City => (ByCity, LinesByCity),
            _ => (ByProvince, LinesByProvince),
        };
        var parameters = new { year, scope, yes = true };
        var rows = await session.QueryAsync<ConditionSummary>(sums, parameters, cancel);
        var widths = (await session.QueryAsync<LineRow>(lines, parameters, cancel)).ToLookup(line => line.OrganizationId);
        return
        [
            .. rows.OrderBy(row => row.Code, StringComparer.Ordinal).Select(row => row with
            {
                Bands = BandCount.Of([.. widths[row.OrganizationId].Select(line => (line.BroadbandMbps, line.Schools))]),
            }),
        ];
    }

    private sealed record LineRow
    {
        public long? OrganizationId { get; init; }
        public int BroadbandMbps { get; init; }
        public long Schools { get; init; }
    }
}
