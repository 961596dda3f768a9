using System.Globalization;
using CsvHelper;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization.Conditions;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Etl.Generation;

/// <summary>schools.csv, classes.csv, staff.csv and conditions.csv.</summary>
internal sealed class OrganizationFiles : IDisposable
{
    private readonly CsvWriter _schools;
    private readonly CsvWriter _classes;
    private readonly CsvWriter _staff;
    private readonly CsvWriter _conditions;
    private readonly OptionTexts _texts;
    private readonly string _year;

    public OrganizationFiles(Func<string, CsvWriter> open, ReferenceSnapshot reference, SchoolYear year)
    {
        _year = Text(year.StartYear);
        _texts = new OptionTexts(reference);
        (_schools, _classes, _staff, _conditions) = (open("schools.csv"), open("classes.csv"), open("staff.csv"), open("conditions.csv"));
        _schools.WriteHeader([
            "学校标识码", "学校名称", "办学类型", "举办者", "所在县区", "学校驻地", "城乡分类", "学制", "学校地址", "邮政编码", "联系电话", "建校年月", "校长姓名", "教学点"]);
        _classes.WriteHeader(["学校标识码", "学段", "入学年份", "年级", "班号", "班级类型", "教学点", "班主任工号"]);
        _staff.WriteHeader([
            "学校标识码", "工号", "姓名", "性别", "出生日期", "身份证件类型", "身份证件号", "民族", "国籍/地区", "出生地", "政治面貌", "学历", "岗位职业", "编制类别",
            "任教学科", "来校年月", "联系电话"]);
        _conditions.WriteHeader(["学校标识码", "年份", .. ConditionField.All.Select(f => f.Title), "是否建有校园网"]);
    }

    public void Add(GeneratedSchool school)
    {
        Write(_schools,
            school.Code.Text, school.Name, _texts.Name("school_type", school.TypeCode), _texts.Name("school_organizer", school.OrganizerCode),
            school.County.Code, school.County.Code + "000000", _texts.Name("urban_rural", school.UrbanRuralCode), school.System.Name,
            school.Address, school.PostalCode, school.Phone, Month(school.FoundedOn), school.PrincipalName,
            string.Join('|', school.SubUnits.Select(u => u.Name)));
        foreach (var @class in school.Classes)
            Add(@class);
        foreach (var person in school.Staff)
            Add(school.Code.Text, person);
        Add(school.Code.Text, school.Condition);
    }

    public void Dispose()
    {
        _schools.Dispose();
        _classes.Dispose();
        _staff.Dispose();
        _conditions.Dispose();
    }

    private void Add(GeneratedClass @class) => Write(_classes,
        @class.School.Code.Text, @class.Grade.Stage.Name(), Text(@class.EntryYear), @class.Grade.Name, Text(@class.Number),
        _texts.Name("class_type", @class.TypeCode), @class.SubUnit?.Name, @class.HeadTeacher?.StaffNumber);

    private void Add(string school, GeneratedStaff person) => Write(_staff,
        school, person.StaffNumber, person.Name, person.Sex.Name(), person.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _texts.Name("identity_document_type", IdentityDocumentType.CitizenId), person.CitizenId, _texts.Name("ethnicity", person.EthnicityCode), "中国",
        _texts.Region(person.BirthPlaceCode), _texts.Name("political_status", person.PoliticalStatusCode),
        _texts.Name("education_level", person.EducationLevelCode), _texts.Name("staff_post", person.PostCode),
        _texts.Name("staff_establishment", person.EstablishmentCode), person.Subject, Month(person.JoinedOn), person.Phone);

    private void Add(string school, SchoolConditionForm condition) => Write(_conditions, [
        school, _year, .. ConditionField.All.Select(f => f.Read(condition)?.ToString(CultureInfo.InvariantCulture)),
        condition.HasCampusNetwork == true ? "是" : "否"]);

    private static void Write(CsvWriter csv, params ReadOnlySpan<string?> cells) => csv.WriteRecord(cells);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Month(DateOnly day) => day.ToString("yyyyMM", CultureInfo.InvariantCulture);
}
