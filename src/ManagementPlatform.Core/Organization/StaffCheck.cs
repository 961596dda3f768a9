using System.Globalization;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Core.Organization;

/// <summary>What must hold for the data of a member of staff; JY/T 1002 JCJG0101.</summary>
public static class StaffCheck
{
    /// <summary>劳动法 Art. 15: nobody below 16 is employed.</summary>
    private const int YoungestAge = 16;

    private const int OldestAge = 100;
    private const string China = "CHN";

    private static readonly TextShape Number = new(
        text => text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'), "只能由字母、数字和连字符组成。");

    /// <summary>Everything that is wrong with the form of a new member.</summary>
    public static IReadOnlyList<Problem> Check(StaffForm form, ReferenceSnapshot reference, DateOnly today)
    {
        var check = new FormCheck(reference);
        Read(form, check, today);
        return check.Problems;
    }

    /// <param name="before">
    /// The member as stored, whose document number stays when the form brings none; null for a new one.
    /// </param>
    /// <returns>The person with what the form says; without key, school and version.</returns>
    internal static StaffMember Read(StaffForm form, FormCheck check, DateOnly today, StaffMember? before = null)
    {
        var name = check.Required(PersonName.Of(form.Name), "姓名", "name", 36, TextShape.Name);
        var document = Document(check, form, before);
        var sex = check.RequiredCode(form.SexCode, CodeTableNames.Sex, "性别", "sexCode");
        var birth = BirthDate(check, form.BirthDate, today);
        if (document is not null)
            Agrees(check, document, sex, birth);
        var nationality = check.OptionalCode(
            form.NationalityCode, CodeTableNames.Nationality, "国籍/地区", "nationalityCode") ?? China;
        var person = new StaffMember
        {
            StaffId = 0,
            SchoolId = 0,
            StaffNumber = check.Required(form.StaffNumber, "工号", "staffNumber", StaffMember.NumberLength, Number),
            Name = name,
            NamePinyin = check.Reference.Pinyin.OfName(name),
            SexCode = sex,
            BirthDate = birth,
            DocumentType = document?.Type ?? "",
            DocumentNumber = new DocumentNumber(document?.Number ?? ""),
            EthnicityCode = check.RequiredCode(form.EthnicityCode, CodeTableNames.Ethnicity, "民族", "ethnicityCode"),
            NationalityCode = nationality,
            BirthPlaceCode = BirthPlace(check, form.BirthPlaceCode, nationality),
            PoliticalStatusCode = PoliticalStatus(check, form.PoliticalStatusCode, nationality),
            EducationLevelCode = check.OptionalCode(
                form.EducationLevelCode, CodeTableNames.EducationLevel, "学历", "educationLevelCode"),
            PostCode = check.OptionalCode(form.PostCode, CodeTableNames.StaffPost, "岗位职业", "postCode"),
            EstablishmentCode = check.OptionalCode(
                form.EstablishmentCode, CodeTableNames.StaffEstablishment, "编制类别", "establishmentCode"),
            Subject = check.Optional(form.Subject, "任教学科", "subject", 40),
            WorkStartedOn = Past(check, form.WorkStartedOn, birth, today, "参加工作日期", "workStartedOn"),
            JoinedOn = Past(check, form.JoinedOn, birth, today, "来校日期", "joinedOn"),
            Phone = check.Optional(form.Phone, "联系电话", "phone", 30, TextShape.Phone),
            Email = check.Optional(form.Email, "电子信箱", "email", 40, TextShape.Email),
            IsActive = true,
            HomeCenter = "",
            RowVersion = 1,
        };
        Career(check, person);
        return person;
    }

    // GB 11643; docs/rules.md §2.7.
    private static IdentityDocument? Document(FormCheck check, StaffForm form, StaffMember? before)
    {
        var type = string.IsNullOrWhiteSpace(form.DocumentType) ? IdentityDocumentType.CitizenId
            : check.OptionalCode(form.DocumentType, CodeTableNames.DocumentType, "身份证件类型", "documentType");
        if (type is null)
            return null;
        var number = string.IsNullOrWhiteSpace(form.DocumentNumber) && before?.DocumentType == type
            ? before.DocumentNumber.Text : form.DocumentNumber;
        if (!IdentityDocument.TryParse(type, number, out var document, out var fault))
            check.Error("bad_document_number", fault.Text(type) + "。", "documentNumber");
        return document;
    }

    // The division in the number is not looked up: adults carry codes that were abolished before the divisions on file begin.
    private static void Agrees(FormCheck check, IdentityDocument document, string sexCode, DateOnly birth)
    {
        check.Demand(
            document.Sex is not { } sex || sexCode.Length == 0 || ((int)sex).ToString(CultureInfo.InvariantCulture) == sexCode,
            "document_sex", "性别与身份证件号不一致。", "sexCode");
        check.Demand(
            document.BirthDate is not { } stated || birth == default || stated == birth,
            "document_birth_date", "出生日期与身份证件号中的出生日期不一致。", "birthDate");
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

    // JY/T 1002 JCJG0101 demands 出生地 and 政治面貌 of everybody, but neither code table knows foreigners.
    private static string? PoliticalStatus(FormCheck check, string? text, string nationality) => nationality == China
        ? check.RequiredCode(text, CodeTableNames.PoliticalStatus, "政治面貌", "politicalStatusCode")
        : check.OptionalCode(text, CodeTableNames.PoliticalStatus, "政治面貌", "politicalStatusCode");

    private static string? BirthPlace(FormCheck check, string? text, string nationality)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            check.Demand(nationality != China, "required", "出生地必须填写。", "birthPlaceCode");
            return null;
        }

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

    private static void Career(FormCheck check, StaffMember person)
    {
        if (person.WorkStartedOn is not { } started || check.Blames("workStartedOn") || check.Blames("birthDate"))
            return;
        check.Demand(
            Month(started) >= Month(person.BirthDate) + (12 * YoungestAge),
            "work_started_too_young", $"参加工作时应已满{YoungestAge}周岁。", "workStartedOn");
        check.Demand(
            person.JoinedOn is not { } joined || check.Blames("joinedOn") || Month(joined) >= Month(started),
            "joined_before_work", "来校年月不能早于参加工作年月。", "joinedOn");
    }

    // 年月 in the standard: many files keep the month only, so days decide nothing.
    private static int Month(DateOnly day) => (day.Year * 12) + day.Month;
}
