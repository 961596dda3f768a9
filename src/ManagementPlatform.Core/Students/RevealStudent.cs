using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Students;

/// <summary>
/// Reads a pupil with his numbers in clear, for a purpose that the audit trail keeps: 个人信息保护法 Art. 6, 28; docs/rules.md §7.4.
/// </summary>
public sealed class RevealStudent(IStudentStore students, IUnitOfWork work)
{
    private const int ShortestPurpose = 2, LongestPurpose = 200;

    /// <param name="purpose">Why, in words.</param>
    public Task<StudentRecord> HandleAsync(long studentId, string? purpose, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.RevealNumbers);
        var reason = Purpose(purpose);
        return work.CommitAsync(
            caller,
            "student.reveal",
            async c =>
            {
                var record = (await students.FindAsync([studentId], caller.OrganizationId, c)).SingleOrDefault()
                    ?? throw Refused.NotFound("学生");
                work.Audited(new AuditLine(Entity.Student, studentId, studentId, reason));
                return record;
            },
            cancel);
    }

    internal static string Purpose(string? purpose) =>
        TypedText.Of(purpose) is { Length: >= ShortestPurpose and <= LongestPurpose } reason && TypedText.IsClean(reason)
            ? reason
            : throw Refused.Invalid("purpose_required", $"请填写查看完整信息的用途（{ShortestPurpose}至{LongestPurpose}字）。", "purpose");
}
