using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Transfers;

namespace ManagementPlatform.Core.Tests.Transfers;

/// <summary>Worked examples of docs/rules.md §1.6: one thing wrong at a time, and who clears it.</summary>
[TestClass]
public sealed class TransferRulesTests
{
    private static readonly SchoolPlace
        From = new(1, "晨光小学", true, 11, "武侯区教育局", 11, 21, 31, "510000", 2026, "51"),
        To = new(2, "星河小学", true, 12, "锦江区教育局", 12, 21, 31, "510000", 2026, "51");

    private static readonly MovingPupil Pupil =
        new(100, 1, "李思远", PupilStatus.InSchool, true, 200, Class(301, From, "24"), From, null, null, false, false, "51");

    private static readonly Dictionary<string, string> National = new()
    {
        [RuleNames.TransferWindow] = "01-01..07-14|08-15..12-31",
        [RuleNames.TransferBlockedStatuses] = "02|06",
        [RuleNames.TransferSameGradeOnly] = "1",
        [RuleNames.TransferMaxClassSize] = "55",
    };

    private static readonly TransferFacts Good = new(
        Pupil, To, "李思远", [new(Class(401, To, "24"), 40)], null, false, null, new DateOnly(2026, 9, 7),
        TermCalendar.Default, [National.GetValueOrDefault]);

    private static readonly Dictionary<string, (TransferFacts Facts, string Code, string? PlatformCode, string ClearedBy)> Examples = new()
    {
        ["another name"] = (Good with { AskedName = "李思源" }, "no_match", "2001", "receiving_school"),
        ["open business"] = (Good with { Pupil = Pupil with { OpenCaseId = 9 } }, "open_business", "2002", "sending_school"),
        ["a transfer that runs"] = (Good with { Pupil = Pupil with { OpenCaseId = 9, OpenTransferId = 9 } }, "transfer_running", "2002", "nobody"),
        ["gone"] = (Good with { Pupil = Pupil with { OnRoll = false, Status = PupilStatus.Graduated } }, "has_left", "2002", "nobody"),
        ["problem record"] = (Good with { Pupil = Pupil with { HasProblem = true } }, "problem_record", "2003", "sending_school"),
        ["suspended"] = (Good with { Pupil = Pupil with { Status = PupilStatus.Suspended } }, "suspended", null, "sending_school"),
        ["dropped out"] = (Good with { Pupil = Pupil with { Status = PupilStatus.DroppedOut } }, "dropped_out", null, "sending_school"),
        ["in July"] = (Good with { Today = new DateOnly(2026, 7, 15) }, "outside_window", null, "time"),
        ["closed school"] = (Good with { Target = To with { IsActive = false } }, "school_not_active", null, "nobody"),
        ["another grade"] = (Good with { Classes = [new(Class(401, To, "23"), 40)] }, "grade_unfit", null, "receiving_school"),
        ["no class"] = (Good with { Classes = [] }, "grade_unfit", null, "receiving_school"),
        ["foreign class"] = (Good with { HasWanted = true }, "class_unfit", null, "receiving_school"),
        ["full"] = (Good with { Classes = [new(Class(401, To, "24"), 55)] }, "class_full", null, "receiving_school"),
        ["first term"] = (Starting("starting_first", new DateOnly(2026, 9, 7)), "blocked_term", null, "nobody"),
        ["last term"] = (Graduating("graduating_last", new DateOnly(2027, 3, 1)), "blocked_term", null, "nobody"),
        ["last grade"] = (Graduating("graduating", new DateOnly(2026, 9, 7)), "blocked_term", null, "nobody"),
    };

    public static IEnumerable<object[]> Names => Examples.Keys.Select(name => new object[] { name });

    [TestMethod]
    public void Nothing_stands_in_the_way_of_an_ordinary_transfer() => Assert.IsEmpty(TransferRules.Check(Good));

