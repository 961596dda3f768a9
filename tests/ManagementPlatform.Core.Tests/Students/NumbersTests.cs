using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Corrections;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Core.Tests.Students;

[TestClass]
public sealed class NumbersTests
{
    private static readonly RegionCode Division = RegionCode.Parse("510105");
    private static readonly DateOnly Birth = new(2016, 3, 15);
    private static readonly StudentNumber Temporary = StudentNumber.Parse("L510105201603154821");
    private static readonly IdentityDocument Id = IdentityDocument.Parse("1", CitizenId.Create("510107", Birth, 1).Text);
    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod]
    public async Task A_citizen_id_that_nobody_holds_makes_a_g_number()
    {
        var verdict = await IssueAsync(new Register(), Request(Id));
        Assert.AreEqual(NumberVerdict.Confirmed(StudentNumber.Formal(Id.CitizenId!.Value)), verdict);
    }

    [TestMethod]
    public async Task A_g_number_that_another_pupil_holds_makes_a_problem()
    {
        var register = new Register { [StudentNumber.Formal(Id.CitizenId!.Value)] = 99 };
        Assert.AreEqual(NumberVerdict.Problem(ProblemType.SameDocument, 99), await IssueAsync(register, Request(Id)));
    }

    [TestMethod]
    public async Task Without_a_citizen_id_the_next_free_j_number_is_given()
    {
        var register = new Register();
        for (var sequence = 1; sequence <= 2; sequence++)
            register[StudentNumber.WithoutId(Division, Birth, sequence)] = sequence;

        // docs/rules.md §2.1: the worked example of sequence 003, and the next two in the same batch.
        var verdicts = await new LocalNumberIssuer(register)
            .IssueAsync([Request(null), Request(null, 2), Request(null, 3)], None);

        CollectionAssert.AreEqual(
            new[] { "J510105201603150031", "J51010520160315004X", StudentNumber.WithoutId(Division, Birth, 5).Text },
            verdicts.Select(verdict => verdict.Number!.Value.Text).ToArray());
    }

    [TestMethod]
    public async Task When_every_j_number_of_a_day_is_taken_the_pupil_waits()
    {
        var register = new Register();
        for (var sequence = 1; sequence <= 998; sequence++)
            register[StudentNumber.WithoutId(Division, Birth, sequence)] = sequence;
        var verdicts = await new LocalNumberIssuer(register).IssueAsync([Request(null), Request(null, 2)], None);
        Assert.AreEqual(NumberState.Confirmed, verdicts[0].State);
        Assert.AreEqual(NumberVerdict.Pending, verdicts[1]);
    }

    [TestMethod]
    public async Task A_likely_duplicate_gets_no_formal_number() =>
        Assert.AreEqual(
            NumberVerdict.Problem(ProblemType.SameLikeness, 7),
            await IssueAsync(new Register(), Request(null) with { IsLikelyDuplicate = true, AlikeId = 7 }));

    [TestMethod]
    public async Task A_j_number_brought_along_stays_until_there_is_a_citizen_id()
    {
        var j = StudentNumber.WithoutId(Division, Birth, 3);
        Assert.AreEqual(NumberVerdict.Confirmed(j), await IssueAsync(new Register(), Request(null) with { Current = j }));
        Assert.AreEqual(
            NumberVerdict.Confirmed(StudentNumber.Formal(Id.CitizenId!.Value)),
            await IssueAsync(new Register(), Request(Id) with { Current = j }));
    }

    [TestMethod]
    public async Task Temporary_numbers_are_drawn_until_they_are_free_and_different()
    {
        var register = new Register();
        for (var digits = 0; digits < 5000; digits++)
            register[StudentNumber.Temporary(Division, Birth, digits)] = digits;

        var drawn = await new TemporaryNumbers(register, new Random(1))
            .DrawAsync([.. Enumerable.Repeat((Division, Birth), 2000)], None);

        Assert.AreEqual(2000, drawn.Distinct().Count());
        Assert.IsFalse(drawn.Any(register.ContainsKey));
        Assert.IsTrue(drawn.All(number => number.Kind == StudentNumberKind.Temporary && number.Division == "510105" && number.BirthDate == Birth));
    }

    [TestMethod]
    public async Task A_day_without_free_numbers_is_refused_instead_of_tried_for_ever()
    {
        var register = new Register();
        for (var digits = 0; digits < 10_000; digits++)
            register[StudentNumber.Temporary(Division, Birth, digits)] = digits;
        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(
            () => new TemporaryNumbers(register, new Random(1)).DrawAsync([(Division, Birth)], None));
        Assert.AreEqual("temporary_numbers_exhausted", refusal.Code);
    }

    private static NumberRequest Request(IdentityDocument? document, long studentId = 1) =>
        new(studentId, Temporary, new Likeness("张三", "1", Birth), document, Division, false);

    private static async Task<NumberVerdict> IssueAsync(Register register, NumberRequest request) =>
        (await new LocalNumberIssuer(register).IssueAsync([request], None))[0];

    private sealed class Register : Dictionary<StudentNumber, long>, INumberRegister
    {
        public Task<IReadOnlyDictionary<StudentNumber, long>> HoldersAsync(
            IReadOnlyCollection<StudentNumber> numbers, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyDictionary<StudentNumber, long>>(
                numbers.Distinct().Where(ContainsKey).ToDictionary(number => number, number => this[number]));
    }
}
