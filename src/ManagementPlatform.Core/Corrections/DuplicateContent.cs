using System.Globalization;
using System.Text.Json;

namespace ManagementPlatform.Core.Corrections;

/// <summary>What a joint case says beyond any case's file: the two records and what speaks for each.</summary>
/// <param name="IsAcrossProvinces">The records have their homes in two centers, each of which does its part.</param>
public sealed record DuplicateContent(
    RecordStanding Own, RecordStanding Other, SurvivorAdvice Advice, bool IsAcrossProvinces = false)
{
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static DuplicateContent Of(string json) =>
        JsonSerializer.Deserialize<DuplicateContent>(json, JsonSerializerOptions.Web)!;

    /// <summary>The record that somebody has chosen to stay.</summary>
    /// <exception cref="RefusalException">
    /// It is none of the two, or the one that has left the roll while the other has not.
    /// </exception>
    public static long Chosen(string? choice, RecordStanding own, RecordStanding other)
    {
        var isId = long.TryParse(choice, NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        if (!isId || (id != own.StudentId && id != other.StudentId))
            throw Refused.Invalid("choice_required", "请选择保留哪一份学籍（choice 填写该学籍的学生标识）。", "choice");
        var (kept, gone) = id == own.StudentId ? (own, other) : (other, own);
        return kept.OnRoll || !gone.OnRoll ? id
            : throw Refused.Invalid("survivor_not_on_roll", "所选学籍已离校，而另一学籍在籍；请保留在籍的学籍。", "choice");
    }
}
