using ManagementPlatform.Core;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Etl.Mapping;
using ManagementPlatform.Etl.Students;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Etl.Tests.Mapping;

/// <summary>Reads a table of students the way an import does, without a database.</summary>
internal static class Rows
{
    public static async Task<(StudentDraft Draft, List<Problem> Problems)> FirstAsync(
        string csv, MappingProfile? profile = null) =>
        (await AllAsync(csv, profile))[0];

    public static async Task<List<(StudentDraft Draft, List<Problem> Problems)>> AllAsync(
        string csv, MappingProfile? profile = null)
    {
        using var table = TableReader.Open(Tables.TableFiles.Csv(csv), headerLine: profile?.HeaderLine);
        var binding = TableBinding<StudentDraft>.Of(table.Headers, StudentColumns.National, profile);
        var values = new CellValues(await Snapshot.GetAsync());
        var read = new List<(StudentDraft, List<Problem>)>();
        foreach (var row in table.Rows())
        {
            var (draft, problems) = (new StudentDraft(), new List<Problem>());
            binding.Read(row, draft, values, problems);
            read.Add((draft, problems));
        }

        return read;
    }

    /// <summary>A CSV text of one row with all columns of the template, as its example has them, but for some cells.</summary>
    public static string Example(params (string Header, string Cell)[] cells)
    {
        var columns = StudentColumns.National;
        foreach (var (header, _) in cells)
            Assert.IsTrue(columns.Any(c => c.Header == header), header);
        var row = columns.Select(
            c => cells.FirstOrDefault(x => x.Header == c.Header) is { Header: not null } cell ? cell.Cell : c.Example);
        return $"{string.Join(',', columns.Select(c => c.Header))}\n{string.Join(',', row)}\n";
    }
}
