using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Core.Tests.Organization;

[TestClass]
public sealed class SchoolCodeLifeCycleTests
{
    private static readonly SchoolCode First = SchoolCode.Parse("2151000001");
    private static readonly SchoolCode Second = SchoolCode.Parse("2151000002");
    private static readonly SchoolCode Junior = SchoolCode.Parse("3151000003");
    private static readonly SchoolType Primary = SchoolType.Find("211")!;
    private static readonly SchoolType NineYear = SchoolType.Find("312")!;
    private static readonly SchoolType JuniorSchool = SchoolType.Find("311")!;

    [TestMethod]
    public void A_renamed_school_keeps_its_code() => AssertOutcome(SchoolCodeLifeCycle.Rename(First), First, [], 0);

    [TestMethod]
    public void A_primary_school_that_becomes_a_nine_year_school_gets_a_new_code() =>
        AssertOutcome(SchoolCodeLifeCycle.ChangeType(First, NineYear), null, [First], 1);

    [TestMethod]
    public void A_junior_school_that_becomes_a_nine_year_school_keeps_its_code() =>
        AssertOutcome(SchoolCodeLifeCycle.ChangeType(Junior, NineYear), Junior, [], 0);

    [TestMethod]
    public void Merged_schools_keep_one_of_their_codes() =>
        AssertOutcome(SchoolCodeLifeCycle.Merge([First, Second], Primary, Second), Second, [First], 0);

    [TestMethod]
    public void Merged_schools_may_take_a_new_code() =>
        AssertOutcome(SchoolCodeLifeCycle.Merge([First, Second], Primary, null), null, [First, Second], 1);

    [TestMethod]
    public void A_primary_and_a_junior_school_may_keep_only_the_code_of_what_they_become()
    {
        AssertOutcome(SchoolCodeLifeCycle.Merge([First, Junior], NineYear, Junior), Junior, [First], 0);
        AssertRefused("kept_code_category", () => SchoolCodeLifeCycle.Merge([First, Junior], NineYear, First));
    }

    [TestMethod]
    public void A_merger_needs_two_schools_and_keeps_no_third_ones_code()
    {
        AssertRefused("merge_needs_two", () => SchoolCodeLifeCycle.Merge([First, First], Primary, First));
        AssertRefused("kept_code_not_merged", () => SchoolCodeLifeCycle.Merge([First, Second], JuniorSchool, Junior));
    }

    [TestMethod]
    public void A_school_that_is_split_keeps_its_code_and_the_new_ones_get_new_codes() =>
        AssertOutcome(SchoolCodeLifeCycle.Split(First, Primary, 2), First, [], 2);

    [TestMethod]
    public void A_school_that_changes_category_while_it_is_split_needs_a_new_code_too() =>
        AssertOutcome(SchoolCodeLifeCycle.Split(First, JuniorSchool, 1), null, [First], 2);

    [TestMethod]
    public void A_school_that_is_split_up_leaves_a_void_code() =>
        AssertOutcome(SchoolCodeLifeCycle.Split(First, null, 2), null, [First], 2);

    [TestMethod]
    public void A_split_leaves_two_schools()
    {
        AssertRefused("split_needs_two", () => SchoolCodeLifeCycle.Split(First, Primary, 0));
        AssertRefused("split_needs_two", () => SchoolCodeLifeCycle.Split(First, null, 1));
        AssertRefused("split_needs_two", () => SchoolCodeLifeCycle.Split(First, Primary, -1));
    }

    [TestMethod]
    public void A_closed_schools_code_is_void() => AssertOutcome(SchoolCodeLifeCycle.Close(First), null, [First], 0);

    [TestMethod]
    public void A_restored_school_gets_its_old_code_back_unless_it_is_of_another_category()
    {
        AssertOutcome(SchoolCodeLifeCycle.Restore(First, Primary), First, [], 0);
        AssertOutcome(SchoolCodeLifeCycle.Restore(First, JuniorSchool), null, [], 1);
    }

    [TestMethod]
    public void A_code_is_never_given_to_another_school()
    {
        SchoolCodeLifeCycle.DemandAssignable(schoolId: 1, holder: null);
        SchoolCodeLifeCycle.DemandAssignable(1, new SchoolCodeHolder(1, IsVoid: true));
        AssertRefused("school_code_void", () => SchoolCodeLifeCycle.DemandAssignable(2, new SchoolCodeHolder(1, IsVoid: true)));
        AssertRefused("school_code_taken", () => SchoolCodeLifeCycle.DemandAssignable(2, new SchoolCodeHolder(1, IsVoid: false)));
    }

    [TestMethod]
    public void Only_a_school_of_this_registry_stands_by_itself()
    {
        Assert.IsTrue(Primary.Registers && !Primary.IsSubUnit);
        Assert.IsTrue(SchoolType.Find("218") is { IsSubUnit: true, Registers: false }); // 小学教学点
        Assert.IsTrue(SchoolType.Find("351") is { IsSubUnit: false, Registers: false }); // 成人高中
        Assert.IsNull(SchoolType.Find("999"));
    }

    private static void AssertOutcome(SchoolCodeOutcome outcome, SchoolCode? kept, SchoolCode[] voided, int newCodes)
    {
        Assert.AreEqual((kept, newCodes), (outcome.Kept, outcome.NewCodes));
        CollectionAssert.AreEqual(voided, outcome.Voided.ToArray());
    }

    private static void AssertRefused(string code, Action act) =>
        Assert.AreEqual(code, Assert.ThrowsExactly<ManagementPlatform.Core.RefusalException>(act).Code);
}
