using Dapper;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Reference;

namespace ManagementPlatform.TestSupport;

/// <summary>
/// One school with its bureaus, written past the product, for tests of what happens to classes and pupils: 武侯区教育局 supervises it,
/// 成都市教育局 is above. Needs <see cref="TestScope.StartCenterAsync"/>.
/// </summary>
public sealed class TestSchool
{
    private const long First = TestCenter.RootOrganizationId + 10;

    private static readonly Table<Student> Students = new("student", "student_id");
    private static readonly Table<EnrollmentRecord> Enrollments = new("enrollment", "student_id", "enrollment_id");

    private readonly TestScope _test;
    private long _next = First + 100;

    private TestSchool(TestScope test) => _test = test;

    public static long Province => TestCenter.RootOrganizationId;

    public static long City => First;

    public static long County => First + 1;

    public static long Id => First + 2;

    /// <summary>A school of another county, to be out of scope.</summary>
    public static long OtherSchool => First + 4;

    /// <summary>重庆市教育委员会, in the same database; see <see cref="AddFarSchoolAsync"/>.</summary>
    public static long FarProvince => First + 5;

    public static long FarCounty => First + 6;

    public static long FarSchool => First + 7;

    public Caller Registrar { get; } = Person(1, Id, Tier.School, Role.Registrar);

    public Caller Leader { get; } = Person(2, Id, Tier.School, Role.Leader);

    public Caller CountyOfficer { get; } = Person(3, County, Tier.County, Role.Registrar);

    public Caller CityOfficer { get; } = Person(4, City, Tier.City, Role.Registrar);

    public static Caller Person(long user, long organization, Tier tier, Role role) =>
        new(user, $"user{user}", organization, tier, [role]);

    public static async Task<TestSchool> CreateAsync(TestScope test, int schoolYear = 2026)
    {
        await using var connection = await test.Database.OpenAsync(CancellationToken.None);
        var values = new
        {
            root = TestCenter.RootOrganizationId, city = City, county = County, school = Id, county2 = First + 3,
            school2 = OtherSchool, yes = true, no = false, schoolYear,
        };
        foreach (var statement in Statements)
            await connection.ExecuteAsync(statement, values);
        return new TestSchool(test);
    }

    /// <summary>A school of another province with its bureaus.</summary>
    public async Task AddFarSchoolAsync()
    {
        await using var connection = await _test.Database.OpenAsync(CancellationToken.None);
        var values = new { root = FarProvince, county = FarCounty, school = FarSchool, city = (long?)null, yes = true, no = false, schoolYear = 2026 };
        foreach (var statement in FarStatements)
            await connection.ExecuteAsync(statement, values);
    }

