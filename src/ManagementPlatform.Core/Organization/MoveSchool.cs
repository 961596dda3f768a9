using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>Where a school moves to.</summary>
/// <param name="CountyId">The county-level bureau there; null when it stays below the same.</param>
/// <param name="SupervisingId">Null: the same if it can supervise there, else the county-level bureau.</param>
public sealed record SchoolMove(
    string? Address, string? PostalCode, string? LocationCode, string? UrbanRuralCode,
    long? CountyId = null, long? SupervisingId = null);

/// <summary>迁址. Another county brings other bureaus with it, and its pupils' names are searched there from then on.</summary>
public sealed class MoveSchool(
    SchoolRegister register, IPupilMoves pupils, CaseHeirs cases, IIdentifiers identifiers, IUnitOfWork work, TimeProvider time)
{
    public async Task<RegisteredSchool> HandleAsync(
        long schoolId, int version, SchoolMove move, SchoolDecision decision, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageSchools);
        var keys = move.CountyId is null
            ? default : await ReservedKeys.ForAsync(await pupils.CountAsync(schoolId, cancel), identifiers, cancel);
        return await work.CommitAsync(caller, "school.move", MoveAsync, cancel);

        async Task<RegisteredSchool> MoveAsync(CancellationToken c)
        {
            var school = await register.FindForDecisionAsync(
                schoolId, version, caller, c, SchoolStatus.Applied, SchoolStatus.Pending, SchoolStatus.Active);
            var line = await register.CountyAsync(move.CountyId ?? school.Details.CountyId, caller, c);
            var check = await register.CheckAsync(decision, c);
            var place = Read(move, school.Details, line, check);
            check.ThrowIfAny();
            var after = new RegisteredSchool(
                school.Node with { ParentId = place.CountyId, RegionCode = line.Nearest.RegionCode }, place);
            if (place.CountyId != school.Details.CountyId)
                keys.DemandFor(await pupils.ChangeCountyAsync(schoolId, place.CountyId, time.GetUtcNow(), keys, c));
            await register.SetBureausAsync(after, line, c);
            var happened = register.Event(
                schoolId, SchoolEventKind.Moved, decision, caller, school.Details.Address, place.Address);
            var written = await register.WriteAsync(school, after, happened, c);
            await cases.FollowBureauAsync(schoolId, school.Details.SupervisingId, place.SupervisingId, c);
            return written;
        }
    }

    private static School Read(SchoolMove move, School school, BureauLine line, FormCheck check) => school with
    {
        Address = check.Required(move.Address, "地址", "address", 180),
        PostalCode = check.Required(move.PostalCode, "邮政编码", "postalCode", 6, TextShape.PostalCode),
        LocationCode = SchoolCheck.Location(check, move.LocationCode, line),
        UrbanRuralCode = SchoolCheck.UrbanRural(check, move.UrbanRuralCode),
        CountyId = line.Nearest.OrganizationId,
        CityId = line.City?.OrganizationId,
        ProvinceId = line.Province.OrganizationId,
        SupervisingId = SchoolCheck.Supervising(
            check, move.SupervisingId ?? (line.MaySupervise(school.SupervisingId) ? school.SupervisingId : null), line),
    };
}
