using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.RollChecks;
using ManagementPlatform.Storage.RollChecks;

namespace ManagementPlatform.Center.Api.RollChecks;

/// <summary>人籍一致核查, once a term: class by class, then the school; the bureaus see how far it is and what was found.</summary>
internal static class RollChecksApi
{
    private const string Rounds = "schoolYear（2026-2027）和 term（1、2）默认为本学期。";

    // 办法(2013): nobody has signed anything before.
    private const int FirstYear = 2013;

    private static readonly Operation ReadClass = new("roll_check.read_class", Permission.ViewCases, "一个班本学期的核查表")
    {
        Description = "列出该班全部在读学生；已签字的带核查结果。If-Match 使用 version，未签字为 \"0\"。",
        Response = ClassSheetContract.Example,
    };

    private static readonly Operation SignClassOperation = new("roll_check.sign_class", Permission.SubmitChanges, "班级核查签字")
    {
        Description = "每名在读学生须出现一次：present 在班，absent 有籍无人（reason："
            + string.Join("、", FindingAdvice.Reasons.Select(reason => $"{reason.Code} {reason.Name}"))
                + "）；unrecorded 为有人无籍。学校签字前可以重新签字。",
        Request = new ClassSheet(
            [510_000_000_012_345], [new(510_000_000_012_346, "abroad", "随父母赴新加坡")], [new("陈一诺", "九月随父母来蓉")]),
        Response = ClassSheetContract.Example,
    };

    private static readonly Operation ReadSchool = new("roll_check.read_school", Permission.ViewCases, "一所学校本学期各班的核查情况")
    {
        Response = SchoolSheetContract.Example,
    };

    private static readonly Operation SignSchoolOperation = new("roll_check.sign_school", Permission.DecideChanges, "学校核查签字")
    {
        Description = "全部班级签字后由学校领导签字，签字后不能再改；本人签过字的班级不能再由本人代表学校签字。",
        Response = SchoolSheetContract.Example,
    };

    private static readonly Operation ListFindings = new("roll_check.findings", Permission.ViewCases, "核查发现的有籍无人、有人无籍")
    {
        Description = "每项说明下一步如何办理。kind：not_in_class、no_record；" + Rounds,
        Response = Page<FindingContract>.Example(FindingContract.Example),
    };

    private static readonly Operation Progress = new("roll_check.progress", Permission.ViewCases, "各主管部门的核查进度")
    {
        Description = "班级数、已签字、学校已签字、有籍无人、有人无籍；" + Rounds,
        Response = new[]
        {
            new CheckProgress
            { BureauId = 510_000_000_000_012, BureauName = "武侯区教育局", Classes = 820, Signed = 790, Confirmed = 640, Absent = 12, Unrecorded = 7 },
        },
    };

    private static readonly Operation ListUnsigned = new("roll_check.unsigned", Permission.ViewCases, "到某日仍未签字的班级")
    {
        Description = "by 为截止日（含当日），默认今天；" + Rounds,
        Response = Page<UnsignedClass>.Example(new UnsignedClass
        {
            ClassId = 510_000_000_000_301, Grade = "24", ClassName = "3班",
            SchoolId = 510_000_000_000_045, SchoolName = "成都市武侯区晨光小学", BureauId = 510_000_000_000_012, BureauName = "武侯区教育局",
        }),
    };

    public static void MapRollChecks(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/roll-checks").WithTags("人籍一致核查");
        api.MapSecured(HttpMethod.Get, "/classes/{classId:long}", ReadClass, ReadClassAsync);
        api.MapSecured(HttpMethod.Post, "/classes/{classId:long}/signature", SignClassOperation, SignClassAsync);
        api.MapSecured(HttpMethod.Get, "/schools/{schoolId:long}", ReadSchool, ReadSchoolAsync);
        api.MapSecured(HttpMethod.Post, "/schools/{schoolId:long}/signature", SignSchoolOperation, SignSchoolAsync);
        api.MapSecured(HttpMethod.Get, "/findings", ListFindings, ListFindingsAsync);
        api.MapSecured(HttpMethod.Get, "/progress", Progress, ProgressAsync);
        api.MapSecured(HttpMethod.Get, "/unsigned", ListUnsigned, ListUnsignedAsync);
    }

