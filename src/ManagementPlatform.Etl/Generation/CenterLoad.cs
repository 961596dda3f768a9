using System.Runtime.CompilerServices;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Writing;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Etl.Generation;

/// <summary>
/// Puts made-up counties straight into the center: the schools of a county in one unit of work, then the pupils in batches
/// through the registration that everybody goes through, so that checks, numbers and logs are the real ones.
/// </summary>
public sealed class CenterLoad(IServiceScopeFactory scopes, ICurrentCenter current, IReferenceData reference)
{
    private const int BatchSize = 5_000;

    /// <param name="progress">Told the pupils registered so far.</param>
    /// <exception cref="RefusalException">A county has generated schools already, or a pupil was refused.</exception>
    public async Task<GeneratedCount> AddAsync(
        GenerationRequest request, GeneratorTables tables, IReadOnlyList<CountyPlan> plans,
        IProgress<long>? progress, CancellationToken cancel)
    {
        var center = await current.GetAsync(cancel);
        var caller = Caller.Center(center.RootOrganizationId, center.Tier);
        var snapshot = await reference.GetAsync(cancel);
        var counties = new CountyList(snapshot.Regions);
        var count = default(GeneratedCount);
        foreach (var plan in plans)
        {
            var county = new CountyGenerator(request, tables, counties, plan);
            var rows = new SchoolRows(county.Schools, request.SchoolYear, center.CenterCode, snapshot.Pinyin);
            await LoadSchoolsAsync(plan.County, rows, caller, cancel);
            await foreach (var registered in RegisterAsync(county, rows, caller, cancel))
            {
                count = count with { Pupils = count.Pupils + registered };
                progress?.Report(count.Pupils);
            }

            count = count.Plus(county, pupils: 0);
        }

        return count;
    }

    private async Task LoadSchoolsAsync(County county, SchoolRows rows, Caller caller, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var bureau = BureauCode.Key(BureauCode.OfCounty(county.Region));
        await scope.ServiceProvider.GetRequiredService<LoadSchools>().HandleAsync(bureau, rows.Count, rows.Make, caller, cancel);
    }

    // The next batch is made while the last one is being stored: two cores, one busy with each.
    private async IAsyncEnumerable<int> RegisterAsync(
        CountyGenerator county, SchoolRows rows, Caller caller, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var batches = Batches(county, rows).GetEnumerator();
        var next = await Task.Run(() => batches.MoveNext() ? batches.Current : null, cancel);
        while (next is { } batch)
        {
            var making = Task.Run(() => batches.MoveNext() ? batches.Current : null, cancel);
            await RegisterAsync(batch, caller, cancel);
            yield return batch.Count;
            next = await making;
        }
    }

    private static IEnumerable<List<StudentForm>> Batches(CountyGenerator county, SchoolRows rows)
    {
        var batch = new List<StudentForm>(BatchSize + 100);
        foreach (var (@class, pupils) in county.Classes())
        {
            var id = rows.ClassIds[@class];
            batch.AddRange(pupils.Select(form => form with { ClassId = id }));
            if (batch.Count < BatchSize)
                continue;
            yield return batch;
            batch = new List<StudentForm>(BatchSize + 100);
        }

        if (batch.Count > 0)
            yield return batch;
    }

    private async Task RegisterAsync(List<StudentForm> batch, Caller caller, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (admit, work) = (scope.ServiceProvider.GetRequiredService<AdmitStudents>(), scope.ServiceProvider.GetRequiredService<IUnitOfWork>());
        await work.CommitAsync(caller, "student.generate", async c =>
        {
            var admitted = await admit.HandleAsync(batch, caller, c);
            if (admitted.FirstOrDefault(row => row.Student is null) is { } refused)
                throw Refused.Invalid(refused.Check.Errors);
            work.Audited(new AuditLine(Entity.Student, null, Detail: new { generated = admitted.Count }));
            return admitted.Count;
        }, cancel);
    }
}
