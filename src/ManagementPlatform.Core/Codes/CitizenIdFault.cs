namespace ManagementPlatform.Core.Codes;

/// <summary>The first thing that is wrong with a citizen ID.</summary>
public enum CitizenIdFault
{
    None,
    Length,
    Characters,
    Division,
    BirthDate,
    CheckDigit,
}

public static class CitizenIdFaults
{
    /// <summary>What to tell the person who typed it.</summary>
    public static string Text(this CitizenIdFault fault) => fault switch
    {
        CitizenIdFault.None => "",
        CitizenIdFault.Length => "居民身份证号应为 18 位",
        CitizenIdFault.Characters => "居民身份证号前 17 位应为数字，末位应为数字或 X",
        CitizenIdFault.Division => "居民身份证号前两位不是有效的省级行政区划代码",
        CitizenIdFault.BirthDate => "居民身份证号第 7 至 14 位不是有效的出生日期",
        _ => "居民身份证号校验码错误，请核对是否输错数字",
    };
}
