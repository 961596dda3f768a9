using System.Globalization;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Organization;

/// <summary>What must hold for the data of a class; docs/rules.md §2.6.</summary>
internal static class ClassCheck
{
    public const int HighestNumber = 99;

    /// <summary>Which class types (ZXXBJLX, by their first digit) fit a stage; the other stages have none of their own.</summary>
    private static readonly Dictionary<Stage, char> TypesOf = new() { [Stage.Primary] = '1', [Stage.Junior] = '2', [Stage.Senior] = '4' };

    /// <summary>A stage that the school, or the sub-unit in it, teaches.</summary>
    public static Stage? StageOf(FormCheck check, string? text, SchoolType type)
    {
        var code = check.RequiredCode(text, CodeTableNames.Stage, "学段", "stage");
        if (code.Length == 0)
            return null;
        var stage = (Stage)int.Parse(code, CultureInfo.InvariantCulture);
        check.Demand(type.Stages.Contains(stage), "stage_not_taught", "学校（或教学点、附设班）的办学类型不含该学段。", "stage");
        return stage;
    }

    /// <summary>
    /// The grade in which such a class stands in the school's year; it must not have finished, nor begin later.
    /// </summary>
    public static Grade? GradeOf(FormCheck check, Stage? stage, int? entryYear, SchoolYear year, SchoolingSystem system)
    {
        if (entryYear is null)
            check.Error("required", "入学年份必须填写。", "entryYear");
        if (stage is not { } taught || entryYear is not { } entry)
            return null;
        var grade = Grade.Of(taught, entry, year);
        if (grade is { } of && of.Year <= system.Years(taught))
            return of;
        check.Error("entry_year_out_of_range", $"{year.Text}学年没有该学段{entry}年入学的年级。", "entryYear");
        return null;
    }

    public static void Agrees(FormCheck check, string? text, Grade? grade)
    {
        var code = check.OptionalCode(text, CodeTableNames.Grade, "年级", "grade");
        check.Demand(
            code is null || grade is null || grade.Value.Code == code, "grade_of_other_year", "年级与入学年份、学校当前学年不符。", "grade");
    }

    public static int? Number(FormCheck check, int? number)
    {
        check.Demand(
            number is null or (>= 1 and <= HighestNumber), "class_number_out_of_range",
            $"班号应为 1 至 {HighestNumber}。", "classNumber");
        return number;
    }

    public static string Type(FormCheck check, string? text, Stage? stage)
    {
        const string Field = "typeCode";
        if (string.IsNullOrWhiteSpace(text))
            return stage is { } of && TypesOf.TryGetValue(of, out var digit) ? digit + "0" : "10";
        var code = check.RequiredCode(text, CodeTableNames.ClassType, "班级类型", Field);
        if (code.Length > 0 && stage is { } taught && TypesOf.TryGetValue(taught, out var first))
            check.Demand(code[0] == first, "class_type_of_other_stage", "班级类型与学段不符。", Field);
        return code;
    }

    public static string Name(FormCheck check, string? text, int entryYear, int number) =>
        check.Optional(text, "班级名称", "name", 20) ?? string.Create(CultureInfo.InvariantCulture, $"{entryYear}级{number}班");

    public static SchoolingSystem System(FormCheck check, string? text, School school)
    {
        var system = SchoolingSystem.Find(string.IsNullOrWhiteSpace(text) ? school.SchoolingSystem : text.Trim());
        check.Demand(system is not null, "unknown_schooling_system", "学制应为 63（六三制）或 54（五四制）。", "schoolingSystem");
        return system ?? SchoolingSystem.SixThree;
    }

    /// <summary>班主任: works at the school.</summary>
    public static void HeadTeacher(FormCheck check, long? staffId, StaffMember? person, long schoolId) => check.Demand(
        staffId is null || (person is { IsActive: true } && person.SchoolId == schoolId),
        "head_teacher_not_of_school", "班主任应为本校在职教职工。", "headTeacherId");

    /// <summary>The sub-unit is one of the school, and open.</summary>
    public static void SubUnit(FormCheck check, long? subUnitId, SubUnit? unit, long schoolId) => check.Demand(
        subUnitId is null || (unit is { IsActive: true } && unit.SchoolId == schoolId),
        "sub_unit_not_of_school", "教学点或附设班不属于该校，或已停办。", "subUnitId");
}
