using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Students;

/// <summary>Two keys that must both fit: a name, and a student number or a document.</summary>
public sealed record LookUpKeys(
    string? Name, string? StudentNumber = null, string? DocumentType = null, string? DocumentNumber = null)
{
    /// <returns>The name and either a number or a document.</returns>
    /// <exception cref="RefusalException">A key is missing or malformed.</exception>
    public (string Name, StudentNumber? Number, IdentityDocument? Document) Parse()
    {
        var name = PersonName.Of(Name) ?? throw Refused.Invalid("required", "姓名必须填写。", "name");
        var number = ParseNumber();
        return (name, number, number is null ? ParseDocument() : null);
    }

    private StudentNumber? ParseNumber()
    {
        if (TypedText.Of(StudentNumber) is not { } text)
            return null;
        return Codes.StudentNumber.TryParse(text, out var number, out var fault)
            ? number
            : throw Refused.Invalid("bad_student_number", fault.Text() + "。", "studentNumber");
    }

    private IdentityDocument ParseDocument()
    {
        if (TypedText.Of(DocumentNumber) is null)
            throw Refused.Invalid("second_key_required", "除姓名外，还须填写学籍号或身份证件号。");
        return IdentityDocument.TryParse(
            DocumentType ?? IdentityDocumentType.CitizenId, DocumentNumber, out var document, out var fault)
            ? document!
            : throw Refused.Invalid(
                "bad_document_number", fault.Text(DocumentType ?? IdentityDocumentType.CitizenId) + "。", "documentNumber");
    }
}

/// <summary>As much of a pupil elsewhere as somebody who knows two of his keys may learn.</summary>
public sealed record StudentHit
{
    public required long StudentId { get; init; }
    public required StudentNumber StudentNumber { get; init; }
    public required string NumberState { get; init; }
    public required string Name { get; init; }
    public required string SchoolName { get; init; }
    public required string RegionCode { get; init; }
    public required string Grade { get; init; }
    public required string StatusCode { get; init; }
    public required bool OnRoll { get; init; }
}

/// <summary>
/// 跨范围查询: a pupil anywhere in the center, for somebody who holds two matching keys; at most one hit, and each question is in the
/// audit trail, so that nobody trawls (docs/rules.md §7.4).
/// </summary>
public sealed class LookUpStudent(IStudentStore students, IUnitOfWork work)
{
    /// <exception cref="RefusalException">A key is missing or malformed, or no pupil has both.</exception>
    public Task<StudentHit> HandleAsync(LookUpKeys keys, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ViewStudents);
        var (name, number, document) = keys.Parse();
        return work.CommitAsync(
            caller,
            "student.look_up",
            async c =>
            {
                var hit = await students.LookUpAsync(number, document, c);
                work.Audited(new AuditLine(Entity.Student, hit?.StudentId, hit?.StudentId));
                return hit?.Name == name ? hit : throw Refused.NotFound("学生");
            },
            cancel);
    }
}
