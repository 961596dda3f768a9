using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Etl.Reference;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Reference;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Storage.Tests.Organization;

/// <summary>The center of 四川省 as mp init makes it, with officials of its bureaus, and short words for what they do.</summary>
internal sealed class Province : IAsyncDisposable
{
    public static readonly CancellationToken None = CancellationToken.None;

    public static readonly long Wuhou = BureauCode.Key("510107"), Jinjiang = BureauCode.Key("510104"), Chengdu = BureauCode.Key(
        "510100"),
        Sichuan = BureauCode.Key("510000");

    public static readonly SchoolDecision Decision = new(new DateOnly(2026, 9, 1), "川教〔2026〕1号");

    // Only the province's own divisions: a test needs no others, and each starts with an empty database.
    private static readonly Lazy<Task<ReferenceSet>> Reference = new(async () =>
    {
        var all = await ReferenceFiles.ReadAsync(None);
        return all with
        {
            Regions = [.. all.Regions.Where(r => r.RegionCode is "000000" || r.RegionCode.StartsWith("51", StringComparison.Ordinal))],
            Calendar = [],
        };
    });

    private static readonly Table<Student> Students = new("student", "student_id");
    private static readonly Table<EnrollmentRecord> Enrollments = new("enrollment", "student_id", "enrollment_id");

    private Province(TestScope test) => Test = test;

    public TestScope Test { get; }

    public Caller CountyOfficer { get; } = Official(11, Wuhou, Tier.County);

    public Caller CityOfficer { get; } = Official(12, Chengdu, Tier.City);

    public Caller ProvinceOfficer { get; } = Official(13, Sichuan, Tier.Province);

    public Caller OtherCountyOfficer { get; } = Official(14, Jinjiang, Tier.County);

    public static SchoolForm Form { get; } = new()
    {
        Name = "成都市武侯区晨光小学",
        TypeCode = "小学",
        OrganizerCode = "831",
        CountyId = Wuhou,
        LocationCode = "510107001001",
        UrbanRuralCode = "111",
        Contact = new SchoolContact { Address = "晨光路1号", PostalCode = "610041", Phone = "028-85550000" },
    };

    public static Caller Official(long user, long organization, Tier tier) =>
        new(user, $"user{user}", organization, tier, [Role.Registrar]);

    public static Caller SchoolRegistrar(RegisteredSchool school) => Official(21, school.Id, Tier.School);

    public static async Task<Province> CreateAsync(Engine engine)
    {
        var test = await TestScope.CreateAsync(engine, services => services.AddReference().AddOrganization());
        var reference = await Reference.Value;
        await test.RunAsync<InitializeCenter>(
            init => init.HandleAsync("51", null, reference, Caller.Center(0, Tier.Province), None));
        return new Province(test);
    }

    public Task<RegisteredSchool> ApplyAsync(SchoolForm? form = null, Caller? caller = null) =>
        DoAsync<ApplyForSchool>(use => use.HandleAsync(form ?? Form, Decision, caller ?? CountyOfficer, None));

    /// <summary>Applies, submits and issues the code.</summary>
    public async Task<RegisteredSchool> FoundAsync(SchoolForm? form = null)
    {
        var school = await ApplyAsync(form, ProvinceOfficer);
        school = await DoAsync<SubmitSchool>(use => use.HandleAsync(school.Id, school.Version, Decision, ProvinceOfficer, None));
        return await IssueAsync(school);
    }

    public Task<RegisteredSchool> IssueAsync(RegisteredSchool school) =>
        DoAsync<IssueSchoolCode>(use => use.HandleAsync(school.Id, school.Version, Decision, ProvinceOfficer, None));

    public Task<RegisteredSchool> DoAsync<TUse>(Func<TUse, Task<RegisteredSchool>> act)
        where TUse : notnull => Test.RunAsync(act);

    public Task<SchoolClass> FormClassAsync(
        RegisteredSchool school, string stage = "2", int entryYear = 2026, int? number = null,
        Func<ClassForm, ClassForm>? change = null)
    {
        var form = new ClassForm { SchoolId = school.Id, Stage = stage, EntryYear = entryYear, ClassNumber = number };
        return Test.RunAsync<FormClass, SchoolClass>(
            use => use.HandleAsync(change?.Invoke(form) ?? form, SchoolRegistrar(school), None));
    }

    public async Task<long> AddPupilAsync(RegisteredSchool school, SchoolClass schoolClass, long id, bool onRoll = true)
    {
        var student = TestSchool.Pupil(id, schoolClass.ClassId) with
        {
            SchoolId = school.Id,
            CountyId = school.Details.CountyId,
            StudentNumber = StudentNumber.Temporary(RegionCode.Parse("510107"), new DateOnly(2016, 3, 15), (int)(id % 10_000)),
            OnRoll = onRoll,
        };
        var enrolled = TestSchool.Enrollment(student, id + 500, schoolClass.Grade);
        await Test.RunAsync<DbSession>(async session =>
        {
            await session.InsertAsync(Students, student, None);
            await session.InsertAsync(
                Enrollments,
                onRoll ? enrolled : enrolled with { EndedOn = new DateOnly(2026, 6, 30), EndKind = "graduate" }, None);
        });
        return id;
    }

    public static async Task<RefusalException> RefusedAsync(Func<Task> act) =>
        await Assert.ThrowsExactlyAsync<RefusalException>(act);

    public Task<T?> ScalarAsync<T>(string sql, object? values = null) => Test.ScalarAsync<T>(sql, values);

    /// <summary>Whom the school's row of school_scope lets see it, by code or name, in order.</summary>
    public async Task<string> SeenByAsync(long schoolId)
    {
        await using var connection = await Test.Database.OpenAsync(None);
        var names = await Dapper.SqlMapper.QueryAsync<string>(
            connection,
            """
            SELECT COALESCE(o.code, o.name) FROM school_scope s JOIN organization o ON o.organization_id = s.organization_id
            WHERE s.school_id = @schoolId
            """,
            new { schoolId });
        return string.Join(' ', names.Order(StringComparer.Ordinal));
    }

    public ValueTask DisposeAsync() => Test.DisposeAsync();
}
