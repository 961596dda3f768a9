using System.Text.Json;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Core.Corrections;

/// <summary>What a 关键信息变更 says beyond any case's file.</summary>
/// <param name="Changes">Field, old and new value, as they were when it was submitted.</param>
public sealed record KeyChangeContent(KeyFields Fields, IReadOnlyList<FieldChange> Changes)
{
    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static KeyChangeContent Of(string json) => JsonSerializer.Deserialize<KeyChangeContent>(json, Json)!;

    /// <summary>The corrected wish of whoever completes the case.</summary>
    /// <exception cref="RefusalException">It is none.</exception>
    public static KeyFields FieldsOf(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<KeyFields>(json, Json) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw Refused.Invalid("bad_content", "补正的内容应为变更后的关键信息。", "content");
        }
    }

    /// <summary>For the parties: field by field with its Chinese name, the document's number masked.</summary>
    public object Show() => new { changes = Changes.Select(Shown).ToList() };

    private static ShownChange Shown(FieldChange change)
    {
        var title = FormFields.Student.FirstOrDefault(field => field.Name == change.Field)?.Title ?? change.Field;
        return change.Field == "documentNumber"
            ? new ShownChange(change.Field, title, Masked(change.Old), Masked(change.New))
            : new ShownChange(change.Field, title, change.Old, change.New);
    }

    private static string? Masked(string? number) => number is null ? null : Masking.Document(number);

    private sealed record ShownChange(string Field, string Title, string? Old, string? New);
}
