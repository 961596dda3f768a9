using static ManagementPlatform.Core.Reference.CodeTableNames;
using Field = ManagementPlatform.Core.Students.FormField<ManagementPlatform.Core.Students.StudentForm>;
using FamilyField = ManagementPlatform.Core.Students.FormField<ManagementPlatform.Core.Students.FamilyMemberForm>;

namespace ManagementPlatform.Core.Students;

/// <summary>
/// The fields of the national form (全国学籍 学生基本信息表) in its order, with what may stand in them; docs/rules.md §3.4. Lengths are of
/// JY/T 1002 JCTB0201 and ZXXS. Rules that look at more than one field are in the checks.
/// </summary>
public static class FormFields
{
    public static IReadOnlyList<Field> Student { get; } =
    [
        Text(1, "name", "姓名", f => f.Name, 36, true, TextShape.Name),
        Code(2, "sexCode", "性别", f => f.SexCode, Sex, true),
        new DateField<StudentForm>(3, "birthDate", "出生日期", f => f.BirthDate, true),
        Region(4, "birthPlaceCode", "出生地", f => f.BirthPlaceCode),
        Text(5, "nativePlace", "籍贯", f => f.NativePlace, 20),
        Code(6, "ethnicityCode", "民族", f => f.EthnicityCode, Ethnicity, true),
        Code(7, "nationalityCode", "国籍/地区", f => f.NationalityCode, Nationality, true),
        Code(8, "documentType", "身份证件类型", f => f.DocumentType, DocumentType, true),
        Text(9, "documentNumber", "身份证件号", f => f.DocumentNumber, 40),
        Code(10, "hmtOverseasCode", "港澳台侨外", f => f.HmtOverseasCode, HmtOverseas, true),
        Code(11, "politicalStatusCode", "政治面貌", f => f.PoliticalStatusCode, PoliticalStatus),
        Code(12, "healthCode", "健康状况", f => f.HealthCode, Health, true),
        Text(14, "namePinyin", "姓名拼音", f => f.NamePinyin, 60, false, TextShape.Pinyin),
        Text(15, "formerName", "曾用名", f => f.FormerName, 36, false, TextShape.Name),
        Text(16, "documentValidPeriod", "身份证件有效期", f => f.DocumentValidPeriod, 17, false, TextShape.Period),
        Region(17, "householdPlaceCode", "户口所在地", f => f.HouseholdPlaceCode),
        Code(18, "householdTypeCode", "户口性质", f => f.HouseholdTypeCode, HouseholdType, true),
        Text(19, "specialty", "特长", f => f.Specialty, 100),
        Text(20, "auxiliaryNumber", "学籍辅号", f => f.AuxiliaryNumber, 30, false, TextShape.Ascii),
        Text(21, "seatNumber", "班内学号", f => f.SeatNumber, 4, false, TextShape.Ascii),
        Text(24, "entryMonth", "入学年月", f => f.EntryMonth, 6, true, TextShape.Month),
        Code(25, "admissionMethodCode", "入学方式", f => f.AdmissionMethodCode, AdmissionMethod, true),
        Code(26, "attendanceModeCode", "就读方式", f => f.AttendanceModeCode, AttendanceMode, true),
        Code(27, "pupilSourceCode", "学生来源", f => f.PupilSourceCode, PupilSource),
        Text(28, "residenceAddress", "现住址", f => f.ResidenceAddress, 180, true),
        Text(29, "mailingAddress", "通信地址", f => f.MailingAddress, 180, true),
        Text(30, "homeAddress", "家庭地址", f => f.HomeAddress, 180, true),
        Text(31, "phone", "联系电话", f => f.Phone, 30, true, TextShape.Phone),
        Text(32, "postalCode", "邮政编码", f => f.PostalCode, 6, true, TextShape.PostalCode),
        Text(33, "email", "电子信箱", f => f.Email, 40, false, TextShape.Email),
        Text(34, "website", "主页地址", f => f.Website, 60, false, TextShape.Website),
        Flag(35, "isOnlyChild", "是否独生子女", f => f.IsOnlyChild),
        Flag(36, "hadPreschool", "是否受过学前教育", f => f.HadPreschool),
        Code(37, "leftBehindCode", "是否留守儿童", f => f.LeftBehindCode, LeftBehind, true),
        Flag(38, "isMigrantChild", "是否进城务工人员随迁子女", f => f.IsMigrantChild),
        Flag(39, "isOrphan", "是否孤儿", f => f.IsOrphan),
        Flag(40, "isMartyrChild", "是否烈士或优抚子女", f => f.IsMartyrChild),
        Code(41, "inclusiveEducationCode", "随班就读", f => f.InclusiveEducationCode, InclusiveEducation),
        Code(42, "disabilityCode", "残疾类型", f => f.DisabilityCode, Disability),
        Flag(43, "hasPurchasedPlace", "是否由政府购买学位", f => f.HasPurchasedPlace, false),
        Flag(44, "appliesForAid", "是否需要申请资助", f => f.AppliesForAid),
        Flag(45, "receivesSubsidy", "是否享受一补", f => f.ReceivesSubsidy),
        new QuantityField<StudentForm>(46, "commuteDistanceKm", "上下学距离", f => f.CommuteDistanceKm, 9999.9m, true),
        Code(47, "commuteModeCode", "上下学方式", f => f.CommuteModeCode, CommuteMode, true),
        Flag(48, "needsSchoolBus", "是否需要乘坐校车", f => f.NeedsSchoolBus),
    ];

