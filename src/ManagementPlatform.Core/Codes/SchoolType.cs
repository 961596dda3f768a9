namespace ManagementPlatform.Core.Codes;

/// <summary>
/// 办学类型 (JY/T 1001 BXLX): what a school of this type is coded as and which stages it teaches. The names are in the code
/// table <c>school_type</c>.
/// </summary>
/// <param name="Code">Three digits.</param>
/// <param name="Category">
/// The first two digits of the school's code; <c>null</c> for teaching points (教学点) and attached classes (附设班), which are
/// units of a school and have no code of their own.
/// </param>
/// <param name="Stages">None for adult schools: their pupils are not in this registry.</param>
/// <remarks>docs/rules.md §2.3, §3.5</remarks>
public sealed record SchoolType(string Code, string? Category, params IReadOnlyList<Stage> Stages)
{
    public static IReadOnlyList<SchoolType> All { get; } =
    [
        new("111", "11", Stage.Kindergarten),
        new("119", null, Stage.Kindergarten),
        new("211", "21", Stage.Primary),
        new("218", null, Stage.Primary),
        new("219", null, Stage.Primary),
        new("221", "22"),
        new("222", "22"),
        new("228", null),
        new("229", null),
        new("311", "31", Stage.Junior),
        new("312", "31", Stage.Primary, Stage.Junior),
        new("319", null, Stage.Junior),
        new("321", "32", Stage.Junior),
        new("329", null, Stage.Junior),
        new("331", "33"),
        new("332", "33"),
        new("341", "34", Stage.Junior, Stage.Senior),
        new("342", "34", Stage.Senior),
        new("345", "34", Stage.Primary, Stage.Junior, Stage.Senior),
        new("349", null, Stage.Senior),
        new("351", "35"),
        new("352", "35"),
        new("361", "36", Stage.Vocational),
        new("362", "36", Stage.Vocational),
        new("363", "36", Stage.Vocational),
        new("364", "36", Stage.Vocational),
        new("365", "36", Stage.Vocational),
        new("366", "36", Stage.Vocational),
        new("368", null, Stage.Vocational),
        new("369", "36", Stage.Vocational),
        new("371", "37", Stage.Primary, Stage.Junior),
        new("511", "51", Stage.Special),
        new("512", "51", Stage.Special),
        new("513", "51", Stage.Special),
        new("514", "51", Stage.Special),
        new("519", null, Stage.Special),
    ];

    /// <summary>A teaching point or an attached class, which stands below a school.</summary>
    public bool IsSubUnit => Category is null;

    /// <summary>Whether a school of this type can stand in this registry.</summary>
    public bool Registers => Category is not null && SchoolCategory.Find(Category) is { Registers: true };

    /// <summary>The type of a three-digit code, or <c>null</c>.</summary>
    public static SchoolType? Find(string? code) => All.FirstOrDefault(type => type.Code == code);
}
