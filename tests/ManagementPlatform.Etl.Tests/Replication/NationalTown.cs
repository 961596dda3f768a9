using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Corrections;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.National;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>What people and jobs do in the centers of a test about codes and numbers that the nation issues.</summary>
internal static class NationalTown
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>A made-up county in each province, and all that there is known to everybody.</summary>
    public static async Task SettleAsync(this ReplicatedCenters centers, params (string Province, string County)[] counties)
    {
        foreach (var (province, county) in counties)
            await centers.FillAsync(province, county, 60);
        await centers.ExchangeAsync([.. counties.Select(c => c.Province)]);
    }

    /// <summary>Everything on its way arrives, the nation issues, everything on its way back arrives and is heeded.</summary>
    public static async Task ExchangeAsync(this ReplicatedCenters centers, params string[] provinces)
    {
        foreach (var province in provinces)
            await centers.PushAsync(province);
        await centers.IssueAsync();
        await centers.Nation.RunAsync<RouteChanges, int>(route => route.RunAsync(None));
        foreach (var province in provinces)
        {
            await centers.PullAsync(province);
            await centers.HeedAsync(province);
            await centers.PushAsync(province);
        }
    }

    public static Task<(int Codes, int Verdicts)> IssueAsync(this ReplicatedCenters centers) =>
        centers.Nation.RunAsync<IssueCodes, (int Codes, int Verdicts)>(issue => issue.HandleAsync(None));

    public static async Task HeedAsync(this ReplicatedCenters centers, string province)
    {
        await centers[province].RunAsync<SettleSchoolCodes, int>(settle => settle.HandleAsync(None));
        await centers[province].RunAsync<IssuePendingNumbers, int>(issue => issue.HandleAsync(None));
        await centers[province].RunAsync<HeedVerdicts, int>(heed => heed.HandleAsync(None));
    }

    public static Task<Student> RegisterAsync(this ReplicatedCenters centers, string province, Func<long, StudentForm> form) =>
        centers.RegisterAsync(centers[province], province, form);

    /// <summary>The same by somebody at another center.</summary>
    public static async Task<Student> RegisterAsync(
        this ReplicatedCenters _, TestScope test, string province, Func<long, StudentForm> form)
    {
        var classId = await test.ScalarAsync<long>(
            "SELECT MIN(class_id) FROM school_class WHERE grade = '21' AND status = 'active' AND home_center = @province",
            new { province });
        var schoolId = await test.ScalarAsync<long>(
            "SELECT school_id FROM school_class WHERE class_id = @classId", new { classId });
        var registrar = new Caller(7, "registrar", schoolId, Tier.School, [Role.Registrar]);
        return (await test.RunAsync<RegisterStudent, RegisteredStudent>(register => register.HandleAsync(form(classId), registrar, None))).Student;
    }

    /// <summary>删除, as the case about a 问题学籍 does it at its end.</summary>
    public static Task DeleteAsync(this ReplicatedCenters centers, string province, Student student) => centers.CorrectAsync(
        province,
        async (services, cancel) =>
        {
            var pupil = (await services.GetRequiredService<ITransferStore>().FindAsync(student.StudentId, cancel))!;
            var records = services.GetRequiredService<IRecordStore>();
            await services.GetRequiredService<ProblemDesk>().CloseAllAsync(student.StudentId, Handling.Delete, cancel);
            await records.LeaveRollAsync(pupil, PupilStatus.Deleted, "delete", DateTimeOffset.UnixEpoch.AddYears(57), cancel);
            await records.FreeDocumentAsync(student.StudentId, cancel);
            services.GetRequiredService<IUnitOfWork>().Changed(Entity.Student, student.StudentId, pupil.Version + 1);
        });

    /// <summary>佐证, as the case about a 问题学籍 does it at its end.</summary>
    public static Task ProveAsync(this ReplicatedCenters centers, string province, Student student) => centers.CorrectAsync(
        province,
        async (services, cancel) =>
        {
            var problems = services.GetRequiredService<IProblemStore>();
            var desk = services.GetRequiredService<ProblemDesk>();
            await desk.TakeOnAsync(await problems.OfAsync(student.StudentId, cancel), 77, cancel);
            await desk.ClearAsync(student.StudentId, 77, Handling.Prove, cancel);
        });

    /// <summary>A case takes the pupil's problems on.</summary>
    public static Task TakeOnAsync(this ReplicatedCenters centers, string province, Student student, long caseId) => centers.CorrectAsync(
        province,
        async (services, cancel) => await services.GetRequiredService<ProblemDesk>().TakeOnAsync(
            await services.GetRequiredService<IProblemStore>().OfAsync(student.StudentId, cancel), caseId, cancel));

    /// <summary>The case has ended without effect.</summary>
    public static Task LetGoAsync(this ReplicatedCenters centers, string province, Student student, long caseId) => centers.CorrectAsync(
        province, (services, cancel) => services.GetRequiredService<ProblemDesk>().LetGoAsync(student.StudentId, caseId, cancel));

    /// <summary>A province sets a rule for itself.</summary>
    public static async Task SetRuleAsync(this TestScope center, string rule, string value, DateOnly from)
    {
        var version = await center.RunAsync<IReferenceStore, int>(store => store.VersionAsync(ReferencePart.Rules, None));
        await center.RunAsync<SetProvinceRule>(
            set => set.HandleAsync(rule, new ProvinceRuleForm(value, from), version, Caller.Center(0, Tier.Province), None));
    }

    /// <summary>设立学校 up to 待赋码.</summary>
    public static async Task<long> ApplyAsync(this ReplicatedCenters centers, string province, string county, string name)
    {
        var bureau = BureauCode.Key(county);
        var officer = new Caller(8, "officer", bureau, Tier.County, [Role.Registrar, Role.Leader]);
        var form = new SchoolForm
        {
            Name = name, TypeCode = "211", OrganizerCode = "831", CountyId = bureau,
            LocationCode = county + "001001", UrbanRuralCode = "111",
            Contact = new SchoolContact { Address = "人民路1号", PostalCode = "610041", Phone = "02812345678" },
        };
        var decision = new SchoolDecision(new DateOnly(2026, 8, 1), "教〔2026〕1号");
        var applied = await centers[province].RunAsync<ApplyForSchool, RegisteredSchool>(
            apply => apply.HandleAsync(form, decision, officer, None));
        await centers[province].RunAsync<SubmitSchool>(
            submit => submit.HandleAsync(applied.Id, applied.Version, decision, officer, None));
        return applied.Id;
    }

    private static async Task CorrectAsync(
        this ReplicatedCenters centers, string province, Func<IServiceProvider, CancellationToken, Task> correct)
    {
        await using var scope = centers[province].Open();
        var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await work.CommitAsync(
            Caller.Center(0, Tier.Province),
            "problem.correct",
            async cancel =>
            {
                await correct(scope.ServiceProvider, cancel);
                work.Audited(new AuditLine(Entity.Student, null));
                return 0;
            },
            None);
    }

    public static Task<string?> StateAsync(this TestScope center, Student student) => center.ScalarAsync<string>(
        "SELECT CONCAT(number_state, ' ', SUBSTRING(student_number, 1, 1)) FROM student WHERE student_id = @id",
        new { id = student.StudentId });

    public static Task<long> ProblemAsync(this TestScope center, Student student) => center.ScalarAsync<long>(
        "SELECT COALESCE(MAX(other_student_id), 0) FROM problem_record WHERE student_id = @id AND state = 'open'",
        new { id = student.StudentId });
}