    /// <summary>家庭成员, JY/T 1002 JCTB0207. Workplace, job and ethnicity stay optional (个人信息保护法 Art. 6).</summary>
    public static IReadOnlyList<FamilyField> Family { get; } =
    [
        FamilyText("name", "家庭成员姓名", f => f.Name, 36, true, TextShape.Name),
        FamilyCode("relationCode", "家庭成员关系", f => f.RelationCode, FamilyRelation, true),
        FamilyText("relationNote", "关系说明", f => f.RelationNote, 40),
        new FlagField<FamilyMemberForm>(0, "isGuardian", "是否监护人", f => f.IsGuardian, true),
        FamilyText("phone", "家庭成员联系电话", f => f.Phone, 30, true, TextShape.Phone),
        FamilyCode("ethnicityCode", "家庭成员民族", f => f.EthnicityCode, Ethnicity),
        FamilyText("workplace", "工作单位", f => f.Workplace, 60),
        FamilyText("jobTitle", "职务", f => f.JobTitle, 60),
        FamilyText("residenceAddress", "家庭成员现住址", f => f.ResidenceAddress, 180),
        new RegionField<FamilyMemberForm>(0, "householdPlaceCode", "家庭成员户口所在地", f => f.HouseholdPlaceCode),
        FamilyCode("documentType", "家庭成员身份证件类型", f => f.DocumentType, DocumentType),
        FamilyText("documentNumber", "家庭成员身份证件号", f => f.DocumentNumber, 40),
    ];

    /// <summary>
    /// 关键信息: what identifies the pupil and changes only through the process of its own (关键信息变更). 民族, which some provinces
    /// count in, stays with the fields that a school maintains; docs/rules.md §1.4.
    /// </summary>
    public static IReadOnlySet<string> Key { get; } =
        new HashSet<string> { "name", "sexCode", "birthDate", "documentType", "documentNumber" };

    private static TextField<StudentForm> Text(
        int number, string name, string title, Func<StudentForm, string?> read, int length,
        bool required = false, TextShape? shape = null) =>
        new(number, name, title, read, length, required, shape);

    private static CodeField<StudentForm> Code(
        int number, string name, string title, Func<StudentForm, string?> read, string table, bool required = false) =>
        new(number, name, title, read, table, required);

    private static RegionField<StudentForm> Region(int number, string name, string title, Func<StudentForm, string?> read) =>
        new(number, name, title, read, true);

    private static FlagField<StudentForm> Flag(
        int number, string name, string title, Func<StudentForm, bool?> read, bool required = true) =>
        new(number, name, title, read, required);

    private static TextField<FamilyMemberForm> FamilyText(
        string name, string title, Func<FamilyMemberForm, string?> read, int length,
        bool required = false, TextShape? shape = null) =>
        new(0, name, title, read, length, required, shape);

    private static CodeField<FamilyMemberForm> FamilyCode(
        string name, string title, Func<FamilyMemberForm, string?> read, string table, bool required = false) =>
        new(0, name, title, read, table, required);
}
