namespace ManagementPlatform.Storage.Replication;

/// <summary>
/// Which centers besides his home are sent a pupil: whoever asked for him, the parties of his running cases, the old home after a
/// hand-over, and the home of a pupil who may be the same (<see cref="National.VerdictBook"/>).
/// At the nation, inside a unit of work.
/// </summary>
public sealed class Interests(DbSession session)
{
    public const string Inquiry = "inquiry", Party = "case", HandedOver = "handed_over";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private static readonly Sql Parties = Sql.Portable(
        """
        SELECT DISTINCT p.student_id AS StudentId, o.home_center AS Center FROM dbo.case_file AS f
        JOIN dbo.student AS p ON p.student_id = f.student_id OR p.student_id = f.other_student_id
        JOIN dbo.organization AS o ON o.organization_id = f.from_school_id OR o.organization_id = f.to_school_id
        WHERE f.case_id IN {ids @ids} AND o.home_center <> p.home_center AND NOT EXISTS
            (SELECT 1 FROM dbo.student_interest AS i WHERE i.student_id = p.student_id AND i.center_code = o.home_center AND i.reason <> 'duplicate')
        """);

    // The record that stays goes on to be sent for a while after the verdict that found the two has ended.
    private static readonly Sql Renew = Sql.Portable(
        """
        UPDATE dbo.student_interest SET since = @now WHERE reason = 'case' AND student_id IN
            (SELECT f.student_id FROM dbo.case_file AS f WHERE f.case_id IN {ids @ids}
             UNION SELECT f.other_student_id FROM dbo.case_file AS f WHERE f.case_id IN {ids @ids} AND f.other_student_id IS NOT NULL)
        """);

    // Not while a case of his runs, he is between two homes, the nation holds him and a pupil of there for one, or something of
    // him has not been sent there. What was sent because of a duplicate ends with it.
    private static readonly Sql Forget = Sql.Portable(
        """
        DELETE FROM dbo.student_interest WHERE (since < @before OR reason = 'duplicate')
          AND NOT EXISTS (SELECT 1 FROM dbo.number_verdict AS v JOIN dbo.student AS p ON p.student_id = v.student_id
                          JOIN dbo.student AS o ON o.student_id = v.other_student_id
                          WHERE v.student_id = student_interest.student_id AND p.number_state <> 'void' AND o.home_center = student_interest.center_code)
          AND NOT EXISTS (SELECT 1 FROM dbo.number_verdict AS v JOIN dbo.student AS o ON o.student_id = v.student_id
                          WHERE v.other_student_id = student_interest.student_id AND o.number_state <> 'void'
                            AND o.home_center = student_interest.center_code)
          AND NOT EXISTS (SELECT 1 FROM dbo.open_case AS w WHERE w.student_id = student_interest.student_id)
          AND NOT EXISTS (SELECT 1 FROM dbo.student AS p JOIN dbo.organization AS o ON o.organization_id = p.school_id
                          WHERE p.student_id = student_interest.student_id AND o.home_center <> p.home_center)
          AND NOT EXISTS (SELECT 1 FROM dbo.change_log AS c WHERE c.batch_number IS NULL AND c.entity = 'student'
                          AND c.entity_id = student_interest.student_id AND c.destination = student_interest.center_code)
        """);

    /// <summary>From now on; an older interest begins anew.</summary>
    public async Task KeepAsync(long studentId, string center, string reason, DateTimeOffset now, CancellationToken cancel)
    {
        var row = new InterestRow { StudentId = studentId, CenterCode = center, Reason = reason, Since = now };
        if (await session.ExecuteAsync(ReplicationTables.Interest.Update, row, cancel) == 0)
            await session.InsertAsync(ReplicationTables.Interest, row, cancel);
    }

    /// <summary>
    /// The parties of cases; those that were not sent the pupil so far, or only because of a duplicate, from now on.
    /// </summary>
    /// <returns>The pupils whom somebody is sent now.</returns>
    public async Task<IReadOnlyList<long>> KeepPartiesAsync(
        IReadOnlyCollection<long> caseIds, DateTimeOffset now, CancellationToken cancel)
    {
        if (caseIds.Count == 0)
            return [];
        await session.ExecuteAsync(Renew, new { ids = JsonList.Of(caseIds), now }, cancel);
        var parties = await session.QueryAsync<(long StudentId, string Center)>(
            Parties, new { ids = JsonList.Of(caseIds) }, cancel);
        foreach (var (studentId, center) in parties)
            await KeepAsync(studentId, center, Party, now, cancel);
        return [.. parties.Select(party => party.StudentId).Distinct()];
    }

    /// <returns>How many have ended.</returns>
    public Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancel) =>
        session.ExecuteAsync(Forget, new { before = now - Kept }, cancel);
}
