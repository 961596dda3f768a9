using System.Globalization;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Enrollment;

/// <summary>
/// Gathers what the rules look at. The same reading serves the submission and the last approval, when things may have moved.
/// </summary>
public sealed class ChangeFactsReader(IEnrollmentStore store, IReferenceData reference, TimeProvider time)
{
    public async Task<ChangeFacts> ReadAsync(
        ChangeKind kind, ChangeRequest request, long studentId, Caller caller, CancellationToken cancel)
    {
        var pupil = await store.FindPupilAsync(studentId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("学生");
        var target = request.TargetClassId is { } classId
            ? await store.FindClassAsync(classId, caller.OrganizationId, cancel) : null;
        var suspension = pupil.Status == PupilStatus.Suspended ? await store.FindSuspensionAsync(studentId, cancel) : null;
        var hasProof = request.ProofHash is not { } hash || await store.HasFileAsync(studentId, hash, cancel);
        var snapshot = await reference.GetAsync(cancel);
        var today = BeijingTime.Today(time);
        var facts = new ChangeFacts(
            kind, request, pupil, target, suspension, today, TermCalendar.Default,
            rule => snapshot.Rules.Find(pupil.ProvinceCode, rule, today), hasProof);
        facts = facts with { DaysLate = DaysLate(facts, snapshot.Calendar) };
        if (kind.Code != "repeat_grade")
            return facts;
        var since = SchoolYear.Of(today).Start;
        var (pupils, repeaters) = await store.CountRepeatersAsync(pupil.Class.SchoolId, pupil.Class.Grade.Code, since, cancel);
        return facts with { PupilsInGrade = pupils, RepeatersInGrade = repeaters };
    }

    private static int? DaysLate(ChangeFacts facts, WorkingDayCalendar calendar)
    {
        if (facts.Kind.DeadlineRule is not { } rule || facts.Rule(rule) is not { } allowed
            || !calendar.Covers(facts.Request.EffectiveOn, facts.Today))
        {
            return null;
        }

        var taken = calendar.WorkingDaysBetween(facts.Request.EffectiveOn, facts.Today);
        return Math.Max(0, taken - int.Parse(allowed, CultureInfo.InvariantCulture));
    }
}
