using System.Globalization;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Students;

/// <summary>Whether the class takes the pupil: where it is, how old he is, when he came. docs/rules.md §1.3, §2.6.</summary>
internal static class PlacementCheck
{
    private const string BirthDate = "birthDate", EntryMonth = "entryMonth";

    /// <returns>The class; null when there is none in the caller's scope.</returns>
    public static EntryClass? Check(StudentForm form, RegistrationFacts facts, Findings findings)
    {
        if (form.ClassId is not { } classId)
        {
            findings.Error("required", "班级必须填写。", "classId");
            return null;
        }

        if (!facts.Classes.TryGetValue(classId, out var place))
        {
            findings.Error("class_not_found", "班级不存在，或不在您的管理范围内。", "classId");
            return null;
        }

        if (!place.IsSchoolActive)
            findings.Error("school_not_active", "学校未启用或已撤销，不能建立学籍。", "classId");
        else if (!place.IsActive)
            findings.Error("class_not_active", "班级已结束，不能建立学籍。", "classId");
        if (form.BirthDate is { } birth)
            Age(birth, place, facts, findings);
        if (form.EntryMonth is { } month && !findings.Blames(EntryMonth))
            Entry(month, place, facts.Today, findings);
        return place;
    }

    private static void Age(DateOnly birth, EntryClass place, RegistrationFacts facts, Findings findings)
    {
        if (birth > facts.Today)
        {
            findings.Error("birth_date_in_future", "出生日期不能晚于今天。", BirthDate);
            return;
        }

        var cutoff = Cutoff(place, facts.Reference.Rules);
        var age = AgeOn(cutoff, birth);
        var usual = EntryAge.Of(place.Stage, place.System);
        if (IsFirstGrade(place))
            FirstGrade(age, cutoff, place, facts.Reference.Rules, findings);
        else if (age < usual.Usual - usual.Younger)
            findings.Error("too_young", $"出生日期与年级不符：{cutoff:yyyy年M月d日}仅满{age}周岁。", BirthDate);
        if (age > usual.Usual + usual.OldestOver)
            findings.Error("too_old", $"出生日期与年级不符：{cutoff:yyyy年M月d日}已满{age}周岁。", BirthDate);
        else if (age > usual.Usual + usual.Older)
            findings.Warn("older_than_usual", $"年龄偏大：{cutoff:yyyy年M月d日}已满{age}周岁，请核对出生日期。", BirthDate);
    }

    // The province sets the birthday by which a child must have turned the age (docs/rules.md §1.3; 义务教育法 Art. 11: six).
    private static void FirstGrade(int age, DateOnly cutoff, EntryClass place, ProvinceRules rules, Findings findings)
    {
        var least = rules.Number(place.ProvinceCode, RuleNames.GradeOneAge, cutoff);
        if (age < least)
            findings.Error("under_age", $"未达到小学入学年龄：应在{cutoff:yyyy年M月d日}前（含当日）年满{least}周岁。", BirthDate);
    }

    private static void Entry(string month, EntryClass place, DateOnly today, Findings findings)
    {
        var entry = DateOnly.ParseExact(month, "yyyyMM", CultureInfo.InvariantCulture);
        if (entry > today.AddMonths(EntryAge.MonthsAhead))
            findings.Error("entry_month_in_future", "入学年月不能晚于本学年开学。", EntryMonth);
        else if (entry < new DateOnly(place.EntryYear, EntryAge.FirstEntryMonth, 1))
            findings.Warn("entry_before_class", $"入学年月早于班级的入学年份（{place.EntryYear}年），请核对。", EntryMonth);
    }

    private static bool IsFirstGrade(EntryClass place) => place is { Stage: Stage.Primary, Grade.IsStarting: true };

    private static DateOnly Cutoff(EntryClass place, ProvinceRules rules)
    {
        var year = place.EntryYear.ToString("0000-", CultureInfo.InvariantCulture);
        var day = rules.Text(
            place.ProvinceCode, RuleNames.GradeOneCutoff, new DateOnly(place.EntryYear, EntryAge.FirstEntryMonth, 1));
        return DateOnly.ParseExact(year + day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static int AgeOn(DateOnly day, DateOnly birth) =>
        day.Year - birth.Year - ((birth.Month, birth.Day).CompareTo((day.Month, day.Day)) > 0 ? 1 : 0);
}
