using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization.Conditions;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>Schools that have their codes already, with everything in them but the pupils. Keys are the reserved ones.</summary>
/// <param name="Schools">All below one county-level bureau.</param>
public sealed record SchoolLoad(
    IReadOnlyList<RegisteredSchool> Schools,
    IReadOnlyList<SubUnit> SubUnits,
    IReadOnlyList<StaffMember> Staff,
    IReadOnlyList<SchoolClass> Classes,
    IReadOnlyList<SchoolCondition> Conditions);

/// <summary>Stores a load's rows by set, inside the current unit of work.</summary>
public interface ISchoolLoader
{
    /// <param name="scopes">Which organization sees which school.</param>
    Task AddAsync(
        SchoolLoad load,
        IReadOnlyList<SchoolCodeRecord> codes,
        IReadOnlyList<SchoolEvent> events,
        IEnumerable<(long Organization, long School)> scopes,
        CancellationToken cancel);
}

/// <summary>
/// 首次装载: takes a county's schools over as they stand, from a generator or another system that has run before. One unit of work a
/// county; the rows are the caller's to have checked.
/// </summary>
public sealed class LoadSchools(
    ISchoolLoader loader, SchoolRegister register, IBulkWriting bulk, IUnitOfWork work, TimeProvider time)
{
    /// <param name="rows">How many rows the load has; each can take one key.</param>
    /// <param name="make">Makes the load from the county's bureaus and the first of the reserved keys.</param>
    /// <exception cref="RefusalException">There is no such bureau, or a school code is taken.</exception>
    public async Task<SchoolLoad> HandleAsync(
        long countyId, int rows, Func<BureauLine, long, SchoolLoad> make, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageSchools);
        return await work.CommitAsync(caller, "school.load", c => LoadAsync(countyId, rows, make, caller, c), cancel);
    }

    private async Task<SchoolLoad> LoadAsync(
        long countyId, int rows, Func<BureauLine, long, SchoolLoad> make, Caller caller, CancellationToken cancel)
    {
        var line = await register.CountyAsync(countyId, caller, cancel);
        var load = make(line, await bulk.ReserveKeysAsync(rows, cancel));
        var codes = load.Schools.Select(school => new SchoolCodeRecord
        {
            Code = school.Node.Code!,
            SchoolId = school.Id,
            State = SchoolCodeState.Active,
            AssignedOn = register.Today,
        }).ToList();
        var firstEvent = await bulk.ReserveKeysAsync(load.Schools.Count, cancel);
        var events = load.Schools.Select((school, i) => Taken(school, firstEvent + i, caller)).ToList();
        await loader.AddAsync(load, codes, events, load.Schools.SelectMany(school => Scopes(school, line)), cancel);
        await LogAsync(load, cancel);
        work.Audited(new AuditLine(Entity.Organization, countyId, Detail: new
        { schools = load.Schools.Count, classes = load.Classes.Count, staff = load.Staff.Count, conditions = load.Conditions.Count }));
        return load;
    }

    private static IEnumerable<(long, long)> Scopes(RegisteredSchool school, BureauLine line) => line.Bureaus
        .Select(bureau => bureau.OrganizationId).Append(school.Details.SupervisingId).Append(school.Id).Distinct()
            .Select(seer => (seer, school.Id));

    private SchoolEvent Taken(RegisteredSchool school, long eventId, Caller caller) => new()
    {
        SchoolId = school.Id,
        EventId = eventId,
        Kind = SchoolEventKind.CodeIssued,
        OccurredOn = register.Today,
        AfterValue = school.Node.Code,
        Note = "首次装载",
        RecordedBy = caller.UserId,
        RecordedAt = time.GetUtcNow(),
    };

    private async Task LogAsync(SchoolLoad load, CancellationToken cancel)
    {
        (Entity Entity, IEnumerable<long> Ids)[] parts =
        [
            (Entity.School, load.Schools.Select(row => row.Id)),
            (Entity.SubUnit, load.SubUnits.Select(row => row.SubUnitId)),
            (Entity.Staff, load.Staff.Select(row => row.StaffId)),
            (Entity.SchoolClass, load.Classes.Select(row => row.ClassId)),
            (Entity.SchoolCondition, load.Conditions.Select(row => row.SchoolId)),
        ];
        foreach (var (entity, ids) in parts)
            await bulk.ChangedAsync(entity, [.. ids.Select(id => (id, 1))], cancel);
    }
}
