using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Center.Api.Students;

/// <summary>学籍档案, masked.</summary>
public sealed record ArchiveContract(
    StudentContract Student,
    IReadOnlyList<NumberContract> Numbers,
    IReadOnlyList<EnrollmentContract> Enrollments,
    IReadOnlyList<ChangeSummary> Changes,
    IReadOnlyList<RevisionContract> Revisions,
    IReadOnlyList<FileContract> Files,
    IReadOnlyList<ArchiveItemContract> Items)
{
    private static readonly DateTimeOffset Then = new(2026, 9, 1, 1, 30, 0, TimeSpan.Zero);

    public static readonly ArchiveContract Example = new(
        StudentContract.Example,
        [new(StudentNumber.Parse("L510107202003154821"), Then, Then, "建立学籍"), new(StudentExamples.Record.Student.StudentNumber, Then, null, "查重通过")],
        [new(510_000_000_012_346, 510_000_000_000_045, 510_000_000_000_301, "01", new(2026, 9, 1), "register", null, null)],
        [new(510_000_000_099_001, "suspend", ChangeState.Approved, "01", "02", new(2026, 10, 12), "10")],
        [new(Then, 510_000_000_000_777, "edit", [new FieldChange("phone", "199****0000", "199****0009")])],
        [FileContract.Example],
        [ArchiveItemContract.Example]);

    public static ArchiveContract Of(Archive archive) => new(
        StudentContract.Masked(archive.Record),
        [.. archive.Numbers.Select(n => new NumberContract(n.Number, n.ValidFrom, n.ValidTo, n.Reason))],
        [.. archive.Enrollments.Select(EnrollmentContract.Of)],
        [.. archive.Changes.Select(c => new ChangeSummary(
            c.ChangeId, c.Kind, c.State, c.FromStatusCode, c.ToStatusCode, c.EffectiveOn, c.ReasonCode))],
        [.. archive.Revisions.Select(RevisionContract.Of)],
        [.. archive.Files.Select(FileContract.Of)],
        [.. archive.Items.Select(ArchiveItemContract.Of)]);
}

/// <summary>A number and when the pupil had it.</summary>
public sealed record NumberContract(StudentNumber Number, DateTimeOffset ValidFrom, DateTimeOffset? ValidTo, string Reason);

/// <summary>A stay at a school.</summary>
public sealed record EnrollmentContract(
    long EnrollmentId, long SchoolId, long ClassId, string StatusCode, DateOnly StartedOn,
    string StartKind, DateOnly? EndedOn, string? EndKind)
{
    public static EnrollmentContract Of(EnrollmentRecord stay) => new(
        stay.EnrollmentId, stay.SchoolId, stay.ClassId, stay.StatusCode, stay.StartedOn,
        stay.StartKind, stay.EndedOn, stay.EndKind);
}

/// <summary>A change of enrolment in short; all of it under <c>/students/{id}/changes</c>.</summary>
public sealed record ChangeSummary(
    long ChangeId, string Kind, string State, string FromStatusCode, string ToStatusCode,
    DateOnly EffectiveOn, string? ReasonCode);

/// <summary>What one write changed.</summary>
public sealed record RevisionContract(DateTimeOffset ChangedAt, long ChangedBy, string Source, IReadOnlyList<FieldChange> Fields)
{
    public static RevisionContract Of(StudentRevision revision) =>
        new(revision.ChangedAt, revision.ChangedBy, revision.Source, [.. revision.Fields().Select(Masked)]);

    // Old and new values are masked like the form's.
    private static FieldChange Masked(FieldChange change)
    {
        Func<string?, string>? mask = change.Field[(change.Field.LastIndexOf('.') + 1)..] switch
        {
            "documentNumber" => Masking.Document,
            "studentNumber" => Masking.StudentNumber,
            "phone" => Masking.Phone,
            "residenceAddress" or "mailingAddress" or "homeAddress" => Masking.Address,
            "birthDate" => text => text is null ? "" : text[..4] + "-**-**",
            _ => null,
        };
        return mask is null ? change : change with { Old = Of(change.Old, mask), New = Of(change.New, mask) };
    }

    private static string? Of(string? text, Func<string?, string> mask) => text is null ? null : mask(text);
}

/// <summary>An entry of the archive.</summary>
public sealed record ArchiveItemContract(
    long ItemId, int Category, string CategoryName, DateOnly OccurredOn, string Title, string? Content,
    string? FileHash, DateTimeOffset RecordedAt)
{
    public static readonly ArchiveItemContract Example = new(
        510_000_000_088_002, 5, ArchiveCategory.Names[5], new(2026, 10, 12), "校运动会短跑第一名", null, null,
        new(2026, 10, 13, 1, 0, 0, TimeSpan.Zero));

    public static ArchiveItemContract Of(ArchiveItem item) => new(
        item.ItemId, item.Category, ArchiveCategory.Names[item.Category], item.OccurredOn, item.Title,
        item.Content, item.FileHash, item.RecordedAt);
}
