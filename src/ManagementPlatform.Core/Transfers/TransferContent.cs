using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Transfers;

/// <summary>What a transfer says beyond any case's file.</summary>
/// <param name="Route">Name of a <see cref="TransferRoute"/>.</param>
/// <param name="Name">The pupil's name as it was given; it fits to the end, or the check says 2001.</param>
/// <param name="ToGrade">Two digits, in <paramref name="SchoolYear"/>.</param>
/// <param name="SchoolYear">The receiving school's year when the grade was asked for: the grade rises with it.</param>
/// <param name="ToClassId">The class that was asked for, or the one he was placed in.</param>
/// <param name="Entry">For a pupil who has finished a stage; null for a transfer.</param>
public sealed record TransferContent(
    string Route,
    string Name,
    string ToGrade,
    int SchoolYear,
    long? ToClassId,
    string? SeatNumber = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EntryDetails? Entry = null)
{
    private const int SeatLength = 4;

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static TransferContent Of(string json) =>
        JsonSerializer.Deserialize<TransferContent>(json, JsonSerializerOptions.Web)!;

    /// <summary>
    /// The grade that was asked for as it is called in another school year; null when those pupils have left the stage.
    /// </summary>
    public Grade? GradeIn(int schoolYear)
    {
        var asked = Grade.Parse(ToGrade);
        var year = asked.Year + schoolYear - SchoolYear;
        return Grade.TryParse(string.Create(CultureInfo.InvariantCulture, $"{(int)asked.Stage}{year}"), out var grade)
            ? grade : null;
    }

    /// <summary>班内学号: none, or up to four letters and digits.</summary>
    public static bool IsSeat(string? seat) =>
        seat is null || (seat.Length is > 0 and <= SeatLength && seat.All(char.IsAsciiLetterOrDigit));
}

/// <summary>How somebody enters who has finished a stage elsewhere.</summary>
/// <param name="GraduationProvince">毕业省份, six digits.</param>
/// <param name="EntryMonth">入学年月, YYYYMM.</param>
/// <param name="AdmissionMethodCode">Code table <c>admission_method_form</c>.</param>
public sealed record EntryDetails(string GraduationProvince, string EntryMonth, string AdmissionMethodCode);

/// <summary>What the receiving school corrects in a transfer that came back; a grade that is left out stays.</summary>
public sealed record TransferCorrection(string? ToGrade = null, long? ToClassId = null, string? SeatNumber = null)
{
    /// <exception cref="RefusalException">It cannot be read, or a field is wrong.</exception>
    public static TransferCorrection Of(string json)
    {
        TransferCorrection? read;
        try
        {
            read = JsonSerializer.Deserialize<TransferCorrection>(json, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            read = null;
        }

        return read is null ? throw Refused.Invalid("bad_content", "转学内容的写法不正确。", "content")
            : read.ToGrade is { } grade && !Grade.TryParse(grade, out _) ? throw Refused.Invalid(
                "bad_grade", "转入年级应为2位年级代码。", "content.toGrade")
            : TransferContent.IsSeat(read.SeatNumber) ? read
            : throw Refused.Invalid("bad_seat_number", "班内学号不超过4位字母数字。", "content.seatNumber");
    }
}
