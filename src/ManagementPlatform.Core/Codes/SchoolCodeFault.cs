namespace ManagementPlatform.Core.Codes;

/// <summary>The first thing that is wrong with a school code.</summary>
public enum SchoolCodeFault
{
    None,
    Length,
    Characters,
    Category,
    Province,
}

public static class SchoolCodeFaults
{
    /// <summary>What to tell the person who typed it.</summary>
    public static string Text(this SchoolCodeFault fault) => fault switch
    {
        SchoolCodeFault.None => "",
        SchoolCodeFault.Length => "学校标识码应为 10 位",
        SchoolCodeFault.Characters => "学校标识码应全为数字",
        SchoolCodeFault.Category => "学校标识码前两位不是基础教育或中等职业学校的类别代码",
        _ => "学校标识码第 3、4 位不是有效的省级行政区划代码",
    };
}
