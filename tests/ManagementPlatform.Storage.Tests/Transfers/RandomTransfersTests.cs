using FsCheck;
using FsCheck.Fluent;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Tests.Enrollment;

namespace ManagementPlatform.Storage.Tests.Transfers;

/// <summary>
/// Whatever all parties of transfers do in whatever order: one pupil has one active enrolment, a completed case has all its
/// approvals, nothing frozen changes, every running case has somebody who holds it, and every case can come to an end.
/// </summary>
[TestClass]
public sealed class RandomTransfersTests
{
    private const int Sequences = 40, LongestSequence = 40;
    private static readonly string[] Verdicts = [Verdict.Approve, Verdict.Approve, Verdict.Approve, Verdict.Return, Verdict.Refuse];

    [TestMethod]
    public void Any_sequence_of_all_actions_of_all_parties_keeps_the_record_whole()
    {
        var acts = Gen.Choose(0, 11).SelectMany(kind => Gen.Choose(0, TransferWorld.People.Count - 1).SelectMany(
            person => Gen.Choose(0, 9).Select(choice => new Act(kind, person, choice))));
        var sequences = acts.ListOf(LongestSequence).Select(list => list.ToArray());
        var reached = new HashSet<string>();
        Prop.ForAll(sequences.ToArbitrary(), sequence => RunAsync(sequence, reached).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Sequences));
        Assert.IsGreaterThan(3, reached.Count, "the sequences have to reach something: " + string.Join(' ', reached));
    }

    private static async Task RunAsync(IReadOnlyList<Act> sequence, HashSet<string> reached)
    {
        await using var world = await TransferWorld.CreateAsync(Engine.Sqlite);
        var before = await SnapshotAsync(world);
        foreach (var act in sequence)
        {
            try
            {
                await DoAsync(world, act, before.Running);
            }
            catch (RefusalException)
            {
                // Somebody is told no; then nothing may have changed, which the checks see.
            }

            before = await CheckAsync(world, before);
        }

        foreach (var state in (await world.CasesAsync()).Select(c => c.Open is null ? c.Progress.State : c.Open.Node))
            reached.Add(state);
        await EndAsync(world);
        await CheckAsync(world, await SnapshotAsync(world));
    }

    private static Task DoAsync(TransferWorld world, Act act, CaseState? running)
    {
        var person = TransferWorld.People[act.Person];
        var holder = TransferWorld.People.FirstOrDefault(
            p => p.OrganizationId == running?.Open?.OrganizationId && p.UserId % 2 == act.Choice % 2) ?? person;
        var version = (running?.Progress.Version ?? 1) - (act.Choice == 9 ? 1 : 0);
        var answer = new CaseAnswer(
            version, Verdicts[act.Choice % Verdicts.Length], "意见",
            ClassId: world.Classes[act.Choice == 8 ? 1 : 0], SeatNumber: "7");
        var id = running?.File.CaseId ?? 0;
        return act.Kind switch
        {
            0 => world.RequestAsync(act.Choice % 2 == 0, act.Choice > 5 ? world.Classes[0] : null, TransferWorld.Receiver),
            1 => world.RequestAsync(handsOver: true, null, person),
            2 => world.WithdrawAsync(id, version, person),
            3 => world.ResubmitAsync(id, version, act.Choice > 2 ? TransferWorld.Receiver : person),
            4 => world.RecheckAsync(id, version, person),
            5 => world.Test.SubmitAsync(world.Pupil, Suspension(world)),
            6 => DecideChangeAsync(world, act.Choice > 3),
            7 => world.Test.ScalarAsync<int>($"UPDATE student SET number_state = '{(act.Choice > 6 ? "problem" : "pending")}'"),
            8 => AdvanceAsync(world, act.Choice),
            9 => world.DecideAsync(id, answer, person),
            _ => world.DecideAsync(id, answer, holder),
        };
    }

    private static ChangeRequest Suspension(TransferWorld world)
    {
        var today = BeijingTime.Today(world.Test.Scope.Time);
        return EnrollmentScope.Suspension with { EffectiveOn = today, UntilOn = today.AddDays(100) };
    }

    private static Task AdvanceAsync(TransferWorld world, int days)
    {
        world.Test.Scope.Time.Advance(TimeSpan.FromDays(days));
        return Task.CompletedTask;
    }

    // The pupil's own school and its bureau decide what runs beside transfers, so that it comes and goes.
    private static async Task DecideChangeAsync(TransferWorld world, bool approve)
    {
        var open = await world.Test.Scope.RunAsync<Storage.Enrollment.ChangeQueries, IReadOnlyList<EnrollmentChange>>(
            queries => queries.OfStudentAsync(world.Pupil, CancellationToken.None));
        if (open.FirstOrDefault(change => change.State == ChangeState.Open) is { } change)
            await world.Test.DecideAsync(
                change, change.StepNumber == 1 ? world.Test.School.Leader : world.Test.School.CountyOfficer, approve, "意见");
    }

    private static async Task<Snapshot> SnapshotAsync(TransferWorld world)
    {
        var cases = await world.CasesAsync();
        return new Snapshot(
            cases.SingleOrDefault(c => c.Open is not null),
            await world.Test.ScalarAsync<string>("SELECT CONCAT(school_id, ' ', class_id, ' ', status_code, ' ', row_version) FROM student"));
    }

    private static async Task<Snapshot> CheckAsync(TransferWorld world, Snapshot before)
    {
        var after = await SnapshotAsync(world);
        Assert.AreEqual(
            1, await world.Test.ScalarAsync<int>("SELECT COUNT(*) FROM enrollment WHERE ended_on IS NULL"),
            "one active enrolment");
        Assert.AreEqual(0, await world.Test.ScalarAsync<int>(
            """
            SELECT COUNT(*) FROM student s JOIN enrollment e ON e.student_id = s.student_id AND e.ended_on IS NULL
            WHERE s.status_code <> e.status_code OR s.class_id <> e.class_id OR s.school_id <> e.school_id
            """));
        foreach (var state in await world.CasesAsync())
            CheckCase(state);
        if (before.Running is { Open.Node: not CaseNodes.Clear } frozen && after.Running?.File.CaseId == frozen.File.CaseId)
            Assert.AreEqual(before.Pupil, after.Pupil, "nothing frozen changes");
        return after;
    }

    private static void CheckCase(CaseState state)
    {
        var progress = state.Progress;
        Assert.AreEqual(progress.HasEnded, state.Open is null, "what runs waits somewhere, what has ended does not");
        if (state.Open is { } open)
        {
            Assert.AreEqual(progress.Step!.StepNumber, open.StepNumber);
            Assert.Contains(
                open.OrganizationId, TransferWorld.People.Select(person => person.OrganizationId), "somebody holds it");
        }

        if (progress.State == CaseProgress.Completed)
        {
            foreach (var step in state.Steps)
                Assert.AreEqual(
                    Verdict.Approve,
                    state.Decisions.Where(d => d.StepNumber == step.StepNumber).MaxBy(d => d.Round)?.Verdict, step.Node);
        }
    }

    // Whoever holds it acts; who may not go on takes it back.
    private static async Task EndAsync(TransferWorld world)
    {
        for (var turn = 0; turn < 20 && (await SnapshotAsync(world)).Running is { } running; turn++)
        {
            var version = running.Progress.Version;
            try
            {
                await (running.Progress.State == CaseProgress.Returned
                    ? world.ResubmitAsync(running.File.CaseId, version, Who(running.File.OrganizationId, Permission.StartCases))
                    : world.DecideAsync(
                        running.File.CaseId,
                        new CaseAnswer(version, Verdict.Approve, ClassId: world.Classes[0]),
                        Who(running.Open!.OrganizationId, CaseNodes.Find(running.Open.Node).Permission)));
            }
            catch (RefusalException)
            {
                await world.WithdrawAsync(running.File.CaseId, version, Who(running.File.OrganizationId, Permission.StartCases));
            }
        }

        Assert.IsNull((await SnapshotAsync(world)).Running, "every case can come to an end");
    }

    private static Caller Who(long organization, Permission permission) =>
        TransferWorld.People.First(person => person.OrganizationId == organization && person.Has(permission));

    private sealed record Snapshot(CaseState? Running, string? Pupil);

    /// <param name="Kind">What is done.</param>
    /// <param name="Person">By whom.</param>
    /// <param name="Choice">How.</param>
    private sealed record Act(int Kind, int Person, int Choice);
}
