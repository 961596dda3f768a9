using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Storage.Enrollment;

namespace ManagementPlatform.Center.Api.Enrollment;

internal static class ReadStudentChanges
{
    private static readonly Operation ListOperation = new("enrollment.student_changes", Permission.ViewStudents, "查看一名学生的全部学籍变动")
    {
        Response = new[] { ChangeContract.Example },
    };

    private static readonly Operation ReadOperation = new("enrollment.read_change", Permission.ViewStudents, "查看一项学籍变动")
    {
        Response = ChangeContract.Example,
    };

    public static void MapReadStudentChanges(this IEndpointRouteBuilder api)
    {
        api.MapSecured(HttpMethod.Get, "/students/{studentId:long}/changes", ListOperation, ListAsync);
        api.MapSecured(HttpMethod.Get, "/students/{studentId:long}/changes/{changeId:long}", ReadOperation, ReadAsync);
    }

    private static async Task<ChangeContract[]> ListAsync(
        long studentId, Caller caller, IEnrollmentStore store, ChangeQueries queries, IMapper mapper, CancellationToken cancel)
    {
        _ = await store.FindPupilAsync(studentId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("学生");
        var changes = await queries.OfStudentAsync(studentId, cancel);
        var steps = await queries.StepsOfStudentAsync(studentId, cancel);
        return [.. changes.Select(change => mapper.MapChange(change, steps[change.ChangeId]))];
    }

    private static async Task<Versioned<ChangeContract>> ReadAsync(
        long studentId, long changeId, Caller caller, IEnrollmentStore store, IMapper mapper, CancellationToken cancel)
    {
        var change = await store.FindChangeAsync(studentId, changeId, caller.OrganizationId, cancel)
            ?? throw Refused.NotFound("学籍变动");
        return Answer.Versioned(mapper.MapChange(change, await store.StepsAsync(studentId, changeId, cancel)), change.RowVersion);
    }
}