    /// <param name="school">0 for <see cref="Id"/>.</param>
    public async Task<long> AddClassAsync(string grade, int number, int schoolYear = 2026, long school = 0)
    {
        var parsed = Grade.Parse(grade);
        var row = new
        {
            id = _next++, school = school == 0 ? Id : school, stage = (int)parsed.Stage, entry = schoolYear - parsed.Year + 1,
            number, grade, name = $"{number}班", day = new DateOnly(2020, 9, 1),
        };
        await using var connection = await _test.Database.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            """
            INSERT INTO school_class (class_id, school_id, stage, entry_year, class_number, grade, name, type_code, schooling_system, status, formed_on, home_center, row_version)
            VALUES (@id, @school, @stage, @entry, @number, @grade, @name, '10', '63', 'active', @day, '51', 1)
            """,
            row);
        return row.id;
    }

    /// <summary>A pupil in class, with his open enrolment and one proof, of hash <c>p</c>.</summary>
    public async Task<long> AddPupilAsync(long classId, string grade, Func<Student, Student>? change = null)
    {
        var id = _next++;
        var student = Pupil(id, classId);
        student = change?.Invoke(student) ?? student;
        await _test.RunAsync<DbSession>(async session =>
        {
            await session.InsertAsync(Students, student, CancellationToken.None);
            await session.InsertAsync(Enrollments, Enrollment(student, _next++, grade), CancellationToken.None);
        });
        await AddProofAsync(id);
        return id;
    }

    /// <summary>A proof of hash <c>p</c> among a pupil's files.</summary>
    public async Task AddProofAsync(long pupil)
    {
        await using var connection = await _test.Database.OpenAsync(CancellationToken.None);
        var row = new { pupil, file = _next++, now = _test.Time.Now };
        if (await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM stored_file WHERE file_hash = 'p'") == 0)
            await connection.ExecuteAsync(
                "INSERT INTO stored_file (file_hash, media_type, size_bytes, stored_at) VALUES ('p', 'application/pdf', 1, @now)",
                row);
        await connection.ExecuteAsync(
            """
            INSERT INTO student_file (student_id, file_id, kind, file_hash, file_name, uploaded_by, uploaded_at)
            VALUES (@pupil, @file, 'proof', 'p', 'p.pdf', 1, @now)
            """,
            row);
    }

    /// <summary>A pupil who came in 2020 and waits for his number.</summary>
    public static Student Pupil(long id, long classId)
    {
        var birth = new DateOnly(2016, 3, 15);
        var form = TestPupils.WithoutDocument(classId, birth: birth, name: "李思远") with { EntryMonth = "202009" };
        var standing = new StudentStanding
        {
            StudentId = id,
            Number = StudentNumber.Temporary(RegionCode.Parse("510107"), birth, (int)(id % 10_000)),
            NumberState = NumberState.Pending,
            SchoolId = Id,
            ClassId = classId,
            CountyId = County,
            OnRoll = true,
            StatusCode = PupilStatus.InSchool,
            RegisteredAt = new DateTimeOffset(2020, 9, 1, 0, 0, 0, TimeSpan.Zero),
            HomeCenter = "51",
            RowVersion = 1,
        };
        return StudentRow.Of(new Candidate(form), standing, PinyinFiles.Shared);
    }

    public static EnrollmentRecord Enrollment(Student student, long id, string grade) => new()
    {
        StudentId = student.StudentId,
        EnrollmentId = id,
        SchoolId = student.SchoolId,
        ClassId = student.ClassId,
        Stage = (int)Grade.Parse(grade).Stage,
        StatusCode = student.StatusCode,
        StartedOn = new DateOnly(2020, 9, 1),
        StartKind = "register",
        RegisteredBy = 1,
        RegisteredAt = student.RegisteredAt,
    };

    private static readonly string[] Statements =
    [
        "INSERT INTO region (region_code, name, level, parent_code, kind, is_county_authority, has_center) VALUES ('510100', '成都市', 'city', '510000', 'gb', @no, @no)",
        "INSERT INTO region (region_code, name, level, parent_code, kind, is_county_authority, has_center) VALUES ('510107', '武侯区', 'county', '510100', 'gb', @yes, @no)",
        Organization("@city", "city", "510100", "成都市教育局", "@root", "510100"),
        Organization("@county", "county", "510107", "武侯区教育局", "@city", "510107"),
        Organization("@county2", "county", "510104", "锦江区教育局", "@city", "510107"),
        Organization("@school", "school", "2151000001", "晨光小学", "@county", "510107"),
        Organization("@school2", "school", "2151000002", "星河小学", "@county2", "510107"),
        School("@school", "@county"),
        School("@school2", "@county2"),
        .. Scope("@school", "@school", "@county", "@city", "@root"),
        .. Scope("@school2", "@school2", "@county2", "@city", "@root"),
    ];

    private static readonly string[] FarStatements =
    [
        "INSERT INTO region (region_code, name, level, kind, is_county_authority, has_center) VALUES ('500000', '重庆市', 'province', 'gb', @no, @yes)",
        Organization("@root", "province", "500000", "重庆市教育委员会", "NULL", "500000"),
        Organization("@county", "county", "500103", "渝中区教育委员会", "@root", "500000"),
        Organization("@school", "school", "2150000001", "山城学校", "@county", "500000"),
        School("@school", "@county"),
        .. Scope("@school", "@school", "@county", "@root"),
    ];

    private static string Organization(string id, string kind, string code, string name, string parent, string region) =>
        $"""
        INSERT INTO organization (organization_id, kind, code, name, name_pinyin, parent_id, region_code, is_active, home_center, row_version)
        VALUES ({id}, '{kind}', '{code}', '{name}', 'x', {parent}, '{region}', @yes, '51', 1)
        """;

    private static string School(string id, string county) =>
        $"""
        INSERT INTO school (school_id, status, type_code, organizer_code, supervising_id, county_id, city_id, province_id, location_code, urban_rural_code,
            address, postal_code, phone, schooling_system, school_year)
        VALUES ({id}, 'active', '312', '831', {county}, {county}, @city, @root, '510107001001', '111', '晨光路1号', '610041', '02800000000', '63', @schoolYear)
        """;

    private static IEnumerable<string> Scope(string school, params string[] organizations) =>
        organizations.Select(o => $"INSERT INTO school_scope (organization_id, school_id) VALUES ({o}, {school})");
}
