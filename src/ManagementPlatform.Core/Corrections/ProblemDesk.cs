using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.National;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Corrections;

/// <summary>
/// Opens and clears 问题学籍 inside somebody's unit of work. The state of the pupil's number follows:
/// <see cref="NumberState.Problem"/>
/// exactly while one is open; with the last one cleared the issuer is asked again.
/// </summary>
public sealed class ProblemDesk(
    IProblemStore store, IPendingNumbers numbers, INumberIssuer issuer, INumberWork tasks, IUnitOfWork work,
    IIdentifiers identifiers, TimeProvider time)
{
    /// <summary>One that is open already stays as it is.</summary>
    public async Task<ProblemRecord> OpenAsync(
        long studentId, ProblemFinding finding, string foundBy, string? note, CancellationToken cancel)
    {
        if ((await store.OfAsync(studentId, cancel)).FirstOrDefault(r => r.IsOpen && r.ProblemType == finding.Type) is { } open)
            return open;
        var record = ProblemRecord.Found(studentId, identifiers.Next(), finding, foundBy, time.GetUtcNow(), note);
        await store.AddAsync(record, cancel);
        await SettleAsync(studentId, isWritten: true, cancel);
        return record;
    }

    /// <summary>A case takes records on; no other case can until it ends.</summary>
    public async Task TakeOnAsync(IEnumerable<ProblemRecord> records, long caseId, CancellationToken cancel)
    {
        foreach (var record in records)
        {
            await store.UpdateAsync(record with { CaseId = caseId }, cancel);
            if (await numbers.FindAsync(record.StudentId, cancel) is { } pupil)
                await WriteAsync(pupil, new NumberVerdict(pupil.State), cancel);
        }
    }

    /// <summary>The case of these records ended without effect.</summary>
    public async Task LetGoAsync(long studentId, long caseId, CancellationToken cancel)
    {
        var records = (await OfCaseAsync(studentId, caseId, cancel)).ToLookup(record => record.FoundBy == FoundBy.JointCase);
        foreach (var record in records[false])
            await store.UpdateAsync(record with { CaseId = null }, cancel);

        // The nation may have settled it meanwhile, and was not heeded while the case had it.
        if (records[false].Any(record => record.FoundBy == FoundBy.Nation))
            await tasks.AddAsync([studentId], cancel);

        // What was no problem before the joint case is none after it.
        foreach (var record in records[true])
            await CloseAsync(record, Handling.Resolved, cancel);
        await SettleAsync(studentId, records.Count > 0, cancel);
    }

    /// <summary>
    /// What the case was about is in order now, and whoever was a problem because of this record may be in order as well.
    /// </summary>
    public async Task ClearAsync(long studentId, long caseId, string handling, CancellationToken cancel)
    {
        var records = (await OfCaseAsync(studentId, caseId, cancel)).ToList();
        foreach (var record in records)
            await CloseAsync(record, handling, cancel);
        await SettleAsync(studentId, records.Count > 0, cancel);
        foreach (var other in await store.PointingAtAsync(studentId, cancel))
        {
            await CloseAsync(other, Handling.Resolved, cancel);
            await SettleAsync(other.StudentId, isWritten: true, cancel);
        }
    }

    /// <summary>Whoever found these says that they are none any more; those that a case handles are the case's.</summary>
    public async Task ResolveAsync(long studentId, string foundBy, CancellationToken cancel)
    {
        var records = (await store.OfAsync(studentId, cancel))
            .Where(r => r is { IsOpen: true, CaseId: null } && r.FoundBy == foundBy).ToList();
        foreach (var record in records)
            await CloseAsync(record, Handling.Resolved, cancel);
        await SettleAsync(studentId, records.Count > 0, cancel);
    }

    /// <summary>Nothing of a record that has left the roll is open any more.</summary>
    public async Task CloseAllAsync(long studentId, string handling, CancellationToken cancel)
    {
        foreach (var record in (await store.OfAsync(studentId, cancel)).Where(record => record.IsOpen))
            await CloseAsync(record, handling, cancel);
    }

    /// <summary>Brings the number and its state to what the open problems and the issuer say.</summary>
    public Task SettleAsync(long studentId, CancellationToken cancel) => SettleAsync(studentId, isWritten: false, cancel);

    /// <param name="isWritten">A row of his has been written already: he has a new version in any case.</param>
    private async Task SettleAsync(long studentId, bool isWritten, CancellationToken cancel)
    {
        if (await numbers.FindAsync(studentId, cancel) is not { } pupil || pupil.State == NumberState.Void)
            return;
        var verdict = await VerdictAsync(pupil, await store.OfAsync(studentId, cancel), cancel);
        if (verdict.Finding is { } finding)
            await store.AddAsync(
                ProblemRecord.Found(studentId, identifiers.Next(), finding, FoundBy.Check, time.GetUtcNow()), cancel);
        if (isWritten || verdict.State != pupil.State || (verdict.Number ?? pupil.Request.Current) != pupil.Request.Current)
            await WriteAsync(pupil, verdict, cancel);
    }

    private async Task WriteAsync(PendingPupil pupil, NumberVerdict verdict, CancellationToken cancel)
    {
        await numbers.SettleAsync(pupil, verdict, time.GetUtcNow(), cancel);
        work.Changed(Entity.Student, pupil.Request.StudentId, pupil.RowVersion + 1);
    }

    private async Task<NumberVerdict> VerdictAsync(
        PendingPupil pupil, IReadOnlyList<ProblemRecord> records, CancellationToken cancel)
    {
        if (records.Any(record => record.IsOpen))
            return new NumberVerdict(NumberState.Problem);
        var request = pupil.Request;
        if (request.Current.Kind == StudentNumberKind.Formal && pupil.State != NumberState.Pending)
            return NumberVerdict.Confirmed(request.Current);
        var verdict = (await issuer.IssueAsync([request], cancel))[0];

        // His own document stands in somebody's G number of old, and papers prove that it is his: no G can be made of it, a J
        // can.
        var isProven = verdict.Finding is { } found && records.Any(record => record.IsProven && record.ProblemType == found.Type);
        return isProven
            ? (await issuer.IssueAsync([request with { Document = null, IsLikelyDuplicate = false }], cancel))[0] : verdict;
    }

    private async Task<IEnumerable<ProblemRecord>> OfCaseAsync(long studentId, long caseId, CancellationToken cancel) =>
        (await store.OfAsync(studentId, cancel)).Where(record => record.IsOpen && record.CaseId == caseId);

    private Task CloseAsync(ProblemRecord record, string handling, CancellationToken cancel) => store.UpdateAsync(
        record with { State = ProblemRecord.Cleared, Handling = handling, ClearedAt = time.GetUtcNow() }, cancel);
}
