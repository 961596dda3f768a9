namespace ManagementPlatform.Core.Codes;

/// <summary>学段. The value is the first digit of a grade code.</summary>
public enum Stage
{
    Kindergarten = 1,
    Primary = 2,
    Junior = 3,
    Senior = 4,
    Vocational = 5,
    Special = 6,
}

public static class Stages
{
    public static string Name(this Stage stage) => stage switch
    {
        Stage.Kindergarten => "幼儿园",
        Stage.Primary => "小学",
        Stage.Junior => "初中",
        Stage.Senior => "普通高中",
        Stage.Vocational => "中等职业教育",
        Stage.Special => "特殊教育",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    /// <summary>The name that stands before a grade.</summary>
    public static string ShortName(this Stage stage) => stage switch
    {
        Stage.Senior => "高中",
        Stage.Vocational => "中职",
        Stage.Special => "特教",
        _ => stage.Name(),
    };

    /// <summary>义务教育: primary, junior and the nine years of special education. Nobody withdraws or is expelled here.</summary>
    public static bool IsCompulsory(this Stage stage) => stage is Stage.Primary or Stage.Junior or Stage.Special;
}
