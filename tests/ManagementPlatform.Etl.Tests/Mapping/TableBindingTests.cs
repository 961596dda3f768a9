using ManagementPlatform.Core;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Etl.Mapping;
using ManagementPlatform.Etl.Students;

namespace ManagementPlatform.Etl.Tests.Mapping;

[TestClass]
public sealed class TableBindingTests
{
    [TestMethod]
    public async Task The_example_of_the_template_reads_without_a_problem()
    {
        var (draft, problems) = await Rows.FirstAsync(Rows.Example());
        Assert.IsEmpty(problems);
        var form = draft.ToForm(42);
        Assert.AreEqual("张小蓉", form.Name);
        Assert.AreEqual("2", form.SexCode);
        Assert.AreEqual(new DateOnly(2016, 3, 15), form.BirthDate);
        Assert.AreEqual("510107", form.BirthPlaceCode);
        Assert.AreEqual("01", form.EthnicityCode);
        Assert.AreEqual("CHN", form.NationalityCode);
        Assert.AreEqual(1.5m, form.CommuteDistanceKm);
        Assert.AreEqual(42, form.ClassId);
        Assert.IsTrue(form.IsOnlyChild);
        Assert.AreEqual(("2151000001", "小学一年级", "1班"), (draft.SchoolCode, draft.Grade, draft.Class));
        CollectionAssert.AreEqual(new[] { "52", "51" }, form.Family.Select(m => m.RelationCode).ToArray());
    }

    [TestMethod]
    [DataRow("性别", "2")]
    [DataRow("性别", "２")]
    [DataRow("民族", "01-汉族")]
    [DataRow("出生地", "510107")]
    [DataRow("出生地", "510107000000")]
    [DataRow("国籍/地区", "CHN")]
    [DataRow("是否孤儿", "N")]
    public async Task Options_are_read_by_name_and_by_code(string header, string cell)
    {
        var (draft, problems) = await Rows.FirstAsync(Rows.Example((header, cell)));
        Assert.IsEmpty(problems);
        var (usual, _) = await Rows.FirstAsync(Rows.Example());
        IReadOnlyList<FamilyMemberForm> none = [];
        Assert.AreEqual(usual.Form with { Family = none }, draft.Form with { Family = none, Extra = usual.Form.Extra });
    }

    [TestMethod]
    [DataRow("民族", "汉藏族", "“汉藏族”不在选项中。", "ethnicityCode")]
    [DataRow("出生日期", "2016-02-30", "“2016-02-30”不是有效日期，应如 2016-03-15。", "birthDate")]
    [DataRow("是否孤儿", "也许", "“也许”应填写“是”或“否”。", "isOrphan")]
    [DataRow("上下学距离", "一里", "“一里”应为数字。", "commuteDistanceKm")]
    [DataRow("户口所在地", "四川省武侯县", "“四川省武侯县”不是现行或曾用的行政区划名称或代码。", "householdPlaceCode")]
    [DataRow("成员1关系", "邻居", "“邻居”不在选项中。", "family[0].relationCode")]
    public async Task What_cannot_be_read_is_said_with_the_text_and_the_field(
        string header, string cell, string message, string field)
    {
        var (_, problems) = await Rows.FirstAsync(Rows.Example((header, cell)));
        Assert.AreEqual(new Problem("bad_value", message, field), problems.Single());
    }

    [TestMethod]
    public async Task A_number_in_the_wrong_column_is_masked_in_the_message()
    {
        var (_, problems) = await Rows.FirstAsync(Rows.Example(("民族", "510107201603150006")));
        Assert.AreEqual("“510***********0006”不在选项中。", problems.Single().Message);
    }

    [TestMethod]
    public async Task An_identity_number_in_scientific_notation_has_lost_digits_and_says_so()
    {
        var (draft, problems) = await Rows.FirstAsync(Rows.Example(("身份证件号", "5.10107E+17")));
        Assert.Contains("科学计数法", problems.Single().Message);
        Assert.IsNull(draft.Form.DocumentNumber);
    }

    [TestMethod]
    public void Unknown_headers_and_missing_required_ones_are_all_listed()
    {
        var refusal = Assert.ThrowsExactly<RefusalException>(() =>
            TableBinding<StudentDraft>.Of(["姓名", "性別", "出生日期", "爱好"], StudentColumns.National));
        Assert.AreEqual("bad_headers", refusal.Code);
        Assert.Contains("以下列名无法识别：性別、爱好。", refusal.Message);
        Assert.Contains("缺少以下必填列：性别、", refusal.Message);
        Assert.Contains("班级", refusal.Message);
        Assert.DoesNotContain("学籍辅号", refusal.Message);
    }

    [TestMethod]
    public async Task Headers_may_carry_blanks_stars_and_wide_brackets()
    {
        var csv = Rows.Example().Replace("姓名,", "＊姓 名,", StringComparison.Ordinal)
            .Replace("国籍/地区", "国籍／地区*", StringComparison.Ordinal);
        Assert.AreEqual("张小蓉", (await Rows.FirstAsync(csv)).Draft.Form.Name);
    }

    [TestMethod]
    public async Task A_pupil_without_a_second_family_member_has_one()
    {
        var (draft, _) = await Rows.FirstAsync(Rows.Example(("成员2姓名", ""), ("成员2关系", ""), ("成员2是否监护人", ""), ("成员2联系电话", "")));
        Assert.HasCount(1, draft.ToForm(1).Family);
    }
}
