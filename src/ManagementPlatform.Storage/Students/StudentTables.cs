using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Storage.Students;

internal static class StudentTables
{
    public static readonly Table<Student> Student = new("student", "student_id");
    public static readonly Table<FamilyMember> Family = new("student_family_member", "student_id", "member_number");
    public static readonly Table<NumberRow> Number = new("student_number", "number");
    public static readonly Table<NumberHistoryRow> NumberHistory = new("student_number_history", "student_id", "number");
    public static readonly Table<DocumentRow> Document = new("identity_document", "document_type", "document_number");
    public static readonly Table<LikenessRow> Likeness = new("student_likeness", "name", "sex_code", "birth_date", "student_id");
    public static readonly Table<ExtraFieldRow> Extra = new("student_extra_field", "student_id", "field_code");
    public static readonly Table<StudentRevision> Revision = new("student_revision", "student_id", "revision_id");
    public static readonly Table<StudentFile> File = new("student_file", "student_id", "file_id");
    public static readonly Table<ArchiveItem> ArchiveItem = new("student_archive_item", "student_id", "item_id");
    public static readonly Table<Discipline> Discipline = new("student_discipline", "student_id", "discipline_id");
    public static readonly Table<ProvinceField> ProvinceField = new("province_field", "province_code", "field_code");
}

/// <summary>A number that was ever given, and to whom.</summary>
internal sealed record NumberRow
{
    public required StudentNumber Number { get; init; }
    public required long StudentId { get; init; }
}

/// <summary>When a pupil had a number.</summary>
internal sealed record NumberHistoryRow
{
    public required long StudentId { get; init; }
    public required StudentNumber Number { get; init; }

    /// <summary>The number's first letter.</summary>
    public required string Kind { get; init; }

    public required DateTimeOffset ValidFrom { get; init; }
    public DateTimeOffset? ValidTo { get; init; }
    public required string Reason { get; init; }

    public static NumberHistoryRow Of(long studentId, NumberPeriod period) => new()
    {
        StudentId = studentId,
        Number = period.Number,
        Kind = period.Number.Text[..1],
        ValidFrom = period.ValidFrom,
        ValidTo = period.ValidTo,
        Reason = period.Reason,
    };

    public NumberPeriod ToPeriod() => new(Number, ValidFrom, ValidTo, Reason);
}

/// <summary>Whose an identity document is.</summary>
internal sealed record DocumentRow
{
    public required string DocumentType { get; init; }
    public required DocumentNumber DocumentNumber { get; init; }
    public required long StudentId { get; init; }
}

/// <summary>A pupil without a document.</summary>
internal sealed record LikenessRow
{
    public required string Name { get; init; }
    public required string SexCode { get; init; }
    public required DateOnly BirthDate { get; init; }
    public required long StudentId { get; init; }
}

/// <summary>A value of a province's own field.</summary>
internal sealed record ExtraFieldRow
{
    public required long StudentId { get; init; }
    public required string FieldCode { get; init; }
    public required string Value { get; init; }

    /// <summary>The values that say something.</summary>
    public static IEnumerable<ExtraFieldRow> Of(long studentId, IReadOnlyDictionary<string, string> values) =>
        from field in values
        let value = TypedText.Of(field.Value)
        where value is not null
        select new ExtraFieldRow { StudentId = studentId, FieldCode = field.Key, Value = value };
}
