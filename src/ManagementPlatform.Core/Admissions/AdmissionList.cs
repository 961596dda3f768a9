namespace ManagementPlatform.Core.Admissions;

/// <summary>录取名单: whom a school admits.</summary>
/// <param name="ClassId">The class that they enter, where a row names no other.</param>
/// <param name="EntryMonth">入学年月, YYYYMM.</param>
/// <param name="AdmissionMethodCode">Code table <c>admission_method_form</c>.</param>
public sealed record AdmissionList(
    long ClassId, string EntryMonth, string AdmissionMethodCode, IReadOnlyList<AdmissionRow> Pupils)
{
    internal WantedEntry Wanted(AdmissionRow row) =>
        new(row.Name, row.StudentNumber, row.ClassId ?? ClassId, EntryMonth, AdmissionMethodCode, row.SeatNumber);
}

/// <summary>One pupil of the list: two keys that both have to fit.</summary>
/// <param name="ClassId">Null: the list's class.</param>
/// <param name="SeatNumber">班内学号.</param>
public sealed record AdmissionRow(string? Name, string? StudentNumber, long? ClassId = null, string? SeatNumber = null);