    [TestMethod, DynamicData(nameof(Names))]
    public void One_thing_wrong_is_told_with_its_code_and_who_clears_it(string name)
    {
        var (facts, code, platform, clearedBy) = Examples[name];
        var blocker = TransferRules.Check(facts).Single();
        Assert.AreEqual((code, platform, clearedBy), (blocker.Code, blocker.PlatformCode, blocker.ClearedBy));
    }

    [TestMethod]
    [DataRow("07-14", true)]
    [DataRow("07-15", false)]
    [DataRow("08-14", false)]
    [DataRow("08-15", true)]
    public void New_transfers_rest_from_15_July_to_14_August_and_those_that_run_go_on(string day, bool isOpen)
    {
        var facts = Good with { Today = DateOnly.ParseExact("2026-" + day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) };
        Assert.AreEqual(isOpen, TransferRules.Check(facts).Count == 0);
        Assert.IsEmpty(TransferRules.Check(facts with { CaseId = 9 }));
    }

    [TestMethod]
    public void The_narrower_of_all_that_hold_wins()
    {
        var facts = Good with { Classes = [new(Class(401, To, "24"), 50)] };
        Assert.IsEmpty(TransferRules.Check(facts));
        Assert.AreEqual("class_full", TransferRules.Check(facts with { Rules = [Of(RuleNames.TransferMaxClassSize, "50"), National.GetValueOrDefault] }).Single().Code);
        var wide = facts with { Classes = [new(Class(401, To, "24"), 55)], Rules = [Of(RuleNames.TransferMaxClassSize, "60"), National.GetValueOrDefault] };
        Assert.AreEqual("class_full", TransferRules.Check(wide).Single().Code, "the nation has narrowed its own since");
    }

    [TestMethod]
    public void The_sixth_year_of_54_schools_is_the_sixth_of_63_schools()
    {
        var sixth = Good with { Pupil = Pupil with { Class = Class(301, From, "31", "54") }, Classes = [new(Class(401, To, "26"), 40)] };
        Assert.IsEmpty(TransferRules.Check(sixth));
        Assert.AreEqual(
            "grade_unfit", TransferRules.Check(sixth with { Classes = [new(Class(401, To, "31"), 40)] }).Single().Code);
    }

    [TestMethod]
    public void While_one_school_has_moved_up_and_the_other_has_not_those_who_began_together_are_of_one_grade()
    {
        var up = Good with { Pupil = Pupil with { Class = Class(301, From, "25"), School = From with { SchoolYear = 2027 } } };
        Assert.IsEmpty(TransferRules.Check(up));
        Assert.AreEqual("grade_unfit", TransferRules.Check(up with { Classes = [new(Class(401, To, "25"), 40)] }).Single().Code);
    }

    [TestMethod]
    [DataRow(2026, "24")]
    [DataRow(2027, "25")]
    [DataRow(2029, null)]
    public void The_grade_that_was_asked_for_rises_with_the_school(int schoolYear, string? grade) =>
        Assert.AreEqual(grade, new TransferContent("WithinBureau", "李思远", "24", 2026, null).GradeIn(schoolYear)?.Code);

    private static TransferFacts Starting(string rule, DateOnly today) => In("21", rule, today);

    private static TransferFacts Graduating(string rule, DateOnly today) => In("26", rule, today);

    private static TransferFacts In(string grade, string rule, DateOnly today) => Good with
    {
        Pupil = Pupil with { Class = Class(301, From, grade) }, Classes = [new(Class(401, To, grade), 40)], Today = today,
        Rules = [Of(RuleNames.TransferBlockedTerms, rule), National.GetValueOrDefault],
    };

    private static Func<string, string?> Of(string name, string value) => rule => rule == name ? value : null;

    private static ClassPlace Class(long id, SchoolPlace school, string grade, string system = "63") =>
        new(id, school.SchoolId, Grade.Parse(grade), SchoolingSystem.Find(system)!, true);
}
