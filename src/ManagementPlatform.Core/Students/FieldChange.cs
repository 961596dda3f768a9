using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ManagementPlatform.Core.Students;

/// <summary>One field that a revision changes.</summary>
/// <param name="Field">As in JSON: <c>phone</c>, <c>family[0].phone</c>, <c>extra.bus_line</c>.</param>
/// <param name="Old">Null where there was nothing.</param>
/// <param name="New">Null where nothing is left.</param>
public sealed record FieldChange(string Field, string? Old, string? New)
{
    /// <summary>The member of the form that the field belongs to: <c>family</c> of <c>family[0].phone</c>.</summary>
    public string Root => RootOf(Field);

    public static string RootOf(string field) => field.IndexOfAny(['[', '.']) is > 0 and var end ? field[..end] : field;

    /// <summary>What is different between two forms, in the order of the form.</summary>
    public static IReadOnlyList<FieldChange> Between(StudentForm before, StudentForm after)
    {
        var changes = new List<FieldChange>();
        Compare("studentNumber", before.StudentNumber, after.StudentNumber, changes);
        Compare("classId", Text(before.ClassId), Text(after.ClassId), changes);
        foreach (var field in FormFields.Student)
            Compare(field.Name, field.Text(before), field.Text(after), changes);
        for (var i = 0; i < Math.Max(before.Family.Count, after.Family.Count); i++)
            Compare(i, before.Family.ElementAtOrDefault(i), after.Family.ElementAtOrDefault(i), changes);
        foreach (var code in before.Extra.Keys.Union(after.Extra.Keys).Order(StringComparer.Ordinal))
            Compare(
                "extra." + code, TypedText.Of(before.Extra.GetValueOrDefault(code)),
                TypedText.Of(after.Extra.GetValueOrDefault(code)), changes);
        return changes;
    }

    private static void Compare(int member, FamilyMemberForm? before, FamilyMemberForm? after, List<FieldChange> changes)
    {
        // Records compare by value: most members of most forms are the same.
        if (before == after)
            return;
        foreach (var field in FormFields.Family)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"family[{member}].{field.Name}");
            Compare(path, before is null ? null : field.Text(before), after is null ? null : field.Text(after), changes);
        }
    }

    private static void Compare(string field, string? before, string? after, List<FieldChange> changes)
    {
        if (before != after)
            changes.Add(new FieldChange(field, before, after));
    }

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Old and new values of the fields that one write changed, kept for ever (docs/rules.md §1.4).</summary>
public sealed record StudentRevision
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required long StudentId { get; init; }
    public required long RevisionId { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public required long ChangedBy { get; init; }

    /// <summary><c>edit</c>, <c>import</c> or the name of the process that changed it.</summary>
    public required string Source { get; init; }

    /// <summary><see cref="FieldChange"/>s as JSON.</summary>
    public required string Changes { get; init; }

    public static string Text(IReadOnlyList<FieldChange> changes) =>
        JsonSerializer.Serialize(changes.Select(c => new[] { c.Field, c.Old, c.New }), Json);

    public IReadOnlyList<FieldChange> Fields() =>
        [.. JsonSerializer.Deserialize<string?[][]>(Changes, Json)!.Select(c => new FieldChange(c[0]!, c[1], c[2]))];
}
