using FsCheck;
using FsCheck.Fluent;
using ManagementPlatform.Core.Cases;

namespace ManagementPlatform.Core.Tests.Cases;

/// <summary>The state is a function of the rows: of all of them, and of nothing else.</summary>
[TestClass]
public sealed class CaseProgressTests
{
    private static readonly CaseStep[] Steps = [.. new[] { CaseNodes.ToSchool, CaseNodes.ToBureau, CaseNodes.FromSchool, CaseNodes.Placement }.Select(Step)];

    // What a case can go through: verdicts one after the other, each at the step that waits then.
    private static readonly Gen<string[]> Histories = Gen.Elements(
        Verdict.Approve, Verdict.Approve, Verdict.Return, Verdict.Refuse).ArrayOf()
        .Select(verdicts => verdicts.Take(12).ToArray());

    [TestMethod]
    [DataRow("", CaseProgress.Open, 1)]
    [DataRow("approve", CaseProgress.Open, 2)]
    [DataRow("approve return", CaseProgress.Returned, 2)]
    [DataRow("approve return approve", CaseProgress.Open, 3)] // submitted again, and the same node approves
    [DataRow("approve refuse", CaseProgress.Refused, 2)]
    [DataRow("approve approve approve approve", CaseProgress.Completed, 0)]
    public void Verdict_by_verdict_a_case_comes_to_its_state(string verdicts, string state, int step)
    {
        var (file, decisions) = Played(verdicts.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var progress = CaseProgress.Of(file, Steps, decisions);
        Assert.AreEqual((state, step), (progress.State, progress.Step?.StepNumber ?? 0));
    }

    [TestMethod]
    public void A_withdrawal_ends_what_runs_and_comes_too_late_for_what_is_decided()
    {
        Assert.AreEqual(CaseProgress.Withdrawn, WithdrawnAfter("approve"));
        Assert.AreEqual(CaseProgress.Withdrawn, WithdrawnAfter("approve", "return"));
        Assert.AreEqual(CaseProgress.Refused, WithdrawnAfter("refuse"));
        Assert.AreEqual(CaseProgress.Completed, WithdrawnAfter("approve", "approve", "approve", "approve"));
    }

    [TestMethod]
    public void In_whichever_order_the_rows_arrive_the_state_is_the_same() =>
        Prop.ForAll(Histories.ToArbitrary(), Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), (verdicts, seed) =>
        {
            var (file, decisions) = Played(verdicts);
            var random = new Random(seed);
            var (steps, shuffled) = (Steps.ToArray(), decisions.ToArray());
            random.Shuffle(steps);
            random.Shuffle(shuffled);
            return CaseProgress.Of(file, Steps, decisions) == CaseProgress.Of(file, steps, shuffled);
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Every_row_that_is_added_makes_the_version_rise() =>
        Prop.ForAll(Histories.ToArbitrary(), verdicts =>
        {
            var versions = Enumerable.Range(0, verdicts.Length + 1).Select(count => Played(verdicts[..count]))
                .DistinctBy(rows => rows.Decisions.Count)
                .Select(rows => CaseProgress.Of(rows.File, Steps, rows.Decisions).Version).ToList();
            return versions.Zip(versions.Skip(1)).All(pair => pair.First < pair.Second);
        }).QuickCheckThrowOnFailure();

    private static string WithdrawnAfter(params string[] verdicts)
    {
        var (file, decisions) = Played(verdicts);
        return CaseProgress.Of(
            file with { WithdrawnAt = DateTimeOffset.UnixEpoch, RowVersion = file.RowVersion + 1 }, Steps, decisions).State;
    }

    private static (CaseFile File, IReadOnlyList<CaseDecision> Decisions) Played(IEnumerable<string> verdicts)
    {
        var (file, decisions) = (File, new List<CaseDecision>());
        foreach (var verdict in verdicts)
        {
            var progress = CaseProgress.Of(file, Steps, decisions);
            if (progress.HasEnded)
                break;
            if (progress.State == CaseProgress.Returned)
                file = file with { Round = file.Round + 1, RowVersion = file.RowVersion + 1 };
            decisions.Add(Decision(progress.Step!.StepNumber, file.Round, verdict));
        }

        return (file, decisions);
    }

    private static CaseFile File { get; } = new()
    {
        StudentId = 1, CaseId = 2, Kind = "transfer", OrganizationId = 3, FromSchoolId = 4,
        ToSchoolId = 3, Content = "{}", Round = 1, ProgressCodeHash = "", SubmittedBy = 5,
        SubmittedAt = DateTimeOffset.UnixEpoch, RowVersion = 1,
    };

    private static CaseStep Step(string node, int index) =>
        new() { StudentId = 1, CaseId = 2, StepNumber = index + 1, Node = node, WorkingDays = 10 };

    private static CaseDecision Decision(int step, int round, string verdict) => new()
    {
        StudentId = 1, CaseId = 2, StepNumber = step, Round = round, Verdict = verdict, OrganizationId = 6, Center = "51",
        DecidedBy = 7, DecidedAt = DateTimeOffset.UnixEpoch,
    };
}
