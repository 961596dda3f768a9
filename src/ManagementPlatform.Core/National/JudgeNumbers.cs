using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Corrections;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.National;

/// <summary>What the nation says, written and sent on its way.</summary>
public interface IVerdictBook
{
    /// <summary>Adds the row, or writes it over the version that was read.</summary>
    Task PutAsync(NumberVerdictRow row, NumberVerdictRow? before, CancellationToken cancel);

    /// <summary>Two pupils of different provinces are one, perhaps: each province is sent the other's record, to read.</summary>
    Task ShareAsync(long studentId, long otherId, CancellationToken cancel);
}

/// <summary>全国核重 (一人一号): verdicts for pupils who have arrived, and for those whom they concern; docs/rules.md §2.2.</summary>
public sealed class JudgeNumbers(
    INumberWork tasks, IPendingNumbers pupils, INumberVerdicts verdicts, IContests contests, IProblemStore problems,
    INumberRegister register, IVerdictBook book, IUnitOfWork work, TimeProvider time)
{
    private const int BatchSize = 500;

    /// <returns>How many verdicts were given or changed.</returns>
    public async Task<int> HandleAsync(Caller caller, CancellationToken cancel)
    {
        var given = 0;
        while (await tasks.TakeAsync(1, cancel) is { Count: > 0 })
            given += await work.CommitAsync(caller, "student.judge_numbers", JudgeSomeAsync, cancel);
        return given;
    }

    private async Task<int> JudgeSomeAsync(CancellationToken cancel)
    {
        var taken = await tasks.TakeAsync(BatchSize, cancel);
        await tasks.DoneAsync(taken, cancel);
        List<long> ids = [.. taken.Select(task => task.StudentId).Distinct()];

        // Whom a joint case is about is judged when it has ended: between the two halves of a merger he would get a number of his
        // own.
        ids = [.. ids.Except(await tasks.InJointCasesAsync(ids, cancel))];
        var again = (await contests.ResolveAsync(ids, cancel)).Except(ids).ToHashSet();
        var given = await ReleaseAsync(ids, again, cancel);
        var before = await verdicts.OfAsync(ids, cancel);
        var contested = await contests.OfAsync(ids, cancel);
        var judged = (await pupils.FindAsync(ids, cancel))
            .Select(pupil => (Pupil: pupil, Id: pupil.Request.StudentId))
            .Select(p => NumberJudge.Judge(p.Pupil, Of(contested, p.Id), before.GetValueOrDefault(p.Id)))
            .OfType<JudgedNumber>().ToList();
        foreach (var row in await RowsAsync(judged, cancel))
            given += await GiveAsync(row, before.GetValueOrDefault(row.StudentId), again, cancel) ? 1 : 0;
        await tasks.AddAsync(again, cancel);
        work.Audited(new AuditLine(Entity.NumberVerdict, null, Detail: new { pupils = ids.Count, given }));
        return given;
    }

    // The number of a record that was merged is the survivor's to have: nothing is said of the record any more.
    private async Task<int> ReleaseAsync(List<long> ids, HashSet<long> again, CancellationToken cancel)
    {
        var given = 0;
        foreach (var said in (await verdicts.OfAsync(await tasks.MergedAsync(ids, cancel), cancel)).Values.Where(v => v.State != NumberState.Void))
        {
            var nothing = said with { State = NumberState.Void, Number = null, ProblemType = null, OtherStudentId = null, IssuedAt = time.GetUtcNow() };
            given += await GiveAsync(nothing, said, again, cancel) ? 1 : 0;
        }

        return given;
    }

    private static List<Contest> Of(IReadOnlyList<Contest> contests, long studentId) =>
        [.. contests.Where(c => c.ClaimantId == studentId || c.HolderId == studentId)];

    private async Task<List<NumberVerdictRow>> RowsAsync(List<JudgedNumber> judged, CancellationToken cancel)
    {
        var asked = judged.Where(pupil => pupil.Request is not null).ToList();
        var answers = await IssueAsync([.. asked.Select(pupil => pupil.Request!)], cancel);
        var rows = judged.Where(pupil => pupil.Request is null).Select(pupil => Row(pupil, pupil.Finding, pupil.Number)).ToList();
        for (var i = 0; i < asked.Count; i++)
        {
            if (answers[i].State != NumberState.Pending)
                rows.Add(Row(asked[i], asked[i].Finding ?? answers[i].Finding, answers[i].Number));
        }

        return rows;
    }

    // His own document stands in somebody's G number of old, and papers prove that it is his: no G can be made of it, a J can.
    private async Task<NumberVerdict[]> IssueAsync(NumberRequest[] requests, CancellationToken cancel)
    {
        var issuer = new LocalNumberIssuer(register);
        NumberVerdict[] answers = [.. await issuer.IssueAsync(requests, cancel)];
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i].Finding is not { } finding)
                continue;
            var records = await problems.OfAsync(requests[i].StudentId, cancel);
            if (records.Any(record => record.IsProven && record.ProblemType == finding.Type))
            {
                answers[i] = (await issuer.IssueAsync([requests[i] with { Document = null }], cancel))[0];
            }
        }

        return answers;
    }

    private NumberVerdictRow Row(JudgedNumber pupil, ProblemFinding? finding, Codes.StudentNumber? number) => new()
    {
        StudentId = pupil.Pupil.Request.StudentId,
        State = finding is null ? NumberState.Confirmed : NumberState.Problem,
        Number = number,
        ProblemType = finding?.Type,
        OtherStudentId = finding?.OtherStudentId,
        Basis = pupil.Basis,
        IssuedAt = time.GetUtcNow(),
        RowVersion = 1,
    };

    private async Task<bool> GiveAsync(
        NumberVerdictRow row, NumberVerdictRow? before, HashSet<long> again, CancellationToken cancel)
    {
        if (before is not null && row.Says(before))
            return false;
        await book.PutAsync(row with { RowVersion = before?.RowVersion ?? 1 }, before, cancel);
        work.Changed(Entity.NumberVerdict, row.StudentId, before is null ? 1 : before.RowVersion + 1);
        if (row.OtherStudentId is { } other)
            await book.ShareAsync(row.StudentId, other, cancel);
        again.UnionWith(new[] { row.OtherStudentId, before?.OtherStudentId }.OfType<long>());
        return true;
    }
}
