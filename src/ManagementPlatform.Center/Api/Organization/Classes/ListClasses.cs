using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Organization;

namespace ManagementPlatform.Center.Api.Organization.Classes;

internal static class ListClasses
{
    private static readonly Operation Operation = new("class.list", Permission.ViewOrganization, "查询班级")
    {
        Description = "按学校、年级、班号排序。",
        Response = Page<ClassListContract>.Example(ClassListContract.Example),
    };

    public static void MapListClasses(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Get, "/classes", Operation, ListAsync);

    private static async Task<Page<ClassListContract>> ListAsync(
        PageRequest page,
        Caller caller,
        ClassQueries queries,
        IMapper mapper,
        CancellationToken cancel,
        long? schoolId = null,
        int? stage = null,
        string? grade = null,
        int? entryYear = null,
        string? status = null)
    {
        var filter = new ClassFilter(
            schoolId, stage, grade, entryYear, status, page.After<ClassKey>() ?? ClassKey.First, page.Take);
        var classes = await queries.ListAsync(filter, caller.OrganizationId, cancel);
        return Answer.Page(
            page, classes, c => new ClassKey(c.SchoolId, c.Grade, c.ClassNumber, c.ClassId), mapper.Map<ClassListContract>);
    }
}

/// <summary>A class in a list.</summary>
public sealed record ClassListContract
{
    public static readonly ClassListContract Example = new()
    {
        ClassId = 510_000_000_000_301, SchoolId = 510_000_000_000_045, SchoolName = "成都市武侯区晨光小学",
        Stage = 2, EntryYear = 2026, ClassNumber = 3, Grade = "21", Name = "2026级3班", TypeCode = "10",
        Status = "active", HeadTeacherName = "王老师", Version = 1,
    };

    public required long ClassId { get; init; }
    public required long SchoolId { get; init; }
    public required string SchoolName { get; init; }
    public long? SubUnitId { get; init; }
    public required int Stage { get; init; }
    public required int EntryYear { get; init; }
    public required int ClassNumber { get; init; }
    public required string Grade { get; init; }
    public required string Name { get; init; }
    public required string TypeCode { get; init; }
    public required string Status { get; init; }
    public string? HeadTeacherName { get; init; }
    public required int Version { get; init; }
}
