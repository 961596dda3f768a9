using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Corrections;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Students;

namespace ManagementPlatform.Storage.Corrections;

/// <summary>Makes every number and document of a merged record find the one that stays.</summary>
public sealed class RecordPointers(DbSession session, MergedKeys keys)
{
    private const string Reason = "并入重复学籍";

    private static readonly Sql Numbers = Sql.Portable(
        "UPDATE dbo.student_number SET student_id = @SurvivorId WHERE student_id IN {ids @ids} AND " + OwnKeys.Numbers);

    private static readonly Sql Documents = Sql.Portable(
        "UPDATE dbo.identity_document SET student_id = @SurvivorId WHERE student_id IN {ids @ids} AND " + OwnKeys.Documents);

    // Whoever was merged into this one before is found under the one that stays now.
    private static readonly Sql Earlier = Sql.Portable(
        "UPDATE dbo.student_merge SET survivor_id = @SurvivorId WHERE survivor_id = @StudentId");

    private static readonly Sql Merge = CorrectionTables.Merge.Select("WHERE student_id = @goneId AND survivor_id = @keptId");

    private static readonly Sql Periods = StudentTables.NumberHistory.Select(
        "WHERE student_id = @studentId ORDER BY valid_from, number");

    private static readonly Sql Current = Sql.Portable(
        "SELECT p.student_number FROM dbo.student AS p WHERE p.student_id = @studentId");

    private static readonly Sql EndCurrent = Sql.Portable(
        "UPDATE dbo.student_number_history SET valid_to = @now WHERE student_id = @studentId AND valid_to IS NULL");

    private static readonly Sql SetNumber = Sql.Portable(
        """
        UPDATE dbo.student SET student_number = @number, row_version = row_version + 1
        WHERE student_id = @studentId AND row_version = @version
        """);

    /// <summary>The half of the record that goes.</summary>
    internal async Task PointAsync(MergeRow merge, CancellationToken cancel)
    {
        var ids = JsonList.Of([merge.StudentId]);
        await session.ExecuteAsync(Numbers, new { merge.SurvivorId, ids }, cancel);
        await session.ExecuteAsync(Documents, new { merge.SurvivorId, ids }, cancel);
        await session.ExecuteAsync(Earlier, new { merge.SurvivorId, merge.StudentId }, cancel);
        await session.InsertAsync(CorrectionTables.Merge, merge, cancel);
    }

    /// <summary>The half of the one that stays.</summary>
    /// <param name="keptVersion">The version of the one that stays.</param>
    /// <returns>Its next version; null when the other one does not point to it.</returns>
    internal async Task<int?> TakeOverAsync(long goneId, long keptId, int keptVersion, CancellationToken cancel)
    {
        if (await session.FirstOrDefaultAsync<MergeRow>(Merge, new { goneId, keptId }, cancel) is not { } merge)
            return null;
        await keys.PassOnAsync([goneId], cancel);
        var gone = await session.QueryAsync<NumberHistoryRow>(Periods, new { studentId = goneId }, cancel);
        var own = (await session.QueryAsync<NumberHistoryRow>(Periods, new { studentId = keptId }, cancel))
            .Select(row => row.Number).ToHashSet();
        var current = await session.FirstOrDefaultAsync<StudentNumber>(Current, new { studentId = keptId }, cancel);
        var fresh = gone.Where(row => !own.Contains(row.Number)).ToList();
        var number = fresh.Select(row => row.Number).Prepend(current).MaxBy(known => SurvivorAdvice.Rank(known.Kind));
        await CopyAsync(merge, fresh, number, current, cancel);
        await session.ChangeOneAsync(SetNumber, new { number, studentId = keptId, version = keptVersion }, cancel);
        return keptVersion + 1;
    }

    private async Task CopyAsync(
        MergeRow merge, IReadOnlyList<NumberHistoryRow> gone, StudentNumber number,
        StudentNumber current, CancellationToken cancel)
    {
        if (number != current)
            await session.ExecuteAsync(EndCurrent, new { studentId = merge.SurvivorId, now = merge.MergedAt }, cancel);
        foreach (var row in gone)
        {
            var period = new NumberPeriod(row.Number, row.ValidFrom, row.ValidTo ?? merge.MergedAt, Reason);
            if (row.Number == number)
                period = period with { ValidFrom = merge.MergedAt, ValidTo = null };
            await session.InsertAsync(StudentTables.NumberHistory, NumberHistoryRow.Of(merge.SurvivorId, period), cancel);
        }
    }
}
