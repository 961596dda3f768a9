using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Corrections;
using ManagementPlatform.Core.Files;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Cases;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>
/// One child with a record in 四川 (51) and one in 广东 (44), and the nation above: what a joint case of the two takes, every step in
/// its own center.
/// </summary>
internal sealed class JointTown : IAsyncDisposable
{
    public const string Sichuan = "51", Guangdong = "44", Nation = Channel.Nation;

    private static readonly CancellationToken None = CancellationToken.None;

    private JointTown(ReplicatedCenters centers, Student own, Student other) => (Centers, Own, Other) = (centers, own, other);

    public static IReadOnlyList<string> All { get; } = [Sichuan, Guangdong, Nation];

    public ReplicatedCenters Centers { get; }

    /// <summary>The record in 四川.</summary>
    public Student Own { get; }

    /// <summary>The one in 广东.</summary>
    public Student Other { get; }

    /// <param name="own">What is registered in 四川.</param>
    /// <param name="other">The same in 广东, afterwards; all have heard of everything.</param>
    public static async Task<JointTown> CreateAsync(Engine engine, Func<long, StudentForm> own, Func<long, StudentForm> other)
    {
        var centers = await ReplicatedCenters.StartAsync(engine, Sichuan, Guangdong);
        foreach (var center in All)
            centers[center].Time.Now = new DateTimeOffset(2026, 9, 7, 1, 0, 0, TimeSpan.Zero);
        await centers.SettleAsync((Sichuan, "511725"), (Guangdong, "440305"));
        var first = await centers.RegisterAsync(Sichuan, own);
        await centers.PushAsync(Sichuan);
        var second = await centers.RegisterAsync(Guangdong, other);
        var town = new JointTown(centers, first, second);
        await town.ExchangeAsync();
        return town;
    }

    /// <summary>Two records with one document, found by the nation.</summary>
    public static Task<JointTown> SameDocumentAsync(Engine engine) =>
        CreateAsync(engine, id => TestPupils.Form(id), id => TestPupils.Form(id));

    /// <summary>
    /// One with a document and a formal number, one with neither and under another name; 四川 has asked for the other.
    /// </summary>
    public static async Task<JointTown> OneDocumentAsync(Engine engine)
    {
        var town = await CreateAsync(engine, id => TestPupils.Form(id), id => TestPupils.WithoutDocument(id));
        await town.Centers[Sichuan].RunAsync<AskForPupil, PupilInquiry>(async ask =>
            await ask.HandleAsync(await town.KeysAsync(town.Other), Registrar(town.Own.SchoolId, Tier.School), None));
        await town.ExchangeAsync();
        return town;
    }

    public async Task<LookUpKeys> KeysAsync(Student student) => new(
        student.Name,
        await Centers[student.HomeCenter].ScalarAsync<string>("SELECT student_number FROM student WHERE student_id = @StudentId", new { student.StudentId }));

    /// <summary>Everything that is on its way arrives, is judged and heeded, as often as it takes.</summary>
    public Task ExchangeAsync() => ReplicatedCenters.ExchangeAsync([Sichuan, Guangdong], UpAsync, DownAsync);

    public async Task<int> UpAsync(string province)
    {
        var sent = await Centers.PushAsync(province);
        await Centers.IssueAsync();
        await Centers.Nation.RunAsync<IEnumerable<Core.Jobs.IScheduledWork>>(
            all => all.Single(work => work.Name == "answer_inquiries").RunAsync(None));
        await Centers.RouteAsync();
        return sent;
    }

    public async Task<int> DownAsync(string province)
    {
        var received = await Centers.PullAsync(province);
        await Centers.HeedAsync(province);
        return received;
    }

    /// <summary>A school opens the case for its own record.</summary>
    /// <param name="keys">Of the other one; null: the one that the problem record names.</param>
    public async Task<long> OpenAsync(Student student, LookUpKeys? keys = null)
    {
        var submitted = await Centers[student.HomeCenter].RunAsync<OpenJointCase, SubmittedCase>(
            open => open.HandleAsync(new JointCaseRequest(student.StudentId, keys, "一人两籍"), Registrar(student.SchoolId, Tier.School), None));
        return submitted.File.CaseId;
    }

    public Task<(CaseFile File, CaseProgress Progress, OpenCase? Open)> CaseAsync(string center, long caseId) =>
        Centers[center].RunAsync<CaseStore, (CaseFile, CaseProgress, OpenCase?)>(async store =>
        {
            var file = (await store.FindByNumberAsync(caseId, None))!;
            var (steps, decisions, open) = await store.StandingAsync(file, None);
            return (file, CaseProgress.Of(file, steps, decisions), open);
        });

