using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage;

namespace ManagementPlatform.Etl.Imports;

/// <summary>One transaction for a whole file, which stays only when the import says that it is to be stored.</summary>
public sealed class ImportWork(IUnitOfWork work)
{
    private const int Attempts = 3, Patience = 60;

    /// <param name="import">Takes the file in, from its start; may be run again.</param>
    /// <param name="isRaced">
    /// Whether a refusal means that somebody else stored a row of the file between its check and its insert.
    /// </param>
    public async Task<ImportReport> RunAsync(
        Caller caller, string action, Func<CancellationToken, Task<ImportReport>> import,
        Func<RefusalException, bool> isRaced, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work.CommitAsync(caller, action, StoreAsync, cancel);
            }
            catch (NothingStoredException nothing)
            {
                return nothing.Report;
            }
            catch (RefusalException refusal) when (isRaced(refusal) && attempt < Attempts)
            {
                // Now the check sees what the other stored.
            }
            catch (CenterBusyException) when (attempt < Patience)
            {
                // Another import has SQLite's one writer. Whoever sent this one can wait; a person's request could not.
            }
        }

        async Task<ImportReport> StoreAsync(CancellationToken c)
        {
            var report = await import(c);
            return report.State == ImportState.Stored ? report : throw new NothingStoredException(report);
        }
    }

    /// <summary>Leaves the unit of work without a commit: everything was done, nothing is to stay.</summary>
    private sealed class NothingStoredException(ImportReport report) : Exception
    {
        public ImportReport Report => report;
    }
}
