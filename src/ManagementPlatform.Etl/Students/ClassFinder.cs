using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Storage.Students;

namespace ManagementPlatform.Etl.Students;

/// <summary>Which classes the rows of a table mean. Schools and their classes are read when a batch first names them.</summary>
internal sealed class ClassFinder(ImportQueries queries, SchoolFinder schools, Caller caller)
{
    private readonly Dictionary<long, SchoolClasses> _classes = [];

    /// <summary>Reads what a batch will ask for.</summary>
    public async Task PrepareAsync(IReadOnlyCollection<StudentDraft> drafts, CancellationToken cancel)
    {
        await schools.PrepareAsync(drafts.Select(CodeOf), cancel);
        var named = drafts.Select(draft => School(draft).Id).OfType<long>().Distinct()
            .Where(id => !_classes.ContainsKey(id)).ToList();
        if (named.Count == 0)
            return;
        var classes = (await queries.ClassesAsync(named, caller.OrganizationId, cancel)).ToLookup(c => c.SchoolId);
        foreach (var school in named)
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
    private (long? Id, Problem? Problem) School(StudentDraft draft) => schools.Find(CodeOf(draft), "schoolCode");

    private string? CodeOf(StudentDraft draft) =>
        draft.SchoolCode is { } written ? SchoolFinder.Normal(written)
        : ClassCode.TryParse(draft.Class, out var classCode) ? classCode.School.Text
        : schools.DefaultCode;
}
