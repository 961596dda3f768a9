using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Storage.Students;

namespace ManagementPlatform.Etl.Students;

/// <summary>Which classes the rows of a table mean. Schools and their classes are read when a batch first names them.</summary>
/// <param name="schoolCode">Of the rows that name none; null for the caller's own school.</param>
internal sealed class ClassFinder(ImportQueries queries, Caller caller, string? schoolCode)
{
    private readonly Dictionary<string, long?> _schools = [];
    private readonly Dictionary<long, SchoolClasses> _classes = [];

    /// <summary>Reads what a batch will ask for.</summary>
    public async Task PrepareAsync(IReadOnlyCollection<StudentDraft> drafts, CancellationToken cancel)
    {
        var codes = drafts.Select(CodeOf).OfType<string>().Distinct().Where(code => !_schools.ContainsKey(code)).ToList();
        if (codes.Count > 0)
        {
            var known = (await queries.SchoolsAsync(codes, caller.OrganizationId, cancel)).ToDictionary(s => s.Code!, s => s.SchoolId);
            foreach (var code in codes)
                _schools[code] = known.TryGetValue(code, out var id) ? id : null;
        }

        var schools = drafts.Select(draft => School(draft).Id).OfType<long>().Distinct().Where(id => !_classes.ContainsKey(id)).ToList();
        if (schools.Count == 0)
            return;
        var classes = (await queries.ClassesAsync(schools, caller.OrganizationId, cancel)).ToLookup(c => c.SchoolId);
        foreach (var school in schools)
            _classes[school] = new SchoolClasses(classes[school]);
    }

    /// <summary>The school and class of a row of a prepared batch; adds why there are none.</summary>
    public (long? School, long? Class) Find(StudentDraft draft, List<Problem> problems)
    {
        var (school, problem) = School(draft);
        (long? classId, problem) = school is { } id ? _classes[id].Find(draft.Grade, draft.Class) : (null, problem);
        if (problem is not null)
            problems.Add(problem);
        return (school, classId);
    }

    // The school that the row names, else the one that a class code names, else the caller's own.
    private (long? Id, Problem? Problem) School(StudentDraft draft)
    {
        if (CodeOf(draft) is { } code)
        {
            return _schools.GetValueOrDefault(code) is { } id ? (id, null)
                : (null, new Problem("school_unknown", "没有该学校标识码的学校，或其不在您的管理范围内。", "schoolCode"));
        }

        return caller.Tier == Tier.School ? (caller.OrganizationId, null)
            : (null, new Problem("required", "学校标识码必须填写。", "schoolCode"));
    }

    private string? CodeOf(StudentDraft draft) =>
        draft.SchoolCode is { } written ? (SchoolCode.TryParse(written, out var code, out _) ? code.Text : written)
        : ClassCode.TryParse(draft.Class, out var classCode) ? classCode.School.Text
        : schoolCode;
}
