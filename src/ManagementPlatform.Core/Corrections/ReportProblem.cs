using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Corrections;

/// <summary>What the comparison with the population base said.</summary>
/// <param name="ProblemType">One of the types that a bureau reports.</param>
public sealed record ProblemReport(string ProblemType, string? Note = null);

/// <summary>人口库比对结果: a bureau that has the answer of the population base, which is outside, enters what it found.</summary>
public sealed class ReportProblem(IStudentStore students, ProblemDesk desk, IUnitOfWork work)
{
    private const int LongestNote = 200;

    /// <exception cref="RefusalException">
    /// Not a bureau, not in scope, off the roll, without a document, or a type that is not reported.
    /// </exception>
    public Task<ProblemRecord> HandleAsync(long studentId, ProblemReport report, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.StartCases);
        return work.CommitAsync(caller, "problem.report", c => ReportAsync(studentId, report, caller, c), cancel);
    }

    private async Task<ProblemRecord> ReportAsync(long studentId, ProblemReport report, Caller caller, CancellationToken cancel)
    {
        if (caller.Tier == Tier.School)
            throw Refused.Forbidden("bureau_reports", "人口库比对结果由主管部门登记。");
        if (ProblemType.Find(report.ProblemType) is not { IsReported: true } type)
            throw Refused.Invalid("unknown_code", "只能登记身份证件号不存在、与姓名不匹配、已发生变更三类问题。", "problemType");
        if (report.Note?.Length > LongestNote)
            throw Refused.Invalid("too_long", $"说明不超过{LongestNote}字。", "note");
        var student = (await students.FindAsync([studentId], caller.OrganizationId, cancel)).SingleOrDefault()?.Student
            ?? throw Refused.NotFound("学生");
        if (!student.OnRoll)
            throw Refused.Conflict("not_on_roll", "该学生已不在籍。");
        if (student.DocumentNumber is null)
            throw Refused.Conflict("no_document", "该学生没有身份证件号，不能登记身份证件号问题。");
        var record = await desk.OpenAsync(
            studentId, new ProblemFinding(type.Code, null), FoundBy.Bureau, TypedText.Of(report.Note), cancel);
        work.Audited(new AuditLine(Entity.Student, record.ProblemId, studentId, report.Note, new { report.ProblemType }));
        return record;
    }
}
