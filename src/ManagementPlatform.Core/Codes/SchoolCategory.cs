namespace ManagementPlatform.Core.Codes;

/// <summary>机构类别, the first two digits of a school code. A school of another category has another code.</summary>
/// <param name="Code">Two digits.</param>
/// <param name="Name">The Chinese name.</param>
/// <param name="Registers">Whether its pupils are in this registry: kindergarten to senior secondary, with 中职.</param>
/// <remarks>docs/rules.md §2.3</remarks>
public sealed record SchoolCategory(string Code, string Name, bool Registers)
{
    public static IReadOnlyList<SchoolCategory> All { get; } =
    [
        new("11", "幼儿园", true),
        new("21", "小学", true),
        new("22", "成人小学", false),
        new("31", "普通初中", true),
        new("32", "职业初中", false),
        new("33", "成人初中", false),
        new("34", "普通高中", true),
        new("35", "成人高中", false),
        new("36", "中等职业学校", true),
        new("37", "工读(专门)学校", true),
        new("41", "普通高等学校", false),
        new("42", "成人高等学校", false),
        new("51", "特殊教育学校", true),
        new("91", "培养研究生的科研机构", false),
        new("92", "民办的其他高等教育机构", false),
        new("93", "中等职业培训机构", false),
    ];

    /// <summary>The category of a two-digit code, or <c>null</c>.</summary>
    public static SchoolCategory? Find(ReadOnlySpan<char> code)
    {
        foreach (var category in All)
            if (code.SequenceEqual(category.Code))
                return category;
        return null;
    }
}
