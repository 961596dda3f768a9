using ManagementPlatform.Core.Students;
using ManagementPlatform.TestSupport;
using static ManagementPlatform.Core.Tests.Students.Registry;

namespace ManagementPlatform.Core.Tests.Students;

[TestClass]
public sealed class PlacementCheckTests
{
    [TestMethod]
    [DataRow(2020, 8, 31, "")] // six on the cut-off day
    [DataRow(2020, 9, 1, "under_age")]
    [DataRow(2013, 9, 1, "")]
    [DataRow(2008, 8, 31, "")]
    [DataRow(2007, 8, 31, "too_old")]
    [DataRow(2026, 9, 2, "birth_date_in_future")]
    public void Grade_one_begins_at_the_age_that_the_province_sets(int year, int month, int day, string errors) =>
        Assert.AreEqual(errors, Errors(TestPupils.Form(GradeOne, birth: new DateOnly(year, month, day))));

    [TestMethod]
    public void Who_is_much_older_than_his_class_is_pointed_at() =>
        Assert.AreEqual("older_than_usual", Warnings(TestPupils.Form(GradeOne, birth: new DateOnly(2016, 8, 31))));

    [TestMethod]
    [DataRow(2018, "")]
    [DataRow(2019, "")] // entered at five in another province
    [DataRow(2020, "too_young")]
    public void Other_grades_allow_a_skipped_year_and_no_slip_of_the_pen(int birthYear, string errors) =>
        Assert.AreEqual(errors, Errors(TestPupils.Form(GradeThree, birth: new DateOnly(birthYear, 3, 1))));

    [TestMethod]
    public void A_class_outside_the_scope_does_not_exist() => Assert.AreEqual("class_not_found", Errors(TestPupils.Form(12345)));

    [TestMethod]
    public void A_finished_class_takes_nobody() => Assert.AreEqual("class_not_active", Errors(TestPupils.Form(FinishedClass)));

    [TestMethod]
    [DataRow("202609", "", "")]
    [DataRow("202607", "", "")]
    [DataRow("202611", "", "")] // announced two months ahead
    [DataRow("202612", "entry_month_in_future", "")]
    [DataRow("202606", "", "entry_before_class")]
    [DataRow("202613", "bad_form", "")]
    public void The_entry_month_fits_the_class(string month, string errors, string warnings)
    {
        var form = TestPupils.Form(GradeOne) with { EntryMonth = month };
        Assert.AreEqual((errors, warnings), (Errors(form), Warnings(form)));
    }

    [TestMethod]
    public void The_provinces_own_fields_are_asked_for_and_no_others()
    {
        var field = new ProvinceField
        {
            ProvinceCode = "510000", FieldCode = "bus_line", Title = "校车线路",
            DataType = ProvinceFieldType.Number, IsRequired = true, MaxLength = 4, Sort = 1, IsActive = true, RowVersion = 1,
        };
        var facts = Facts with { ProvinceFields = new[] { field }.ToLookup(f => f.ProvinceCode) };
        StudentForm With(string code, string value) =>
            TestPupils.Form(GradeOne) with { Extra = new Dictionary<string, string> { [code] = value } };

        Assert.AreEqual("required", Errors(TestPupils.Form(GradeOne), facts));
        Assert.AreEqual("", Errors(With("bus_line", "12"), facts));
        Assert.AreEqual("bad_form", Errors(With("bus_line", "x"), facts));
        Assert.AreEqual("too_long", Errors(With("bus_line", "12345"), facts));
        Assert.AreEqual("required unknown_extra_field", Errors(With("other", "12"), facts));
    }
}
