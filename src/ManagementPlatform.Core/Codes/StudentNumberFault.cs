namespace ManagementPlatform.Core.Codes;

/// <summary>The first thing that is wrong with a student number.</summary>
public enum StudentNumberFault
{
    None,
    Length,
    Letter,
    Characters,
    Division,
    BirthDate,
    CheckDigit,
}

public static class StudentNumberFaults
{
    /// <summary>What to tell the person who typed it.</summary>
    public static string Text(this StudentNumberFault fault) => fault switch
    {
        StudentNumberFault.None => "",
        StudentNumberFault.Length => "学籍号应为 19 位",
        StudentNumberFault.Letter => "学籍号首位应为字母 G、J 或 L",
        StudentNumberFault.Characters => "学籍号首字母后应为 17 位数字和 1 位数字或 X（临时学籍号 L 为 18 位数字）",
        StudentNumberFault.Division => "学籍号第 2、3 位不是有效的省级行政区划代码",
        StudentNumberFault.BirthDate => "学籍号第 8 至 15 位不是有效的出生日期",
        _ => "学籍号校验码错误，请核对是否输错数字",
    };
}
