using System.Collections.Frozen;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Storage.Students;

namespace ManagementPlatform.Etl.Students;

/// <summary>The classes of one school, found by what a list calls them.</summary>
internal sealed class SchoolClasses
{
    private const string Active = "active";

    private readonly FrozenDictionary<string, ClassOfSchool[]> _byClass;
    private readonly FrozenDictionary<string, ClassOfSchool[]> _byBoth;
    private readonly Dictionary<(string? Grade, string? Class), (long? ClassId, Problem? Problem)> _answers = [];

    public SchoolClasses(IEnumerable<ClassOfSchool> classes)
    {
        // Classes that are over are only meant when no running one is.
        var all = classes.OrderBy(c => c.Status == Active ? 0 : 1).ThenByDescending(c => c.EntryYear).ToList();
        _byClass = Index(all, ClassNames.OfClass);
        _byBoth = Index(all, row => ClassNames.OfGrade(row).SelectMany(g => ClassNames.OfClass(row).Select(c => g + c)));
    }

    /// <summary>The class that a row means, or why it means none.</summary>
    public (long? ClassId, Problem? Problem) Find(string? grade, string? name)
    {
        if (!_answers.TryGetValue((grade, name), out var answer))
            _answers[(grade, name)] = answer = Search(ClassNames.Fold(grade), ClassNames.Fold(name));
        return answer;
    }

    private (long? ClassId, Problem? Problem) Search(string grade, string name)
    {
        if (name.Length == 0)
            return (null, null); // the registration check says that it is missing
        if (ClassCode.TryParse(name, out var code))
            return One(_byBoth.GetValueOrDefault($"{code.EntryYear}{code.Number:00}", []).Where(c => c.Stage == (int)code.Stage));

        // 一年级 | 1班, then 一年级1班 with or without the grade said again.
        var found = grade.Length > 0 ? _byBoth.GetValueOrDefault(grade + name) : _byClass.GetValueOrDefault(name);
        found ??= _byBoth.GetValueOrDefault(name)?.Where(
            c => grade.Length == 0 || ClassNames.OfGrade(c).Contains(grade)).ToArray();
        return One(found ?? []);
    }

    private static (long? ClassId, Problem? Problem) One(IEnumerable<ClassOfSchool> found)
    {
        var rows = found.DistinctBy(c => c.ClassId).ToList();
        var running = rows.Where(c => c.Status == Active).ToList();
        return (running.Count > 0 ? running : rows) switch
        {
            [] => (null, new Problem("class_unknown", "学校没有该班级，请核对年级和班级。", "classId")),
            [var only] => (only.ClassId, null),
            _ => (null, new Problem("class_ambiguous", "学校有几个班级符合，请同时填写年级，或填写17位班级代码。", "classId")),
        };
    }

    private static FrozenDictionary<string, ClassOfSchool[]> Index(
        List<ClassOfSchool> classes, Func<ClassOfSchool, IEnumerable<string>> names) => classes
        .SelectMany(row => names(row).Distinct().Select(name => (Name: name, Row: row)))
        .GroupBy(pair => pair.Name)
        .ToFrozenDictionary(same => same.Key, same => same.Select(pair => pair.Row).ToArray());
}
