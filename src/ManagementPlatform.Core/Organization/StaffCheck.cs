using System.Globalization;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Organization;

/// <summary>What must hold for the data of a member of staff; JY/T 1002 JCJG0101.</summary>
internal static class StaffCheck
{
    private const int YoungestAge = 16, OldestAge = 100;
    private const string China = "CHN";

    /// <param name="keptNumber">The document number that stays when the form brings none; null for a new member.</param>
    /// <returns>The person with what the form says; without key, school and version.</returns>
    public static StaffMember Read(StaffForm form, FormCheck check, DateOnly today, DocumentNumber? keptNumber = null)
    {
        var name = check.Required(form.Name, "姓名", "name", 36);
        var document = Document(check, form, keptNumber);
        var sex = check.RequiredCode(form.SexCode, CodeTableNames.Sex, "性别", "sexCode");
        var birth = BirthDate(check, form.BirthDate, today);
        if (document is not null)
            Agrees(check, document, sex, birth);
        return new StaffMember
        {
            StaffId = 0,
            SchoolId = 0,
            StaffNumber = check.Required(form.StaffNumber, "工号", "staffNumber", StaffMember.NumberLength, IsNumber, "只能由字母、数字和连字符组成。"),
            Name = name,
            NamePinyin = check.Reference.Pinyin.OfName(name),
            SexCode = sex,
            BirthDate = birth,
            DocumentType = document?.Type ?? "",
            DocumentNumber = new DocumentNumber(document?.Number ?? ""),
            EthnicityCode = check.RequiredCode(form.EthnicityCode, CodeTableNames.Ethnicity, "民族", "ethnicityCode"),
            NationalityCode = check.OptionalCode(form.NationalityCode, CodeTableNames.Nationality, "国籍/地区", "nationalityCode") ?? China,
            BirthPlaceCode = BirthPlace(check, form.BirthPlaceCode),
            PoliticalStatusCode = check.OptionalCode(form.PoliticalStatusCode, CodeTableNames.PoliticalStatus, "政治面貌", "politicalStatusCode"),
            EducationLevelCode = check.OptionalCode(form.EducationLevelCode, CodeTableNames.EducationLevel, "学历", "educationLevelCode"),
            PostCode = check.OptionalCode(form.PostCode, CodeTableNames.StaffPost, "岗位职业", "postCode"),
            EstablishmentCode = check.OptionalCode(form.EstablishmentCode, CodeTableNames.StaffEstablishment, "编制类别", "establishmentCode"),
            Subject = check.Optional(form.Subject, "任教学科", "subject", 40),
            WorkStartedOn = Past(check, form.WorkStartedOn, birth, today, "参加工作日期", "workStartedOn"),
            JoinedOn = Past(check, form.JoinedOn, birth, today, "来校日期", "joinedOn"),
            Phone = check.Optional(form.Phone, "联系电话", "phone", 30, FormCheck.IsPhone, "应为电话号码。"),
            Email = check.Optional(form.Email, "电子信箱", "email", 40, FormCheck.IsEmail, "应形如 name@example.com。"),
            IsActive = true,
            HomeCenter = "",
            RowVersion = 1,
        };
    }

    // GB 11643; docs/rules.md §2.7.
    private static IdentityDocument? Document(FormCheck check, StaffForm form, DocumentNumber? kept)
    {
        var type = string.IsNullOrWhiteSpace(form.DocumentType) ? IdentityDocumentType.CitizenId
            : check.OptionalCode(form.DocumentType, CodeTableNames.DocumentType, "身份证件类型", "documentType");
        if (type is null)
            return null;
        var number = string.IsNullOrWhiteSpace(form.DocumentNumber) ? kept?.Text : form.DocumentNumber;
        if (string.IsNullOrWhiteSpace(number))
            check.Error("required", "身份证件号必须填写。", "documentNumber");
        else if (!IdentityDocument.TryParse(type, number, out var document, out var fault))
            check.Error("bad_document_number", fault.Text(type) + "。", "documentNumber");
        else if (!document!.Number.All(char.IsAscii))
            check.Error("bad_document_number", "身份证件号只能使用字母、数字和连字符。", "documentNumber");
        else
            return document;
        return null;
    }

    private static void Agrees(FormCheck check, IdentityDocument document, string sexCode, DateOnly birth)
    {
        check.Demand(
            document.Sex is not { } sex || sexCode.Length == 0 || ((int)sex).ToString(CultureInfo.InvariantCulture) == sexCode,
            "document_sex", "性别与身份证件号不一致。", "sexCode");
        check.Demand(
            document.BirthDate is not { } stated || birth == default || stated == birth,
            "document_birth_date", "出生日期与身份证件号中的出生日期不一致。", "birthDate");
        check.Demand(
            document.CitizenId is not { } id || check.Reference.Regions.Find(id.Division) is not null,
            "document_division", "身份证件号前六位不是有效的行政区划代码。", "documentNumber");
    }

    private static DateOnly BirthDate(FormCheck check, DateOnly? birth, DateOnly today)
    {
        if (birth is not { } day)
        {
            check.Error("required", "出生日期必须填写。", "birthDate");
            return default;
        }

        check.Demand(
            day <= today.AddYears(-YoungestAge) && day >= today.AddYears(-OldestAge),
            "staff_age", $"教职工年龄应在 {YoungestAge} 至 {OldestAge} 周岁之间。", "birthDate");
        return day;
    }

    private static string? BirthPlace(FormCheck check, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (check.Reference.Regions.TryCode(text, out var code))
            return code;
        check.Error("unknown_region", "出生地不是有效的行政区划。", "birthPlaceCode");
        return null;
    }

    private static DateOnly? Past(FormCheck check, DateOnly? day, DateOnly birth, DateOnly today, string title, string field)
    {
        check.Demand(day is null || (day <= today && day > birth), "date_out_of_range", $"{title}应在出生之后、今天之前。", field);
        return day;
    }

    private static bool IsNumber(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
