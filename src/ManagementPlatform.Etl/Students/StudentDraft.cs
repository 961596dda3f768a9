using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Etl.Students;

/// <summary>A row of a student table on its way to a form: the class is still text, the family still two places.</summary>
public sealed class StudentDraft
{
    private readonly FamilyMemberForm?[] _family = new FamilyMemberForm?[FamilyPlaces];
    private Dictionary<string, string>? _extra;

    /// <summary>The national form has two family members.</summary>
    public const int FamilyPlaces = 2;

    /// <summary>Filled in cell by cell while the row is read, never changed afterwards.</summary>
    public StudentForm Form { get; } = new();

    public string? SchoolCode { get; set; }

    /// <summary>年级, as written.</summary>
    public string? Grade { get; set; }

    /// <summary>班级, as written: a name, a number or the class code.</summary>
    public string? Class { get; set; }

    /// <summary>The family member in a place; he exists as soon as one of his cells has text.</summary>
    public FamilyMemberForm Member(int place) => _family[place] ??= new FamilyMemberForm();

    public void AddExtra(string field, string value) => (_extra ??= [])[field] = value;

    /// <summary>The form, with the class that the texts turned out to mean.</summary>
    public StudentForm ToForm(long? classId) => Form with
    {
        ClassId = classId,
        Family = [.. _family.OfType<FamilyMemberForm>()],
        Extra = _extra ?? (IReadOnlyDictionary<string, string>)new Dictionary<string, string>(),
    };
}