    private static async Task<Versioned<ClassSheetContract>> ReadClassAsync(
        long classId, Caller caller, IRollCheckStore store, RollCheckQueries queries, TimeProvider time, CancellationToken cancel)
    {
        var found = await store.FindClassAsync(classId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("班级");
        var round = CheckRound.Of(BeijingTime.Today(time));
        var check = await store.FindAsync(classId, round, cancel);
        var findings = check is null ? [] : await queries.OfCheckAsync(check.RollCheckId, cancel);
        var sheet = ClassSheetContract.Of(found, round, check, await store.RollAsync(classId, cancel), findings);
        return Answer.Versioned(sheet, sheet.Version);
    }

    private static async Task<Versioned<ClassSheetContract>> SignClassAsync(
        long classId, ExpectedVersion version, ClassSheet sheet, Caller caller, SignClass sign,
        IRollCheckStore store, RollCheckQueries queries, TimeProvider time, CancellationToken cancel)
    {
        await sign.HandleAsync(classId, version.Value, sheet, caller, cancel);
        return await ReadClassAsync(classId, caller, store, queries, time, cancel);
    }

    private static async Task<Versioned<SchoolSheetContract>> ReadSchoolAsync(
        long schoolId, Caller caller, IRollCheckStore store, TimeProvider time, CancellationToken cancel)
    {
        var round = CheckRound.Of(BeijingTime.Today(time));
        var classes = await store.ClassesAsync(schoolId, caller.OrganizationId, round, cancel);
        var sheet = SchoolSheetContract.Of(schoolId, round, classes.Count > 0 ? classes : throw Refused.NotFound("学校"));
        return Answer.Versioned(sheet, sheet.Version);
    }

    private static async Task<Versioned<SchoolSheetContract>> SignSchoolAsync(
        long schoolId, ExpectedVersion version, Caller caller, SignSchool sign, IRollCheckStore store,
        TimeProvider time, CancellationToken cancel)
    {
        await sign.HandleAsync(schoolId, version.Value, caller, cancel);
        return await ReadSchoolAsync(schoolId, caller, store, time, cancel);
    }

    private static async Task<Page<FindingContract>> ListFindingsAsync(
        PageRequest page, Caller caller, RollCheckQueries queries, TimeProvider time, CancellationToken cancel,
        long? schoolId = null, string? kind = null, string? schoolYear = null, int? term = null)
    {
        if (kind is not null && !FindingKind.IsKnown(kind))
            throw Refused.Invalid("unknown_kind", "kind 应为 not_in_class 或 no_record。", "kind");
        var round = CheckRound.Parse(schoolYear, term, BeijingTime.Today(time));
        var rows = await queries.FindingsAsync(
            round, caller.OrganizationId, schoolId, kind, page.After<FindingKey>(), page.Take, cancel);
        return Answer.Page(page, rows, row => new FindingKey(row.RollCheckId, row.FindingNumber), FindingContract.Of);
    }

    private static Task<IReadOnlyList<CheckProgress>> ProgressAsync(
        Caller caller, RollCheckQueries queries, TimeProvider time, CancellationToken cancel,
        string? schoolYear = null, int? term = null) =>
        queries.ProgressAsync(CheckRound.Parse(schoolYear, term, BeijingTime.Today(time)), caller.OrganizationId, cancel);

    private static async Task<Page<UnsignedClass>> ListUnsignedAsync(
        PageRequest page, Caller caller, RollCheckQueries queries, TimeProvider time, CancellationToken cancel,
        DateOnly? by = null, long? schoolId = null, string? schoolYear = null, int? term = null)
    {
        var today = BeijingTime.Today(time);
        if (by > today || by?.Year < FirstYear)
            throw Refused.Invalid("bad_date", "截止日不能晚于今天。", "by");
        var until = BeijingTime.Start((by ?? today).AddDays(1))!.Value;
        var round = CheckRound.Parse(schoolYear, term, today);
        var rows = await queries.UnsignedAsync(
            round, caller.OrganizationId, schoolId, until, page.After<long>(), page.Take, cancel);
        return Answer.Page(page, rows, row => row.ClassId, row => row);
    }
}
