using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Organization;

namespace ManagementPlatform.Center.Api.Organization.Schools;

internal static class ReadSchoolHistory
{
    private static readonly Operation Events = new("school.events", Permission.ViewOrganization, "查看学校的历次变更")
    {
        Response = new[]
        {
            new SchoolEventContract
            {
                EventId = 510_000_000_000_090, Kind = SchoolEventKind.Renamed,
                OccurredOn = new DateOnly(2026, 9, 1), BeforeValue = "武侯区实验小学", AfterValue = "成都市武侯区晨光小学",
                DocumentNumber = "武教〔2026〕12号", RecordedAt = new DateTimeOffset(2026, 9, 2, 1, 0, 0, TimeSpan.Zero),
            },
        },
    };

    private static readonly Operation Codes = new("school.codes", Permission.ViewOrganization, "查看学校曾用和现用的学校标识码")
    {
        Response = new[] { new SchoolCodeContract { Code = "2151000045", State = SchoolCodeState.Active, AssignedOn = new DateOnly(2026, 9, 1) } },
    };

    public static void MapReadSchoolHistory(this IEndpointRouteBuilder api)
    {
        api.MapSecured(HttpMethod.Get, "/schools/{schoolId:long}/events", Events, EventsAsync);
        api.MapSecured(HttpMethod.Get, "/schools/{schoolId:long}/codes", Codes, CodesAsync);
    }

    private static async Task<IReadOnlyList<SchoolEventContract>> EventsAsync(
        long schoolId, Caller caller, ISchoolStandings schools, SchoolQueries queries, IMapper mapper, CancellationToken cancel)
    {
        _ = await schools.FindAsync(schoolId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("学校");
        return [.. (await queries.EventsAsync(schoolId, caller.OrganizationId, cancel)).Select(mapper.Map<SchoolEventContract>)];
    }

    private static async Task<IReadOnlyList<SchoolCodeContract>> CodesAsync(
        long schoolId, Caller caller, ISchoolStandings schools, SchoolQueries queries, IMapper mapper, CancellationToken cancel)
    {
        _ = await schools.FindAsync(schoolId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("学校");
        return [.. (await queries.CodesAsync(schoolId, caller.OrganizationId, cancel)).Select(mapper.Map<SchoolCodeContract>)];
    }
}

/// <summary>Something that happened to a school.</summary>
public sealed record SchoolEventContract
{
    public required long EventId { get; init; }

    /// <summary><c>applied</c>, <c>submitted</c>, <c>code_issued</c>, <c>renamed</c>, <c>moved</c>, <c>supervised</c>,
    /// <c>type_changed</c>, <c>absorbed</c>, <c>merged</c>, <c>split</c>, <c>closed</c> or <c>restored</c>.</summary>
    public required string Kind { get; init; }

    public required DateOnly OccurredOn { get; init; }
    public string? BeforeValue { get; init; }
    public string? AfterValue { get; init; }
    public long? OtherSchoolId { get; init; }
    public string? DocumentNumber { get; init; }
    public string? Note { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>A code that the school has or had.</summary>
public sealed record SchoolCodeContract
{
    public required string Code { get; init; }

    /// <summary><c>active</c> or <c>void</c>.</summary>
    public required string State { get; init; }

    public required DateOnly AssignedOn { get; init; }
    public DateOnly? VoidedOn { get; init; }
    public string? Reason { get; init; }
}
