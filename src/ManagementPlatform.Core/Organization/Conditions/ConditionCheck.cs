using System.Globalization;

namespace ManagementPlatform.Core.Organization.Conditions;

/// <summary>Says everything that is wrong with a report of school conditions at once.</summary>
public static class ConditionCheck
{
    /// <summary>No report of an earlier year is taken over: the standards it was made by differ.</summary>
    public const int EarliestYear = 2000;

    public static IReadOnlyList<Problem> Check(int year, SchoolConditionForm form, DateOnly today)
    {
        var problems = new List<Problem>();
        if (year < EarliestYear || year > today.Year)
            problems.Add(new("year_out_of_range", $"年度应在{EarliestYear}年至{today.Year}年之间。", "year"));
        if (form == new SchoolConditionForm())
            problems.Add(new("nothing_reported", "至少填写一项办学条件。"));
        foreach (var field in ConditionField.All)
        {
            if (field.Read(form) is { } value)
                Add(problems, field, RangeProblem(field, value) ?? PartProblem(field, value, form));
        }

        // Each fits into the buildings, both together must as well.
        if (problems.Count == 0 && form.TeachingArea + form.DormitoryArea > form.BuildingArea)
            problems.Add(new("parts_exceed_whole", "教学及辅助用房与学生宿舍面积之和大于校舍建筑面积。", "buildingArea"));
        return problems;
    }

    private static void Add(List<Problem> problems, ConditionField field, (string Code, string Message)? found)
    {
        if (found is var (code, message))
            problems.Add(new(code, message, field.Name));
    }

    private static (string, string)? RangeProblem(ConditionField field, decimal value)
    {
        if (value < 0 || value > field.Max)
            return ("out_of_range", string.Create(CultureInfo.InvariantCulture, $"{field.Title}应在0至{field.Max:#,0.##}{field.Unit}之间。"));
        return decimal.Round(value, field.Decimals) == value ? null : ("too_precise", $"{field.Title}最多保留{field.Decimals}位小数。");
    }

    private static (string, string)? PartProblem(ConditionField field, decimal value, SchoolConditionForm form)
    {
        if (field.PartOf is null)
            return null;
        var whole = ConditionField.Find(field.PartOf);
        return value > whole.Read(form) ? ("part_exceeds_whole", $"{field.Title}不能大于{whole.Title}。") : null;
    }
}