    /// <summary>The bureau of a record's school decides, in its own center.</summary>
    public async Task<CaseProgress> DecideAsync(Student side, long caseId, Student? choice, string verdict = Verdict.Approve)
    {
        var bureau = await Centers[side.HomeCenter].ScalarAsync<long>(
            "SELECT supervising_id FROM school WHERE school_id = @SchoolId", new { side.SchoolId });
        return await DecideAsync(side.HomeCenter, Registrar(bureau, Tier.County), caseId, choice, verdict);
    }

    public Task<CaseProgress> ArbitrateAsync(long caseId, Student choice) =>
        DecideAsync(Nation, Registrar(BureauCode.Key(BureauCode.Ministry), Tier.Ministry), caseId, choice);

    public async Task<CaseProgress> DecideAsync(
        string center, Caller caller, long caseId, Student? choice, string verdict = Verdict.Approve)
    {
        var (_, progress, _) = await CaseAsync(center, caseId);
        var opinion = verdict == Verdict.Approve ? null : "系两名学生";
        return await Centers[center].RunAsync<DecideCase, CaseProgress>(use => use.HandleAsync(
            caseId,
            new CaseAnswer(
                progress.Version, verdict, opinion,
                Choice: choice?.StudentId.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            caller, None));
    }

    public async Task WithdrawAsync(Student side, long caseId)
    {
        var (_, progress, _) = await CaseAsync(side.HomeCenter, caseId);
        await Centers[side.HomeCenter].RunAsync<WithdrawCase>(
            use => use.HandleAsync(caseId, progress.Version, Registrar(side.SchoolId, Tier.School), None));
    }

    public async Task ResubmitAsync(Student side, long caseId)
    {
        var (_, progress, _) = await CaseAsync(side.HomeCenter, caseId);
        await Centers[side.HomeCenter].RunAsync<ResubmitCase>(
            use => use.HandleAsync(caseId, new Completion(progress.Version, "已补充说明"), Registrar(side.SchoolId, Tier.School), None));
    }

    /// <summary>Rows of the case come once more to a center that has them.</summary>
    public Task ArriveAgainAsync(string center, long caseId) => Centers[center].RunAsync<IServiceProvider>(async services =>
    {
        var (arrived, work) = (services.GetRequiredService<ArrivedCases>(), services.GetRequiredService<IUnitOfWork>());
        await work.CommitAsync(
            Caller.Center(0, Tier.Province),
            "replication.apply",
            async c =>
            {
                await arrived.TakeAsync([caseId], [Own.StudentId, Other.StudentId], Centers[center].Time.Now, c);
                work.Audited(new AuditLine(Entity.Batch, 1));
                return 0;
            },
            None);
    });

    public Task<IReadOnlyList<InboxRow>> InboxAsync(string center, long organizationId) => Centers[center].RunAsync<InboxQueries, IReadOnlyList<InboxRow>>(
        inbox => inbox.ListAsync(organizationId, new InboxFilter(null, DateOnly.MinValue, DateOnly.MaxValue, 0, 10), None));

    /// <summary>A file in the archive of a record, in its own center.</summary>
    public async Task<string> StoreAsync(Student student, string text)
    {
        var center = Centers[student.HomeCenter];
        var hash = await center.RunAsync<IFileStore, string>(async files =>
        {
            using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes("%PDF-" + text));
            return (await files.StoreAsync(content, FileType.Pdf, 1_000, None)).FileHash;
        });
        await center.ScalarAsync<int>(
            """
            INSERT INTO student_file (student_id, file_id, kind, file_hash, file_name, uploaded_by, uploaded_at)
            VALUES (@StudentId, 510000099999999, 'proof', @hash, 'p.pdf', 1, @now)
            """,
            new { student.StudentId, hash, now = center.Time.Now });
        return hash;
    }

    public Task<bool> HasAsync(string center, string hash) =>
        Centers[center].RunAsync<IFileStore, bool>(files => Task.FromResult(files.Has(hash)));

    /// <summary>The open problem of a record is handled by a case of another kind.</summary>
    public Task HoldAsync(Student student) => Centers[student.HomeCenter].ScalarAsync<int>(
        "UPDATE problem_record SET case_id = 7 WHERE student_id = @StudentId", new { student.StudentId });

    public Task<T?> ValueAsync<T>(string center, string sql) =>
        Centers[center].ScalarAsync<T>(sql, new { own = Own.StudentId, other = Other.StudentId });

