using System.Collections.Frozen;
using System.Globalization;
using ManagementPlatform.Core;
using ManagementPlatform.Core.National;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Storage.Writing;

/// <summary>
/// 归属地写入: in a center that works together with others, nobody writes what another center is home of; he would be overwritten
/// from there. The one place that says so, for every use case. What has several writers (a case) or none but this center
/// (accounts, jobs) is not asked for.
/// </summary>
public sealed class HomeWriters(DbSession session, ICenterStanding standing, ICurrentCenter center)
{
    private static readonly Sql OfOrganizations = Sql.Portable(
        "SELECT o.home_center FROM dbo.organization AS o WHERE o.organization_id IN {ids @ids} AND o.home_center <> @here");

    // Whoever is registered now has to be in a school of this center as well.
    private static readonly Sql OfStudents = Sql.Portable(
        """
        SELECT CASE WHEN p.home_center <> @here THEN p.home_center ELSE o.home_center END AS home
        FROM dbo.student AS p JOIN dbo.organization AS o ON o.organization_id = p.school_id
        WHERE p.student_id IN {ids @ids} AND (p.home_center <> @here OR (p.row_version = 1 AND o.home_center <> @here))
        """);

    private static readonly Sql OfSubUnits = Sql.Portable(
        "SELECT u.home_center FROM dbo.sub_unit AS u WHERE u.sub_unit_id IN {ids @ids} AND u.home_center <> @here");

    private static readonly Sql OfStaff = Sql.Portable(
        "SELECT s.home_center FROM dbo.staff AS s WHERE s.staff_id IN {ids @ids} AND s.home_center <> @here");

    private static readonly Sql OfClasses = Sql.Portable(
        "SELECT c.home_center FROM dbo.school_class AS c WHERE c.class_id IN {ids @ids} AND c.home_center <> @here");

    private static readonly Sql OfRollChecks = Sql.Portable(
        """
        SELECT o.home_center FROM dbo.roll_check AS r JOIN dbo.organization AS o ON o.organization_id = r.school_id
        WHERE r.roll_check_id IN {ids @ids} AND o.home_center <> @here
        """);

    private static readonly FrozenDictionary<string, Sql> Homes = new Dictionary<Entity, Sql>
    {
        [Entity.Organization] = OfOrganizations,
        [Entity.School] = OfOrganizations,
        [Entity.SchoolCondition] = OfOrganizations,
        [Entity.Student] = OfStudents,
        [Entity.SubUnit] = OfSubUnits,
        [Entity.Staff] = OfStaff,
        [Entity.SchoolClass] = OfClasses,
        [Entity.RollCheck] = OfRollChecks,
    }.ToFrozenDictionary(pair => EnumText.Of(pair.Key), pair => pair.Value);

    // Of the parts of the reference data that are one aggregate each the nation is home; of rules and fields the province whose
    // number is the key.
    private static readonly FrozenSet<string> ByKey = new[]
        { Entity.CodeTable, Entity.Region, Entity.Calendar, Entity.ProvinceRule, Entity.ProvinceField }
        .Select(EnumText.Of).ToFrozenSet();

    private static readonly Sql NameOf = Sql.Portable("SELECT r.name FROM dbo.region AS r WHERE r.region_code = @region");

    /// <exception cref="RefusalException">Another center is home of one of them.</exception>
    internal async Task DemandAsync(IReadOnlyCollection<ChangeLogRow> changes, CancellationToken cancel)
    {
        if (changes.Count == 0 || await standing.GetAsync(cancel) == Standing.Alone)
            return;
        var here = (await center.GetAsync(cancel)).CenterCode;
        var handedOver = changes.Where(c => c.Operation == ReplicatedOperation.HandOver).Select(c => c.EntityId).ToHashSet();
        foreach (var group in changes.Where(c => !handedOver.Contains(c.EntityId) && !IsSharedBureau(c)).GroupBy(c => c.Entity))
        {
            var foreign = ByKey.Contains(group.Key) ? group.Select(c => HomeOfKey(c.EntityId))
                .FirstOrDefault(home => home != here)
                : Homes.TryGetValue(group.Key, out var sql)
                    ? await session.FirstOrDefaultAsync<string>(
                        sql, new { ids = JsonList.Of(group.Select(c => c.EntityId)), here = Ansi.Code(here) }, cancel)
                    : null;
            if (foreign is not null)
                throw Refused.Forbidden("home_elsewhere", $"该数据归属{await NameAsync(foreign, cancel)}，由其数据中心维护，本中心只能查看，不能修改。");
        }
    }

    // Every center makes the same bureaus from the same divisions.
    private static bool IsSharedBureau(ChangeLogRow change) =>
        change is { Entity: "organization", EntityVersion: 1 } && KeyMaker.Of(change.EntityId) is null;

    private static string HomeOfKey(long key) => key.ToString("00", CultureInfo.InvariantCulture);

    private async Task<string> NameAsync(string home, CancellationToken cancel) => home == Channel.Nation ? "国家"
        : await session.FirstOrDefaultAsync<string>(NameOf, new { region = Ansi.Code(home + "0000") }, cancel) ?? home;
}
