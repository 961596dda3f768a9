using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Corrections;

/// <summary>What a case about a record starts with.</summary>
/// <param name="Other">The second record of a joint case.</param>
public sealed record CaseOpening(
    string Kind, MovingPupil Pupil, IReadOnlyList<string> Nodes, string Content, string? Explanation,
    string? ProofHash, MovingPupil? Other = null);

/// <summary>Submits a case about a record, inside somebody's unit of work.</summary>
public sealed class SubmitCase(
    CaseDesk desk, IReferenceData reference, IUnitOfWork work, IIdentifiers identifiers, TimeProvider time)
{
    private const int LongestExplanation = 400;

    public async Task<SubmittedCase> OpenAsync(CaseOpening opening, Caller caller, CancellationToken cancel)
    {
        if (opening.Explanation?.Length > LongestExplanation)
            throw Refused.Invalid("too_long", $"说明不超过{LongestExplanation}字。", "explanation");
        var code = ProgressCode.New();
        var file = File(opening, code, caller);
        var days = (await reference.GetAsync(cancel)).Rules.Number(
            opening.Pupil.School.ProvinceCode, RuleNames.CaseWorkingDays, BeijingTime.Today(time));
        var progress = await desk.OpenAsync(file, [.. opening.Nodes.Select(node => (node, days))], cancel);
        work.Changed(Entity.Case, file.CaseId, progress.Version);
        work.Audited(
            new AuditLine(Entity.Case, file.CaseId, file.StudentId, opening.Explanation, new { file.Kind, file.OtherStudentId }));
        return new SubmittedCase(file, progress, code);
    }

    private CaseFile File(CaseOpening opening, string code, Caller caller) => new()
    {
        StudentId = opening.Pupil.StudentId,
        CaseId = identifiers.Next(),
        Kind = opening.Kind,
        OrganizationId = caller.OrganizationId,
        FromSchoolId = opening.Pupil.School.SchoolId,
        ToSchoolId = opening.Other?.School.SchoolId,
        OtherStudentId = opening.Other?.StudentId,
        Explanation = opening.Explanation,
        ProofHash = opening.ProofHash,
        Content = opening.Content,
        Round = 1,
        ProgressCodeHash = ProgressCode.HashOf(code),
        SubmittedBy = caller.UserId,
        SubmittedAt = time.GetUtcNow(),
        RowVersion = 1,
    };
}