    /// <summary>Whose the problem is that a record has open: the case; 0 for nobody's, -1 when it has none.</summary>
    public async Task<long> ProblemCaseAsync(string center, Student student) => await Centers[center].ScalarAsync<long?>(
        "SELECT MAX(COALESCE(case_id, 0)) FROM problem_record WHERE student_id = @StudentId AND state = 'open'", new { student.StudentId }) ?? -1;

    public Task<long> FrozenAsync(string center, Student student) => Centers[center].ScalarAsync<long>(
        "SELECT COUNT(*) FROM open_case WHERE student_id = @StudentId AND holds = 'pupil'", new { student.StudentId });

    /// <summary>
    /// The end in every center: one record is left, every number and document of both finds it, nothing waits, nothing is a
    /// problem, and all three have the same rows of both.
    /// </summary>
    public async Task AssertMergedAsync(long caseId, Student kept, Student gone)
    {
        var ids = new { kept = kept.StudentId, gone = gone.StudentId, caseId };
        foreach (var center in All)
        {
            var at = Centers[center];
            Assert.AreEqual(
                (CaseProgress.Completed, null),
                ((await CaseAsync(center, caseId)).Progress.State, (await CaseAsync(center, caseId)).Open), center);
            await SameAsync("83 void", "SELECT CONCAT(status_code, ' ', number_state) FROM student WHERE student_id = @gone");
            await SameAsync(
                "01 confirmed", "SELECT CONCAT(status_code, ' ', number_state) FROM student WHERE student_id = @kept");
            await SameAsync(
                "1", "SELECT COUNT(*) FROM student_merge WHERE student_id = @gone AND survivor_id = @kept AND case_id = @caseId");
            await SameAsync("0", "SELECT COUNT(*) FROM open_case");
            await SameAsync("0", "SELECT COUNT(*) FROM problem_record WHERE state = 'open' AND student_id IN (@kept, @gone)");
            await SameAsync("0", "SELECT COUNT(*) FROM student_number WHERE student_id = @gone");
            await SameAsync("0", "SELECT COUNT(*) FROM identity_document WHERE student_id = @gone");
            await SameAsync("0", """
                SELECT COUNT(*) FROM student_number_history AS h WHERE h.student_id IN (@kept, @gone) AND NOT EXISTS
                    (SELECT 1 FROM student_number AS n WHERE n.number = h.number AND n.student_id = @kept)
                """);
            await SameAsync("0", """
                SELECT COUNT(*) FROM student AS p WHERE p.student_id IN (@kept, @gone) AND p.document_number IS NOT NULL AND NOT EXISTS
                    (SELECT 1 FROM identity_document AS d WHERE d.document_number = p.document_number AND d.student_id = @kept)
                """);
            await SameAsync(
                "1", "SELECT COUNT(*) FROM student_number_history WHERE student_id IN (@kept, @gone) AND valid_to IS NULL");
            await SameAsync("0", "SELECT COUNT(*) FROM contested_key");
            await SameAsync("0", "SELECT COUNT(*) FROM replication_quarantine");
            await SameAsync(
                "2", "SELECT COUNT(*) FROM case_event WHERE case_id = @caseId AND kind IN ('record_left', 'record_kept')");

            async Task SameAsync(string expected, string sql) =>
                Assert.AreEqual(
                    expected, await at.ScalarAsync<string>($"SELECT CAST(({sql}) AS varchar(40))", ids), $"{center}: {sql}");
        }

        await AssertSameRowsAsync();
        Assert.AreEqual("confirmed", await Centers.Nation.ScalarAsync<string>(
            "SELECT COALESCE(MAX(state), 'confirmed') FROM number_verdict WHERE student_id = @kept", ids));
    }

    /// <summary>Every row of both records is the same in all centers.</summary>
    /// <param name="isContested">Without those of which each center gives one to whoever came first.</param>
    public async Task AssertSameRowsAsync(bool isContested = false)
    {
        foreach (var table in ReplicaCatalogue.Of(Entity.Student).Tables.Where(t => t.KeyIndex >= 0 && !(isContested && t.Merge == Merge.Claim)))
        {
            foreach (var province in (string[])[Sichuan, Guangdong])
                await TableComparison.AreSameAsync(
                    Centers.Nation, Centers[province], table, [Own.StudentId, Other.StudentId], province);
        }
    }

    public static Caller Registrar(long organization, Tier tier) =>
        new(organization + 1, "registrar", organization, tier, [Role.Registrar]);

    public ValueTask DisposeAsync() => Centers.DisposeAsync();
}
