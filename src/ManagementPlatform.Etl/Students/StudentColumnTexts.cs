using System.Collections.Frozen;

namespace ManagementPlatform.Etl.Students;

/// <summary>
/// Examples and notes of the student columns, as the template shows them. The example is a child that does not exist.
/// </summary>
internal static class StudentColumnTexts
{
    // Sequence 000 is never issued by the police: the number of the example belongs to nobody.
    private const string PupilDocument = "510107201603150006";

    private static readonly FrozenDictionary<string, string> Examples = new Dictionary<string, string>
    {
        ["schoolCode"] = "2151000001", ["name"] = "张小蓉", ["sexCode"] = "女", ["birthDate"] = "2016-03-15",
        ["birthPlaceCode"] = "四川省成都市武侯区", ["nativePlace"] = "四川成都", ["ethnicityCode"] = "汉族", ["nationalityCode"] = "中国",
        ["documentType"] = "居民身份证", ["documentNumber"] = PupilDocument, ["hmtOverseasCode"] = "否", ["politicalStatusCode"] = "群众",
        ["healthCode"] = "健康或良好", ["documentValidPeriod"] = "20200101-20250101", ["householdPlaceCode"] = "四川省成都市武侯区",
        ["householdTypeCode"] = "非农业户口", ["specialty"] = "书法", ["seatNumber"] = "08", ["grade"] = "小学一年级", ["classId"] = "1班",
        ["entryMonth"] = "202609", ["admissionMethodCode"] = "就近入学", ["attendanceModeCode"] = "走读", ["pupilSourceCode"] = "正常入学",
        ["residenceAddress"] = "成都市武侯区样例路1号", ["mailingAddress"] = "成都市武侯区样例路1号", ["homeAddress"] = "成都市武侯区样例路1号",
        ["phone"] = "13800000000", ["postalCode"] = "610041", ["isOnlyChild"] = "是",
        ["hadPreschool"] = "是", ["leftBehindCode"] = "非留守儿童",
        ["isMigrantChild"] = "否", ["isOrphan"] = "否", ["isMartyrChild"] = "否", ["inclusiveEducationCode"] = "非随班就读",
        ["disabilityCode"] = "无残疾", ["hasPurchasedPlace"] = "否", ["appliesForAid"] = "否", ["receivesSubsidy"] = "否",
        ["commuteDistanceKm"] = "1.5", ["commuteModeCode"] = "步行", ["needsSchoolBus"] = "否",
        ["family[0].name"] = "李样例", ["family[0].relationCode"] = "母亲",
        ["family[0].isGuardian"] = "是", ["family[0].phone"] = "13800000000",
        ["family[1].name"] = "张样例", ["family[1].relationCode"] = "父亲",
        ["family[1].isGuardian"] = "是", ["family[1].phone"] = "13900000000",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Notes = new Dictionary<string, string>
    {
        ["schoolCode"] = "10位；学校用户可不填，默认本校",
        ["studentNumber"] = "已有学籍号的学生填写（19位），新生不填",
        ["name"] = "与户口簿一致，36字以内；少数民族姓名间隔用“·”",
        ["birthDate"] = "如 2016-03-15 或 20160315；须与身份证件号一致",
        ["birthPlaceCode"] = "到县级的全称或6位代码；境外出生填“境外”",
        ["householdPlaceCode"] = "到县级的全称或6位代码",
        ["documentNumber"] = "除“其他”外必填；整列须为文本格式",
        ["namePinyin"] = "不填则自动生成",
        ["documentValidPeriod"] = "如 20200101-20300101 或 20200101-长期",
        ["grade"] = "名称或代码；班级名称在本校唯一时可不填",
        ["classId"] = "班级名称、班号，或17位班级代码",
        ["entryMonth"] = "如 202609",
        ["commuteDistanceKm"] = "公里，最多一位小数",
        ["auxiliaryNumber"] = "本省、本校自编号",
        ["family.documentNumber"] = "学生没有身份证件号时必填",
        ["family.workplace"] = "可不填",
        ["family.jobTitle"] = "可不填",
        ["family.ethnicityCode"] = "可不填",
    }.ToFrozenDictionary();

    public static string Example(string field) => Examples.GetValueOrDefault(field, "");

    public static string Note(string field) => Notes.GetValueOrDefault(field, "");
}
