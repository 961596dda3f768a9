using System.Text.Json;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Corrections;

/// <summary>What a case about a problem record says beyond any case's file.</summary>
public sealed record ProblemContent(long ProblemId, string ProblemType, string Handling)
{
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static ProblemContent Of(string json) => JsonSerializer.Deserialize<ProblemContent>(json, JsonSerializerOptions.Web)!;
}

/// <summary>
/// 问题学籍处理 by 佐证 or 删除 as a kind of case: school leader, bureau, and the province before a G record is deleted. 变更 goes as a
/// <see cref="KeyChangeCase"/>. docs/rules.md §1.4, §1.7.
/// </summary>
public sealed class ProblemCase(
    ITransferStore places, IRecordStore records, ProblemDesk problems, EndBusiness business, IUnitOfWork work, TimeProvider time)
    : ICaseKind
{
    public const string KindCode = "problem";
    public const string DeleteKind = "delete_record";

    public string Code => KindCode;

    public string Name => "问题学籍处理";

    public static IReadOnlyList<string> Chain(string handling, StudentNumberKind number) => handling == Handling.Delete
        && number == StudentNumberKind.Formal
        ? [CaseNodes.SchoolLeader, CaseNodes.SupervisingBureau, CaseNodes.Province]
        : [CaseNodes.SchoolLeader, CaseNodes.SupervisingBureau];

    public async Task<NodeEntry> EnterAsync(
        CaseFile file, string node, IReadOnlyList<CaseDecision> decisions, CancellationToken cancel)
    {
        var pupil = await PupilAsync(file, cancel);
        return pupil.WaitsWith(node switch
        {
            CaseNodes.SchoolLeader => pupil.School.ActingId,
            CaseNodes.SupervisingBureau => pupil.School.SupervisingId,
            _ => pupil.School.ProvinceId,
        });
    }

    public Task<CaseFile> ApproveAsync(CaseFile file, string node, CaseAnswer answer, CancellationToken cancel) =>
        Task.FromResult(file);

    public async Task CompleteAsync(CaseFile file, IReadOnlyList<CaseDecision> decisions, CancellationToken cancel)
    {
        var handling = ProblemContent.Of(file.Content).Handling;
        if (handling == Handling.Delete)
            await DeleteAsync(file, cancel);
        await problems.ClearAsync(file.StudentId, file.CaseId, handling, cancel);
        work.Audited(new AuditLine(Entity.Student, file.CaseId, file.StudentId, KindCode, new { handling }));
    }

    /// <summary>Only the explanation and the proof can be completed.</summary>
    public Task<string?> CorrectAsync(CaseFile file, string content, CancellationToken cancel) => Task.FromResult<string?>(null);

    public Task StopAsync(CaseFile file, CancellationToken cancel) => problems.LetGoAsync(file.StudentId, file.CaseId, cancel);

    private async Task DeleteAsync(CaseFile file, CancellationToken cancel)
    {
        var pupil = await PupilAsync(file, cancel);
        await business.HandleAsync(pupil, "该学籍经核实后已删除。", cancel);
        await records.LeaveRollAsync(pupil, PupilStatus.Deleted, DeleteKind, time.GetUtcNow(), cancel);
        await records.FreeDocumentAsync(file.StudentId, cancel);
        await problems.CloseAllAsync(file.StudentId, Handling.Delete, cancel);
        work.Changed(Entity.Student, file.StudentId, pupil.Version + 1);
    }

    private async Task<MovingPupil> PupilAsync(CaseFile file, CancellationToken cancel) =>
        await places.FindAsync(file.StudentId, cancel) ?? throw Refused.NotFound("学生");
}
