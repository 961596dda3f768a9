using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Center.Api.Jobs;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Files;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Mapping;

namespace ManagementPlatform.Center.Api.Imports;

/// <summary>Stores an uploaded table and starts the job that takes it in.</summary>
internal sealed class ImportUpload(IFileStore files, StartJob start, MappingProfiles profiles, TimeProvider time)
{
    /// <param name="table">What mapping profiles call it.</param>
    public async Task<Accepted<JobContract>> StartAsync(
        string jobKind, string table, HttpRequest request, ImportOptions options, Caller caller, CancellationToken cancel)
    {
        if (options.Mapping is { } mapping)
            _ = profiles.Find(mapping, table); // a wrong name is said now, not by a job that fails
        var (file, name) = await UploadedTable.StoreAsync(request, files, cancel);
        var job = await start.HandleAsync(jobKind, new ImportParameters(name, options), file.FileHash, caller, cancel);
        return Answer.Accepted($"/jobs/{job.JobId}", JobContract.Of(job, time.GetUtcNow()));
    }
}
