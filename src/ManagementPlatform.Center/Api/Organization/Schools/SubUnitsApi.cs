using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Organization;

namespace ManagementPlatform.Center.Api.Organization.Schools;

/// <summary>教学点与附设班: read, open, edit, close.</summary>
internal static class SubUnitsApi
{
    private static readonly SubUnitForm Form = new("东村教学点", "小学教学点", "武侯区东村1号");

    private static readonly Operation List = new("sub_unit.list", Permission.ViewOrganization, "查看学校的教学点与附设班")
    {
        Response = new[] { SubUnitContract.Example },
    };

    private static readonly Operation Open = new("sub_unit.open", Permission.ManageSchools, "设立教学点或附设班")
    {
        Request = Form,
        Response = SubUnitContract.Example,
    };

    private static readonly Operation Edit = new("sub_unit.edit", Permission.ManageSchools, "维护教学点或附设班")
    {
        Request = Form,
        Response = SubUnitContract.Example with { Version = 2 },
    };

    private static readonly Operation Close = new("sub_unit.close", Permission.ManageSchools, "停办教学点或附设班")
    {
        Description = "还有班级时不能停办。",
        Response = SubUnitContract.Example with { IsActive = false, Version = 2 },
    };

    public static void MapSubUnits(this IEndpointRouteBuilder api)
    {
        api.MapSecured(HttpMethod.Get, "/schools/{schoolId:long}/sub-units", List, ListAsync);
        api.MapSecured(HttpMethod.Post, "/schools/{schoolId:long}/sub-units", Open, OpenAsync);
        api.MapSecured(HttpMethod.Put, "/sub-units/{subUnitId:long}", Edit, EditAsync);
        api.MapSecured(HttpMethod.Post, "/sub-units/{subUnitId:long}/closure", Close, CloseAsync);
    }

    private static async Task<IReadOnlyList<SubUnitContract>> ListAsync(
        long schoolId, Caller caller, ISchoolStandings schools, SchoolQueries queries, IMapper mapper, CancellationToken cancel)
    {
        _ = await schools.FindAsync(schoolId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("学校");
        return [.. (await queries.SubUnitsAsync(schoolId, caller.OrganizationId, cancel)).Select(mapper.Map<SubUnitContract>)];
    }

    private static async Task<Created<SubUnitContract>> OpenAsync(
        long schoolId, SubUnitForm form, Caller caller, OpenSubUnit use, IMapper mapper, CancellationToken cancel)
    {
        var unit = await use.HandleAsync(schoolId, form, caller, cancel);
        return Answer.Created($"/sub-units/{unit.SubUnitId}", mapper.Map<SubUnitContract>(unit), unit.RowVersion);
    }

    private static async Task<Versioned<SubUnitContract>> EditAsync(
        long subUnitId, SubUnitForm form, ExpectedVersion version, Caller caller, EditSubUnit use,
        IMapper mapper, CancellationToken cancel)
    {
        var unit = await use.HandleAsync(subUnitId, version.Value, form, caller, cancel);
        return Answer.Versioned(mapper.Map<SubUnitContract>(unit), unit.RowVersion);
    }

    private static async Task<Versioned<SubUnitContract>> CloseAsync(
        long subUnitId, ExpectedVersion version, Caller caller, CloseSubUnit use, IMapper mapper, CancellationToken cancel)
    {
        var unit = await use.HandleAsync(subUnitId, version.Value, caller, cancel);
        return Answer.Versioned(mapper.Map<SubUnitContract>(unit), unit.RowVersion);
    }
}

/// <summary>A teaching point or attached class.</summary>
public sealed record SubUnitContract
{
    public static readonly SubUnitContract Example = new()
    {
        SubUnitId = 510_000_000_000_061, SchoolId = 510_000_000_000_045, Name = "东村教学点", TypeCode = "218",
        Address = "武侯区东村1号", IsActive = true, Version = 1,
    };

    public required long SubUnitId { get; init; }
    public required long SchoolId { get; init; }
    public required string Name { get; init; }
    public required string TypeCode { get; init; }
    public string? Address { get; init; }
    public required bool IsActive { get; init; }
    public required int Version { get; init; }
}
