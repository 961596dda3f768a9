using System.Text.Json;
using ManagementPlatform.Center.Tests.Transfers;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Admissions;

[TestClass]
public sealed class CrossProvinceAdmissionTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Four_parties_and_the_province_approve_and_the_graduate_enters_the_next_stage_under_his_number(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "26");
        await town.School.AddFarSchoolAsync();
        await AdmissionTests.GraduateAsync(town, town.Pupil);
        var junior = await town.School.AddClassAsync("31", 1, school: TestSchool.FarSchool);

        var (status, submitted) = await RequestAsync(town, Wish(town));
        Assert.AreEqual(201, status, submitted.ToString());
        var caseId = submitted.GetProperty("case").GetProperty("caseId").GetInt64();
        Assert.AreEqual("毕业后跨省就学", submitted.GetProperty("case").GetProperty("kindName").GetString());
        var (admitted, blocked) = await town.SendAsync(Role.Registrar, TransferTown.To, HttpMethod.Post, "/admissions", new
        {
            classId = await town.School.AddClassAsync("31", 1, school: TransferTown.To),
            entryMonth = "202609", admissionMethodCode = "11",
            pupils = new[] { new { name = "李思远", studentNumber = town.Keys.StudentNumber } },
        });
        Assert.AreEqual(400, admitted, "he is on his way elsewhere");
        StringAssert.Contains(blocked.ToString(), "open_business", StringComparison.Ordinal);

        foreach (var (role, organization) in Deciders(town))
            Assert.AreEqual(200, (await town.DecideAsync(caseId, role, organization)).Status);
        var (placed, ended) = await town.DecideAsync(caseId, Role.Registrar, TestSchool.FarSchool, classId: junior);
        Assert.AreEqual((200, "已办结"), (placed, ended.GetProperty("stateName").GetString()), ended.ToString());

        var (found, pupil) = await town.SendAsync(
            Role.Registrar, TestSchool.FarSchool, HttpMethod.Get, $"/students/{town.Pupil}");
        Assert.AreEqual(
            (200, junior, "202609"),
            (found, pupil.GetProperty("classId").GetInt64(), pupil.GetProperty("form").GetProperty("entryMonth").GetString()));
        var of = new { pupil = town.Pupil, from = TransferTown.From, far = TestSchool.FarSchool, caseId, yes = true };
        Assert.AreEqual(1, await town.CountAsync("enrollment WHERE student_id = @pupil AND school_id = @far AND start_kind = 'admission' AND ended_on IS NULL", of));
        Assert.AreEqual(
            1, await town.CountAsync("archive_copy WHERE student_id = @pupil AND school_id = @from AND case_id = @caseId", of));
        Assert.AreEqual(
            1, await town.CountAsync("student WHERE student_id = @pupil AND on_roll = @yes AND status_code = '01'", of));
        Assert.AreEqual(0, await town.CountAsync("open_case WHERE student_id = @pupil", of));
    }

    [TestMethod]
    public async Task What_does_not_fit_is_told_before_anything_is_submitted()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite, "26");
        await town.School.AddFarSchoolAsync();
        await town.School.AddClassAsync("31", 1, school: TestSchool.FarSchool);
        await town.School.AddClassAsync("26", 1, school: TestSchool.FarSchool);

        await AssertRefusedAsync(town, Wish(town), "not_graduated");
        await AdmissionTests.GraduateAsync(town, town.Pupil);
        await AssertRefusedAsync(town, Wish(town, grade: "26"), "小学六年级只接收五年制小学的毕业生");
        await AssertRefusedAsync(town, Wish(town, sex: "2"), "性别与学籍信息不一致");
        await AssertRefusedAsync(town, Wish(town, province: "110000"), "毕业省份与学籍所在省份不一致");
        await AssertRefusedAsync(town, Wish(town, reason: " "), "接收理由必须填写");
        town.Time.Now = new DateTimeOffset(2026, 8, 10, 1, 0, 0, TimeSpan.Zero);
        await AssertRefusedAsync(town, Wish(town), "8月15日起可以提交");

        town.Time.Now = new DateTimeOffset(2026, 9, 7, 1, 0, 0, TimeSpan.Zero);
        await town.School.AddClassAsync("31", 2, school: TransferTown.To);
        var (status, same) = await town.SendAsync(
            Role.Registrar, TransferTown.To, HttpMethod.Post, "/admissions/cross-province", Wish(town));
        Assert.AreEqual(400, status);
        StringAssert.Contains(same.ToString(), "same_province", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Whoever_is_too_young_is_told_so_without_a_class_and_is_not_placed_in_one()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite, "26");
        await town.School.AddFarSchoolAsync();
        await AdmissionTests.GraduateAsync(town, town.Pupil);
        var junior = await town.School.AddClassAsync("31", 1, school: TestSchool.FarSchool);
        await town.SetPupilAsync("birth_date = '2019-03-15'");
        await AssertRefusedAsync(town, Wish(town), "too_young");

        await town.SetPupilAsync("birth_date = '2014-03-15'");
        var (_, submitted) = await RequestAsync(town, Wish(town));
        var caseId = submitted.GetProperty("case").GetProperty("caseId").GetInt64();
        foreach (var (role, organization) in Deciders(town))
            await town.DecideAsync(caseId, role, organization);
        await town.SetPupilAsync("birth_date = '2019-03-15'");
        var (status, refused) = await town.DecideAsync(caseId, Role.Registrar, TestSchool.FarSchool, classId: junior);
        Assert.AreEqual(409, status, refused.ToString());
        Assert.Contains("too_young", refused.ToString());
        Assert.AreEqual(0, await town.CountAsync("enrollment WHERE start_kind = 'admission'"));

        await town.SetPupilAsync("birth_date = '2014-03-15'");
        await town.MovesAsync(caseId, Role.Registrar, TestSchool.FarSchool, "已办结", junior);
    }

    private static (Role Role, long Organization)[] Deciders(TransferTown town) =>
    [
        (Role.Leader, TestSchool.FarSchool), (Role.Registrar, TestSchool.FarCounty), (Role.Leader, TransferTown.From),
        (Role.Registrar, TransferTown.FromCounty), (Role.Registrar, town.Center.RootOrganizationId),
    ];

    private static object Wish(
        TransferTown town, string grade = "31", string sex = "1", string province = "510000", string reason = "随父母务工") => new
    {
        name = "李思远", town.Keys.StudentNumber, sexCode = sex, graduationProvince = province,
        toGrade = grade, reason, entryMonth = "202609", admissionMethodCode = "12",
    };

    private static Task<(int Status, JsonElement Body)> RequestAsync(TransferTown town, object wish) =>
        town.SendAsync(Role.Registrar, TestSchool.FarSchool, HttpMethod.Post, "/admissions/cross-province", wish);

    private static async Task AssertRefusedAsync(TransferTown town, object wish, string words)
    {
        var (status, told) = await RequestAsync(town, wish);
        Assert.AreEqual(400, status);
        StringAssert.Contains(told.ToString(), words, StringComparison.Ordinal);
    }
}
