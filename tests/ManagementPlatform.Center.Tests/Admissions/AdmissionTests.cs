using System.Text.Json;
using ManagementPlatform.Center.Tests.Transfers;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Admissions;

[TestClass]
public sealed class AdmissionTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_graduate_is_admitted_by_number_and_name_and_his_record_goes_on_under_the_same_number(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "26");
        await GraduateAsync(town, town.Pupil);
        var junior = await town.School.AddClassAsync("31", 1, school: TransferTown.To);

        var (status, admitted) = await AdmitAsync(town, junior, Row(town));

        Assert.AreEqual(200, status, admitted.ToString());
        Assert.AreEqual("01", admitted[0].GetProperty("statusCode").GetString());
        var (found, pupil) = await town.SendAsync(Role.Registrar, TransferTown.To, HttpMethod.Get, $"/students/{town.Pupil}");
        Assert.AreEqual(
            (200, junior, "202609"),
            (found, pupil.GetProperty("classId").GetInt64(), pupil.GetProperty("form").GetProperty("entryMonth").GetString()));
        Assert.AreEqual(
            404, (await town.SendAsync(Role.Registrar, TransferTown.From, HttpMethod.Get, $"/students/{town.Pupil}")).Status,
            "he is the new school's now");
        var of = new { pupil = town.Pupil, from = TransferTown.From, to = TransferTown.To, number = town.Keys.StudentNumber };
        Assert.AreEqual(1, await town.CountAsync("enrollment WHERE student_id = @pupil AND school_id = @to AND ended_on IS NULL AND start_kind = 'admission'", of));
        Assert.AreEqual(2, await town.CountAsync("enrollment WHERE student_id = @pupil", of));
        Assert.AreEqual(1, await town.CountAsync("archive_copy WHERE student_id = @pupil AND school_id = @from", of));
        Assert.AreEqual(1, await town.CountAsync("student WHERE student_id = @pupil AND student_number = @number", of));
        Assert.AreEqual(1, await town.CountAsync("student_revision WHERE student_id = @pupil AND source = 'admission'", of));

        var (again, told) = await AdmitAsync(town, junior, Row(town));
        Assert.AreEqual(400, again);
        StringAssert.Contains(told.ToString(), "仍在籍", StringComparison.Ordinal);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Everything_wrong_with_a_list_is_told_row_by_row_and_nobody_is_admitted(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "26");
        await GraduateAsync(town, town.Pupil);
        var junior = await town.School.AddClassAsync("31", 1, school: TransferTown.To);
        var senior = await town.School.AddClassAsync("41", 1, school: TransferTown.To);
        var stays = await PupilAsync(town);
        var withdrawn = await PupilAsync(town);
        await SetStatusAsync(town, withdrawn.Id, "03");
        var problem = await PupilAsync(town);
        await GraduateAsync(town, problem.Id);
        await town.Center.Scope.ScalarAsync<int>(
            "UPDATE student SET number_state = 'problem' WHERE student_id = @Id", new { problem.Id });

        var (status, told) = await AdmitAsync(
            town, junior,
            Row(town), new { name = "李思源", studentNumber = town.Keys.StudentNumber }, Row(town), Row(stays.Number),
            Row(withdrawn.Number), Row(problem.Number), new { name = "李思远", studentNumber = "G123" },
            new { name = "李思远", studentNumber = town.Keys.StudentNumber, classId = senior });

        Assert.AreEqual(400, status, told.ToString());
        var codes = told.GetProperty("errors").EnumerateObject()
            .SelectMany(field => field.Value.EnumerateArray().Select(error => $"{field.Name} {error.GetProperty("code").GetString()}")).ToList();
        CollectionAssert.AreEquivalent(
            new[]
            {
                "pupils[1].studentNumber no_match", "pupils[2].studentNumber duplicate_in_batch",
                "pupils[3] not_graduated", "pupils[4] not_graduated", "pupils[5] problem_record",
                "pupils[6].studentNumber bad_student_number", "pupils[7].studentNumber duplicate_in_batch",
            },
            codes, told.ToString());
        Assert.AreEqual(0, await town.CountAsync("enrollment WHERE start_kind = 'admission'"));
        var (unfit, wrong) = await AdmitAsync(town, senior, Row(town));
        Assert.AreEqual(400, unfit);
        StringAssert.Contains(wrong.ToString(), "stage_unfit", StringComparison.Ordinal);
        StringAssert.Contains(wrong.ToString(), "too_young", StringComparison.Ordinal, "the age is checked as at registration");
    }

    [TestMethod]
    public async Task A_class_takes_no_more_than_it_may_have_and_only_its_own_school_fills_it()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite, "26");
        await GraduateAsync(town, town.Pupil);
        var junior = await town.School.AddClassAsync("31", 1, school: TransferTown.To);
        for (var i = 0; i < 55; i++)
            await town.School.AddPupilAsync(junior, "31");

        var (full, told) = await AdmitAsync(town, junior, Row(town));
        Assert.AreEqual(400, full);
        StringAssert.Contains(told.ToString(), "班级现有55人", StringComparison.Ordinal);

        var (foreign, _) = await AdmitAsync(town, town.FromClass, Row(town));
        Assert.AreEqual(400, foreign, "a class of another school");
        Assert.AreEqual(400, (await AdmitAsync(town, junior)).Status, "an empty list");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Of_two_schools_that_admit_the_same_graduate_at_once_one_has_him(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "26");
        await GraduateAsync(town, town.Pupil);
        var (here, there) = (await town.School.AddClassAsync("31", 1), await town.School.AddClassAsync("31", 1, school: TransferTown.To));
        await town.PersonAsync(Role.Registrar, TransferTown.From);
        await town.PersonAsync(Role.Registrar, TransferTown.To);

        var answers = await Task.WhenAll(
            AdmitAsync(town, here, TransferTown.From, Row(town)), AdmitAsync(town, there, TransferTown.To, Row(town)));

        Assert.AreEqual(
            1, answers.Count(answer => answer.Status == 200), string.Join('\n', answers.Select(answer => answer.Body)));
        Assert.IsTrue(
            answers.Single(answer => answer.Status != 200).Status is 400 or 412,
            "told that he is taken, or that he changed meanwhile");
        Assert.AreEqual(
            1, await town.CountAsync("enrollment WHERE student_id = @Pupil AND ended_on IS NULL", new { town.Pupil }));
    }

    private static object Row(TransferTown town) => new { name = "李思远", studentNumber = town.Keys.StudentNumber };

    private static object Row(string number) => new { name = "李思远", studentNumber = number };

    private static Task<(int Status, JsonElement Body)> AdmitAsync(TransferTown town, long classId, params object[] pupils) =>
        AdmitAsync(town, classId, TransferTown.To, pupils);

    private static Task<(int Status, JsonElement Body)> AdmitAsync(TransferTown town, long classId, long school, params object[] pupils) => town.SendAsync(
        Role.Registrar, school, HttpMethod.Post, "/admissions",
        new { classId, entryMonth = "202609", admissionMethodCode = "11", pupils });

    private static async Task<(long Id, string Number)> PupilAsync(TransferTown town)
    {
        var pupil = await town.School.AddPupilAsync(town.FromClass, "26");
        return (pupil, await town.RegisterNumberAsync(pupil));
    }

    internal static Task GraduateAsync(TransferTown town, long pupil) => SetStatusAsync(town, pupil, "07");

    private static async Task SetStatusAsync(TransferTown town, long pupil, string status)
    {
        var values = new { pupil, status, no = false, day = new DateOnly(2026, 6, 30) };
        await town.Center.Scope.ScalarAsync<int>(
            "UPDATE student SET status_code = @status, on_roll = @no WHERE student_id = @pupil", values);
        await town.Center.Scope.ScalarAsync<int>(
            "UPDATE enrollment SET status_code = @status, ended_on = @day, end_kind = 'graduate' WHERE student_id = @pupil",
            values);
    }
}
