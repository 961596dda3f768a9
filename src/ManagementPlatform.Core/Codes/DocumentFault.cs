namespace ManagementPlatform.Core.Codes;

/// <summary>The first thing that is wrong with an identity document.</summary>
public enum DocumentFault
{
    None,
    UnknownType,
    NumberMissing,
    Form,
    Characters,
    Division,
    BirthDate,
    CheckDigit,
}

public static class DocumentFaults
{
    /// <summary>What to tell the person who typed it.</summary>
    /// <param name="type">The type code that was given.</param>
    public static string Text(this DocumentFault fault, string? type)
    {
        var known = IdentityDocumentType.Find(type);
        return fault switch
        {
            DocumentFault.None => "",
            DocumentFault.NumberMissing => $"证件类型为“{known?.Name}”时必须填写证件号码",
            DocumentFault.Form => $"{known?.Name}号码{known?.FormText}",
            DocumentFault.Characters => $"{known?.Name}号码前 17 位应为数字，末位应为数字或 X",
            DocumentFault.Division => $"{known?.Name}号码前两位不是有效的省级行政区划代码",
            DocumentFault.BirthDate => $"{known?.Name}号码第 7 至 14 位不是有效的出生日期",
            DocumentFault.CheckDigit => $"{known?.Name}号码校验码错误，请核对是否输错数字",
            _ => "身份证件类型代码无效",
        };
    }
}
