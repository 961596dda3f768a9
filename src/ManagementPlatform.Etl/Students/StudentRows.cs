using System.Threading.Channels;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Etl.Mapping;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Etl.Students;

/// <summary>A row that was read: the form it makes, and what could not be read of it.</summary>
/// <param name="SchoolId">The school it names; 0 for none.</param>
internal sealed record ReadStudent(TableRow Row, StudentForm Form, long SchoolId, List<Problem> Problems);

/// <summary>Rows that travel together, and how much of the file was read when they left.</summary>
internal sealed record StudentBatch(IReadOnlyList<ReadStudent> Rows, double Share);

/// <summary>
/// Reads a table into batches of forms, ahead of the database: while one batch is stored the next is parsed. Never more than a
/// few batches exist, however long the file is.
/// </summary>
internal sealed class StudentRows(TableReader table, TableBinding<StudentDraft> binding, CellValues values, ClassFinder classes)
{
    private const int BatchSize = 2_000, BatchesAhead = 2;

    /// <summary>The batches, read on another thread until <paramref name="cancel"/> or the end of the file.</summary>
    public IAsyncEnumerable<StudentBatch> BatchesAsync(CancellationToken cancel)
    {
        var channel = Channel.CreateBounded<StudentBatch>(
            new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });
        _ = Task.Run(() => FillAsync(channel.Writer, cancel), CancellationToken.None);
        return channel.Reader.ReadAllAsync(CancellationToken.None); // the writer ends the channel, with the reason
    }

    private async Task FillAsync(ChannelWriter<StudentBatch> output, CancellationToken cancel)
    {
        try
        {
            foreach (var rows in table.Rows().Chunk(BatchSize))
            {
                cancel.ThrowIfCancellationRequested();
                await output.WriteAsync(await ReadAsync(rows, cancel), cancel);
            }

            output.Complete();
        }
        catch (Exception exception)
        {
            output.Complete(exception); // thrown to who reads the batches
        }
    }

    private async Task<StudentBatch> ReadAsync(TableRow[] rows, CancellationToken cancel)
    {
        var drafts = new StudentDraft[rows.Length];
        var problems = new List<Problem>[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            binding.Read(rows[i], drafts[i] = new StudentDraft(), values, problems[i] = []);
        await classes.PrepareAsync(drafts, cancel);
        var read = new ReadStudent[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var (school, classId) = classes.Find(drafts[i], problems[i]);
            read[i] = new ReadStudent(rows[i], drafts[i].ToForm(classId), school ?? 0, problems[i]);
        }

        return new StudentBatch(read, table.Progress);
    }
}
