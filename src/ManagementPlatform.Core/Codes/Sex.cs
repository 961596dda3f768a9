namespace ManagementPlatform.Core.Codes;

/// <summary>性别, GB/T 2261.1.</summary>
public enum Sex
{
    Unknown = 0,
    Male = 1,
    Female = 2,
    Unstated = 9,
}

public static class SexNames
{
    public static string Name(this Sex sex) => sex switch
    {
        Sex.Male => "男",
        Sex.Female => "女",
        Sex.Unstated => "未说明",
        _ => "未知",
    };
}
