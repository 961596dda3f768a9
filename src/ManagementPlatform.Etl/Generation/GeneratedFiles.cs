using CsvHelper;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Etl.Generation;

/// <summary>How much was made.</summary>
public readonly record struct GeneratedCount(long Counties, long Schools, long Classes, long Staff, long Pupils)
{
    internal GeneratedCount Plus(CountyGenerator county, long pupils) => new(
        Counties + 1,
        Schools + county.Schools.Count,
        Classes + county.Schools.Sum(s => s.Classes.Count),
        Staff + county.Schools.Sum(s => s.Staff.Count),
        Pupils + pupils);
}

/// <summary>
/// Writes made-up counties as the tables that <c>mp import</c> reads: <c>schools.csv</c>, <c>classes.csv</c>, <c>staff.csv</c>,
/// <c>conditions.csv</c>, <c>students.csv</c>; Chinese headers, options by name. One county at a time, so memory stays flat.
/// </summary>
public sealed class GeneratedFiles(
    GenerationRequest request, GeneratorTables tables, CountyList counties, ReferenceSnapshot reference)
{
    // The mark without which Excel shows Chinese as mojibake.
    private static readonly CsvWriterOptions Options = new() { WriteByteOrderMark = true, BufferSize = 1 << 18 };

    /// <param name="progress">Told the pupils written so far.</param>
    /// <exception cref="OperationCanceledException">What was written until then stays, the last table cut.</exception>
    public GeneratedCount Write(
        string folder, IReadOnlyList<CountyPlan> plans, IProgress<long>? progress, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var count = default(GeneratedCount);
        using var organizations = new OrganizationFiles(name => Open(folder, name), reference, request.SchoolYear);
        using var students = new StudentFile(Open(folder, "students.csv"), reference);
        foreach (var plan in plans)
        {
            cancel.ThrowIfCancellationRequested();
            var county = new CountyGenerator(request, tables, counties, plan);
            foreach (var school in county.Schools)
                organizations.Add(school);
            count = count.Plus(county, students.Add(county, count.Pupils, progress, cancel));
        }

        return count;
    }

    private static CsvWriter Open(string folder, string name) => CsvWriter.ToFile(Path.Combine(folder, name), Options);
}
