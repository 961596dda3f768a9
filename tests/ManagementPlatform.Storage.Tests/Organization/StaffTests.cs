using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using static ManagementPlatform.Storage.Tests.Organization.Province;

namespace ManagementPlatform.Storage.Tests.Organization;

[TestClass]
public sealed class StaffTests
{
    private static readonly DateOnly Birth = new(1985, 5, 20);

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_teacher_is_registered_and_read_back(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        var school = await province.FoundAsync();
        var teacher = await RegisterAsync(province, school, "T001", 1);

        Assert.AreEqual("王老师 wang laoshi 1 01 CHN 13", $"{teacher.Name} {teacher.NamePinyin} {teacher.SexCode} {teacher.EthnicityCode} {teacher.NationalityCode} {teacher.PoliticalStatusCode}");
        var stored = await province.Test.RunAsync<IStaffStore, StaffMember?>(
            store => store.FindAsync(teacher.StaffId, school.Id, None));
        Assert.AreEqual(teacher, stored);
        Assert.IsFalse((await province.ScalarAsync<string>("SELECT detail FROM audit_event WHERE entity = 'staff'"))!
            .Contains(teacher.DocumentNumber.Text, StringComparison.Ordinal));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_number_is_unique_in_its_school_and_a_person_works_at_one_school(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        var school = await province.FoundAsync();
        var other = await province.FoundAsync(Form with { Name = "武侯区第二小学" });
        var teacher = await RegisterAsync(province, school, "T001", 1);

        Assert.AreEqual("staff_number_taken", (await RefusedAsync(() => RegisterAsync(province, school, "T001", 2))).Code);
        Assert.AreEqual("staff_document_taken", (await RefusedAsync(() => RegisterAsync(province, other, "T001", 1))).Code);
        await province.Test.RunAsync<ReleaseStaff>(
            use => use.HandleAsync(teacher.StaffId, 1, null, SchoolRegistrar(school), None));
        Assert.AreEqual("T001", (await RegisterAsync(province, other, "T001", 1)).StaffNumber);
    }

    [TestMethod]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        await using var province = await CreateAsync(Engine.Sqlite);
        var school = await province.FoundAsync();
        var form = Person(school, "T 1", 1) with
        {
            Name = "",
            SexCode = "女", // the number says male
            BirthDate = new DateOnly(1985, 5, 21),
            EthnicityCode = "火星族",
            BirthPlaceCode = "519999",
            JoinedOn = new DateOnly(1980, 1, 1),
            Phone = "1",
        };
        var refusal = await RefusedAsync(() => RegisterAsync(province, school, form));
        CollectionAssert.AreEquivalent(
            new[] { "staffNumber", "name", "sexCode", "birthDate", "ethnicityCode", "birthPlaceCode", "joinedOn", "phone" },
            refusal.Problems.Select(problem => problem.Field).ToArray());
        var wrong = form.DocumentNumber![..17] + (form.DocumentNumber[17] == '1' ? '2' : '1');
        var check = await RefusedAsync(
            () => RegisterAsync(province, school, Person(school, "T1", 1) with { DocumentNumber = wrong }));
        Assert.AreEqual("bad_document_number", check.Problems.Single().Code);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task An_edit_without_a_document_number_keeps_the_stored_one(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        var school = await province.FoundAsync();
        var teacher = await RegisterAsync(province, school, "T001", 1);
        var form = Person(school, "T002", 1) with { DocumentNumber = null, Subject = "数学" };
        var edited = await province.Test.RunAsync<EditStaff, StaffMember>(
            use => use.HandleAsync(teacher.StaffId, 1, form, SchoolRegistrar(school), None));
        Assert.AreEqual("T002 数学 2", $"{edited.StaffNumber} {edited.Subject} {edited.RowVersion}");
        Assert.AreEqual(teacher.DocumentNumber, edited.DocumentNumber);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task An_officers_number_is_kept_to_the_last_character_and_found_again(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        var school = await province.FoundAsync();
        var officer = Person(school, "T001", 1) with { DocumentType = "2", DocumentNumber = "军字第1234567号" };
        var registered = await RegisterAsync(province, school, officer);
        Assert.AreEqual("军字第1234567号", await province.Test.ScalarAsync<string>(
            "SELECT document_number FROM staff WHERE staff_id = @id", new { id = registered.StaffId }));
        var twice = await RefusedAsync(() => RegisterAsync(province, school, officer with { StaffNumber = "T002" }));
        Assert.AreEqual("staff_document_taken", twice.Code);
    }

    internal static Task<StaffMember> RegisterAsync(Province province, RegisteredSchool school, string number, int sequence) =>
        RegisterAsync(province, school, Person(school, number, sequence));

    private static Task<StaffMember> RegisterAsync(Province province, RegisteredSchool school, StaffForm form) =>
        province.Test.RunAsync<RegisterStaff, StaffMember>(use => use.HandleAsync(form, SchoolRegistrar(school), None));

    // An odd sequence is a man's; even ones are made odd.
    private static StaffForm Person(RegisteredSchool school, string number, int sequence) => new()
    {
        SchoolId = school.Id,
        StaffNumber = number,
        Name = "王老师",
        SexCode = "男",
        BirthDate = Birth,
        DocumentNumber = CitizenId.Create("510107", Birth, 2 * sequence + 1).Text,
        EthnicityCode = "汉族",
        BirthPlaceCode = "四川省成都市武侯区",
        PoliticalStatusCode = "群众",
        JoinedOn = new DateOnly(2010, 9, 1),
        Phone = "13800005678",
    };
}
