using System.Globalization;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Admissions;

/// <summary>
/// 招生入学: a school admits, from a list of numbers and names, pupils of its province who have finished the stage before. All or
/// nobody: a list with a mistake is corrected and sent again.
/// </summary>
public sealed class AdmitGraduates(AdmitRows admit, IBulkWriting writing, IUnitOfWork work)
{
    /// <summary>Rows of one list.</summary>
    public const int Most = 1000;

    /// <returns>The pupils as they stand now, in the list's order.</returns>
    /// <exception cref="RefusalException">
    /// All that is wrong, row by row, or somebody else changed one of them meanwhile.
    /// </exception>
    public Task<IReadOnlyList<Student>> HandleAsync(AdmissionList list, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.RegisterStudents);
        if (list.Pupils.Count is 0 or > Most)
            throw Refused.Invalid("batch_size", $"一份名单须为1至{Most}名学生。", "pupils");
        return work.CommitAsync(caller, "admission.admit", c => AdmitAsync(list, caller, c), cancel);
    }

    private async Task<IReadOnlyList<Student>> AdmitAsync(AdmissionList list, Caller caller, CancellationToken cancel)
    {
        var rows = await admit.CheckAsync([.. list.Pupils.Select(list.Wanted)], caller, cancel);
        Problem[] problems = [.. rows.SelectMany((row, i) => row.Problems.Select(problem => Placed(problem, i))).Distinct()];
        if (problems.Length > 0)
            throw Refused.Invalid(problems);
        await writing.BeginBatchAsync(rows.Count, cancel);
        return await admit.EnterAsync([.. rows.Select(row => row.Entrant!)], caller, cancel);
    }

    // What the whole list says wrongly is told once.
    private static Problem Placed(Problem problem, int index)
    {
        if (problem.Field is "entryMonth" or "admissionMethodCode" or "classId")
            return problem;
        var row = string.Create(CultureInfo.InvariantCulture, $"pupils[{index}]");
        return problem with { Field = problem.Field is null ? row : $"{row}.{problem.Field}" };
    }
}
