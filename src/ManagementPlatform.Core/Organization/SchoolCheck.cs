using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Core.Organization;

/// <summary>
/// What must hold for the data of a school; lengths and obligation from JY/T 1002 JCXX0101 and JY/T 1004 ZXXX0101.
/// </summary>
internal static class SchoolCheck
{
    private const int NameLength = 60, LocationLength = 12;

    private static readonly TextShape LocationShape = new(
        text => text.Length is 6 or 12 && TextShape.AllDigits(text), "应为12位（或6位）数字。");
    private static readonly TextShape OwnerShape = new(text => text.Length == 3 && TextShape.AllDigits(text), "应为3位数字。");
    private static readonly TextShape DigitShape = new(text => TextShape.AllDigits(text), "应为1位数字。");
    private static readonly TextShape LanguageShape = new(text => text.All(char.IsAsciiLetterOrDigit), "应为字母或数字。");

    public static string Name(FormCheck check, string? name) => check.Required(name, "学校名称", "name", NameLength);

    /// <summary>A type that schools of this registry may have; sub-units (教学点, 附设班) are no schools.</summary>
    public static SchoolType? Type(FormCheck check, string? text)
    {
        var code = check.RequiredCode(text, CodeTableNames.SchoolType, "办学类型", "typeCode");
        if (code.Length == 0)
            return null;
        var type = SchoolType.Find(code);
        check.Demand(
            type is { Registers: true },
            "type_not_for_schools",
            type is { IsSubUnit: true } ? "教学点和附设班不是独立学校，请在所属学校下登记。" : "该办学类型不在本系统登记。",
            "typeCode");
        return type is { Registers: true } ? type : null;
    }

    public static long Supervising(FormCheck check, long? supervisingId, BureauLine line)
    {
        var id = supervisingId ?? line.Nearest.OrganizationId;
        check.Demand(line.MaySupervise(id), "not_a_supervisor", "学籍主管部门应为学校所在的县级、市级或省级教育部门。", "supervisingId");
        return id;
    }

    /// <returns>Twelve digits; six are filled up.</returns>
    public static string Location(FormCheck check, string? text, BureauLine line)
    {
        const string Title = "学校驻地代码", Field = "locationCode";
        var code = check.Required(text, Title, Field, LocationLength, LocationShape);
        if (code.Length == 0)
            return "";
        if (check.Reference.Regions.Find(code[..6]) is not { IsCurrent: true, Level: "county" or "city" } division)
            check.Error("unknown_region", "学校驻地代码前六位不是现行的县级行政区划代码。", Field);
        else
            check.Demand(line.MayLieIn(division), "location_elsewhere", "学校驻地不在所属教育部门的辖区内。", Field);
        return code.PadRight(LocationLength, '0');
    }

    /// <summary>Three digits: the groups above are for statistics.</summary>
    public static string UrbanRural(FormCheck check, string? text)
    {
        const string Field = "urbanRuralCode";
        var code = check.RequiredCode(text, CodeTableNames.UrbanRural, "城乡分类", Field);
        check.Demand(code.Length is 0 or 3, "urban_rural_too_coarse", "城乡分类应细到三位代码。", Field);
        return code;
    }

    public static string System(FormCheck check, string? text, string provinceCode, DateOnly today)
    {
        var code = text?.Trim() is { Length: > 0 } given ? given
            : check.Reference.Rules.Find(provinceCode, RuleNames.SchoolSystem, today) ?? SchoolingSystem.SixThree.Code;
        check.Demand(
            SchoolingSystem.Find(code) is not null, "unknown_schooling_system", "学制应为 63（六三制）或 54（五四制）。", "schoolingSystem");
        return code;
    }

    /// <summary>The school with the contact data of the form.</summary>
    public static School Contact(FormCheck check, School school, SchoolContact form, DateOnly today)
    {
        check.Demand(form.FoundedOn is null || form.FoundedOn <= today, "founded_in_future", "建校日期不能晚于今天。", "foundedOn");
        return school with
        {
            EnglishName = check.Optional(form.EnglishName, "英文名称", "englishName", 180),
            Address = check.Required(form.Address, "地址", "address", 180),
            PostalCode = check.Required(form.PostalCode, "邮政编码", "postalCode", 6, TextShape.PostalCode),
            Phone = check.Required(form.Phone, "联系电话", "phone", 30, TextShape.Phone),
            Fax = check.Optional(form.Fax, "传真", "fax", 30, TextShape.Phone),
            Email = check.Optional(form.Email, "电子信箱", "email", 40, TextShape.Email),
            Website = check.Optional(form.Website, "主页地址", "website", 60, TextShape.Website),
            FoundedOn = form.FoundedOn,
            CreditCode = CreditCode(check, form.CreditCode),
            LegalRepresentative = check.Optional(form.LegalRepresentative, "法定代表人", "legalRepresentative", 36),
            PrincipalName = check.Optional(form.PrincipalName, "校长姓名", "principalName", 36),
            OwnerCode = check.Optional(form.OwnerCode, "主管部门码", "ownerCode", 3, OwnerShape),
            EthnicAttributeCode = check.Optional(form.EthnicAttributeCode, "所在地民族属性", "ethnicAttributeCode", 1, DigitShape),
            LanguageCode = check.Optional(form.LanguageCode, "主教学语言码", "languageCode", 3, LanguageShape),
        };
    }

    private static string? CreditCode(FormCheck check, string? text)
    {
        if (check.Optional(text, "统一社会信用代码", "creditCode", 40) is not { } value)
            return null;
        if (UnifiedSocialCreditCode.TryParse(value, out var code))
            return code.Text;
        check.Error("bad_credit_code", UnifiedSocialCreditCode.FormText + "。", "creditCode");
        return null;
    }
}
