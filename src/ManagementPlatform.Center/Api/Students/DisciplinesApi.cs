using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Students;

namespace ManagementPlatform.Center.Api.Students;

/// <summary>处分: recorded by the school, lifted by it, never deleted.</summary>
internal static class DisciplinesApi
{
    private static readonly DisciplineContract Example = new(
        510_000_000_070_001, "02", new(2026, 9, 21), "多次打架", "川教处〔2026〕3号", null, null);

    private static readonly Operation List = new("discipline.list", Permission.ViewStudents, "查看一名学生的处分")
    {
        Response = new[] { Example },
    };

    private static readonly Operation Record = new("discipline.record", Permission.EditStudents, "登记处分")
    {
        Description = "`kindCode` 取自代码表 `discipline_kind`。本省规定受处分期间不予转学的，未撤销前不能转学。",
        Request = new DisciplineForm("02", new(2026, 9, 21), "多次打架", "川教处〔2026〕3号"),
        Response = Example,
    };

    private static readonly Operation Lift = new("discipline.lift", Permission.EditStudents, "撤销处分")
    {
        Request = new DisciplineLift(new(2026, 10, 21), "表现良好"),
        Response = Example with { LiftedOn = new(2026, 10, 21), LiftReason = "表现良好" },
    };

    public static void MapDisciplines(this IEndpointRouteBuilder students)
    {
        students.MapSecured(HttpMethod.Get, "/{studentId:long}/disciplines", List, ListAsync);
        students.MapSecured(HttpMethod.Post, "/{studentId:long}/disciplines", Record, RecordAsync);
        students.MapSecured(HttpMethod.Post, "/{studentId:long}/disciplines/{disciplineId:long}/lift", Lift, LiftAsync);
    }

    private static async Task<DisciplineContract[]> ListAsync(
        long studentId, Caller caller, IStudentStore students, DisciplineStore store, CancellationToken cancel)
    {
        if ((await students.FindAsync([studentId], caller.OrganizationId, cancel)).Count == 0)
            throw Refused.NotFound("学生");
        return [.. (await store.OfStudentAsync(studentId, cancel)).Select(DisciplineContract.Of)];
    }

    private static async Task<Created<DisciplineContract>> RecordAsync(
        long studentId, ExpectedVersion version, DisciplineForm form, Caller caller,
        RecordDiscipline record, CancellationToken cancel)
    {
        var (discipline, newVersion) = await record.HandleAsync(studentId, version.Value, form, caller, cancel);
        return Answer.Created($"/students/{studentId}/disciplines", DisciplineContract.Of(discipline), newVersion);
    }

    private static async Task<Versioned<DisciplineContract>> LiftAsync(
        long studentId, long disciplineId, ExpectedVersion version, DisciplineLift lift, Caller caller,
        RecordDiscipline record, CancellationToken cancel)
    {
        var (discipline, newVersion) = await record.LiftAsync(studentId, disciplineId, version.Value, lift, caller, cancel);
        return Answer.Versioned(DisciplineContract.Of(discipline), newVersion);
    }
}

/// <summary>A discipline; the version in the answer's ETag is the pupil's.</summary>
public sealed record DisciplineContract(
    long DisciplineId, string KindCode, DateOnly DecidedOn, string Reason, string? DocumentNumber,
    DateOnly? LiftedOn, string? LiftReason)
{
    public static DisciplineContract Of(Discipline discipline) => new(
        discipline.DisciplineId, discipline.KindCode, discipline.DecidedOn, discipline.Reason,
        discipline.DocumentNumber, discipline.LiftedOn, discipline.LiftReason);
}
