using ManagementPlatform.Core;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Storage.Organization;

/// <summary>Pupils who come under another school or county, by set; see <see cref="IPupilMoves"/>.</summary>
public sealed class PupilMoves(DbSession session) : IPupilMoves
{
    private static readonly Sql Count = Sql.Portable("SELECT COUNT(*) FROM dbo.student AS p WHERE p.school_id = @schoolId");

    private static readonly Sql CountMoving = Sql.Portable(
        "SELECT COUNT(*) FROM dbo.student AS p WHERE p.class_id IN {ids @classIds} AND p.on_roll = @true");

    // The order of these four is the order of facts: the new enrolment repeats the old one's state, the log names the new
    // version.
    private static readonly Sql OpenNew = Sql.Portable(
        """
        INSERT INTO dbo.enrollment
            (student_id, enrollment_id, school_id, class_id, stage, status_code, started_on, start_kind, registered_by, registered_at)
        SELECT p.student_id, @firstKey + ROW_NUMBER() OVER (ORDER BY p.student_id) - 1, CAST(@ToSchoolId AS bigint), p.class_id, c.stage, p.status_code,
            {date @On}, CAST(@kind AS varchar(20)), CAST(@RegisteredBy AS bigint), {time @At}
        FROM dbo.student AS p JOIN dbo.school_class AS c ON c.class_id = p.class_id
        WHERE p.class_id IN {ids @classIds} AND p.on_roll = @true
        """);

    private static readonly Sql CloseOld = Sql.Portable(
        """
        UPDATE dbo.enrollment SET ended_on = @On, end_kind = @kind
        WHERE ended_on IS NULL AND school_id <> @ToSchoolId AND student_id IN
            (SELECT p.student_id FROM dbo.student AS p WHERE p.class_id IN {ids @classIds} AND p.on_roll = @true)
        """);

    private static readonly Sql Log = Sql.Portable(
        """
        INSERT INTO dbo.change_log (change_id, entity, entity_id, entity_version, operation, logged_at)
        SELECT @firstKey + ROW_NUMBER() OVER (ORDER BY p.student_id) - 1, 'student', p.student_id, p.row_version + 1, 'upsert', {time @At}
        FROM dbo.student AS p WHERE p.class_id IN {ids @classIds} AND p.on_roll = @true
        """);

    private static readonly Sql Move = Sql.Portable(
        """
        UPDATE dbo.student SET school_id = @ToSchoolId, county_id = @ToCountyId, row_version = row_version + 1
        WHERE class_id IN {ids @classIds} AND on_roll = @true
        """);

    private static readonly Sql LogCounty = Sql.Portable(
        """
        INSERT INTO dbo.change_log (change_id, entity, entity_id, entity_version, operation, logged_at)
        SELECT @firstKey + ROW_NUMBER() OVER (ORDER BY p.student_id) - 1, 'student', p.student_id, p.row_version + 1, 'upsert', {time @at}
        FROM dbo.student AS p WHERE p.school_id = @schoolId
        """);

    private static readonly Sql MoveCounty = Sql.Portable(
        "UPDATE dbo.student SET county_id = @countyId, row_version = row_version + 1 WHERE school_id = @schoolId");

    public async Task<int> CountAsync(long schoolId, CancellationToken cancel) =>
        await session.FirstOrDefaultAsync<int>(Count, new { schoolId }, cancel);

    public async Task<int> MoveAsync(PupilMove move, CancellationToken cancel)
    {
        var set = new
        {
            classIds = JsonList.Of(move.ClassIds),
            kind = Ansi.Code(move.Kind),
            @true = true,
            move.ToSchoolId,
            move.ToCountyId,
            move.On,
            move.RegisteredBy,
            move.At,
            firstKey = move.Keys.First,
        };
        var count = await session.FirstOrDefaultAsync<int>(CountMoving, set, cancel);
        move.Keys.DemandFor(count);
        await session.ExecuteAsync(OpenNew, set, cancel);
        await session.ExecuteAsync(CloseOld, set, cancel);
        var log = new { set.classIds, set.@true, set.At, firstKey = move.Keys.First + count };
        await session.ExecuteAsync(Log, log, cancel);
        return await session.ExecuteAsync(Move, set, cancel) == count ? count
            : throw Refused.Conflict("school_changes", "学校正在登记学生，请稍后重试。");
    }

    public async Task<int> ChangeCountyAsync(
        long schoolId, long countyId, DateTimeOffset at, ReservedKeys keys, CancellationToken cancel)
    {
        await session.ExecuteAsync(LogCounty, new { schoolId, at, firstKey = keys.First }, cancel);
        return await session.ExecuteAsync(MoveCounty, new { schoolId, countyId }, cancel);
    }
}
