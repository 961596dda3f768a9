using System.Text;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Files;
using ManagementPlatform.Core.Jobs;
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

/// <summary>A school somewhere with the bureaus above it.</summary>
internal sealed record Place(string Center, long School, long Bureau, long Province);

/// <summary>
/// 四川 (51), 广东 (44) and the nation with a county of schools each; what a transfer between them takes, every step over its own
/// center.
/// </summary>
internal sealed class MovingPupils : IAsyncDisposable
{
    private const string Sichuan = "51", Guangdong = "44";

    private static readonly CancellationToken None = CancellationToken.None;

    private MovingPupils(ReplicatedCenters centers) => Centers = centers;

    public ReplicatedCenters Centers { get; }

    /// <summary>Where he is at first.</summary>
    public required Place From { get; init; }

    public required Place To { get; init; }

    public required long Pupil { get; init; }

    public required LookUpKeys Keys { get; init; }

    public required long ToClass { get; init; }

    public required long FromClass { get; init; }

    /// <summary>Of the class that he wants to join.</summary>
    public required string ToGrade { get; init; }

    /// <param name="grade">Of his class.</param>
    /// <param name="toGrade">Of the class that he wants to join; null for the same.</param>
    public static async Task<MovingPupils> CreateAsync(Engine engine, string grade = "24", string? toGrade = null)
    {
        var centers = await ReplicatedCenters.StartAsync(engine);
        foreach (var (province, county) in ((string, string)[])[(Sichuan, "511725"), (Guangdong, "440305")])
        {
            await centers.AddAsync(engine, province);
            await centers.FillAsync(province, county, 80);
            await centers.JoinAsync(province);
        }

        foreach (var center in (string[])[Sichuan, Guangdong, Channel.Nation])
            centers[center].Time.Now = new DateTimeOffset(2026, 9, 7, 1, 0, 0, TimeSpan.Zero);
        var (pupil, name, number, fromClass) = await centers[Sichuan].RowAsync<(long, string, string, long)>(
            """
            SELECT MIN(p.student_id), MIN(p.name), MIN(p.student_number), MIN(p.class_id) FROM student AS p WHERE p.student_id =
                (SELECT MIN(q.student_id) FROM student AS q JOIN school_class AS c ON c.class_id = q.class_id WHERE c.grade = @grade)
            """,
            new { grade });
        toGrade ??= grade;
        var toClass = await centers[Guangdong].ScalarAsync<long>(
            "SELECT MIN(class_id) FROM school_class WHERE grade = @toGrade AND status = 'active'", new { toGrade });
        var all = new MovingPupils(centers)
        {
            Pupil = pupil,
            Keys = new LookUpKeys(name, number),
            FromClass = fromClass,
            ToClass = toClass,
            ToGrade = toGrade,
            From = await PlaceAsync(centers, Sichuan, fromClass),
            To = await PlaceAsync(centers, Guangdong, toClass),
        };
        await all.ExchangeAsync();
        return all;
    }

    /// <summary>Everything that is on its way arrives, as often as it takes.</summary>
    public Task ExchangeAsync() => ReplicatedCenters.ExchangeAsync([Sichuan, Guangdong], UpAsync, DownAsync);

    public async Task<int> UpAsync(string province)
    {
        var sent = await Centers.PushAsync(province);
        await Centers.Nation.RunAsync<IEnumerable<IScheduledWork>>(
            all => all.Single(work => work.Name == "answer_inquiries").RunAsync(None));
        await Centers.Nation.RunAsync<RouteChanges>(route => route.RunAsync(None));
        return sent;
    }

    public Task<int> DownAsync(string province) => Centers.PullAsync(province);

    /// <summary>A restored province takes back what it had sent.</summary>
    public async Task TakeBackAsync(string province)
    {
        var broken = await Assert.ThrowsExactlyAsync<ChannelBrokenException>(() => Centers.PushAsync(province));
        await Centers.RecoverAsync(province, broken.Channel, broken.Code);
    }

    public Task<PupilInquiry> AskAsync(Place asking, LookUpKeys? keys = null) =>
        Centers[asking.Center].RunAsync<AskForPupil, PupilInquiry>(
            ask => ask.HandleAsync(keys ?? Keys, Registrar(asking.School, Tier.School), None));

    public Task<SubmittedCase> RequestAsync(Place receiving, long? classId, string? proof = null) =>
        Centers[receiving.Center].RunAsync<RequestTransfer, SubmittedCase>(use => use.HandleAsync(new TransferRequest(Keys, ToGrade, "02", classId, ProofHash: proof), Registrar(receiving.School, Tier.School), None));

    /// <summary>The case as a center has it.</summary>
    public Task<(CaseFile File, CaseProgress Progress, OpenCase? Open)> CaseAsync(string center, long caseId) =>
        Centers[center].RunAsync<CaseStore, (CaseFile, CaseProgress, OpenCase?)>(async store =>
        {
            var file = (await store.FindByNumberAsync(caseId, None))!;
            var (steps, decisions, open) = await store.StandingAsync(file, None);
            return (file, CaseProgress.Of(file, steps, decisions), open);
        });

    /// <summary>Somebody of an organization decides the case as his center has it.</summary>
    public async Task<CaseProgress> DecideAsync(
        string center, long caseId, Caller caller, string verdict = Verdict.Approve, string? opinion = null, long? classId = null)
    {
        var (_, progress, _) = await CaseAsync(center, caseId);
        return await Centers[center].RunAsync<DecideCase, CaseProgress>(
            use => use.HandleAsync(caseId, new CaseAnswer(progress.Version, verdict, opinion, ClassId: classId), caller, None));
    }

    public async Task<CaseProgress> WithdrawAsync(Place receiving, long caseId)
    {
        var (_, progress, _) = await CaseAsync(receiving.Center, caseId);
        return await Centers[receiving.Center].RunAsync<WithdrawCase, CaseProgress>(
            use => use.HandleAsync(caseId, progress.Version, Registrar(receiving.School, Tier.School), None));
    }

    /// <summary>What waits for a school.</summary>
    public Task<IReadOnlyList<InboxRow>> InboxAsync(Place at) => Centers[at.Center].RunAsync<InboxQueries, IReadOnlyList<InboxRow>>(
        inbox => inbox.ListAsync(at.School, new InboxFilter(null, DateOnly.MinValue, DateOnly.MaxValue, 0, 100), None));

    public Task<CaseProgress> RecheckAsync(Place at, long caseId, int version) => Centers[at.Center].RunAsync<RecheckCase, CaseProgress>(
        use => use.HandleAsync(caseId, version, Registrar(at.School, Tier.School), None));

    /// <returns>Its key.</returns>
    public async Task<long> FormClassAsync(Place at, int entryYear) => (await Centers[at.Center].RunAsync<FormClass, SchoolClass>(
        use => use.HandleAsync(new ClassForm { SchoolId = at.School, Stage = "2", EntryYear = entryYear }, Registrar(at.School, Tier.School), None))).ClassId;

    /// <summary>The receiving side approves; the case is on its way to the other one.</summary>
    public async Task ReceivingApprovesAsync(Place receiving, long caseId)
    {
        await DecideAsync(receiving.Center, caseId, Leader(receiving.School, Tier.School));
        await DecideAsync(receiving.Center, caseId, Registrar(receiving.Bureau, Tier.County));
    }

    /// <summary>The sending side approves, step after step as long as it holds the case.</summary>
    public async Task SendingApprovesAsync(Place sending, long caseId)
    {
        await DecideAsync(sending.Center, caseId, Leader(sending.School, Tier.School));
        await DecideAsync(sending.Center, caseId, Registrar(sending.Bureau, Tier.County));
        if ((await CaseAsync(sending.Center, caseId)).Progress.Step?.Node == CaseNodes.FromProvince)
            await DecideAsync(sending.Center, caseId, Registrar(sending.Province, Tier.Province));
    }

    /// <summary>Rows of the case come once more to a center that has them.</summary>
    public Task ArriveAgainAsync(string center, params long[] cases) => Centers[center].RunAsync<IServiceProvider>(async services =>
    {
        var (arrived, work) = (services.GetRequiredService<ArrivedCases>(), services.GetRequiredService<IUnitOfWork>());
        await work.CommitAsync(
            Caller.Center(0, Tier.Province),
            "replication.apply",
            async c =>
            {
                await arrived.TakeAsync(cases, [Pupil], Centers[center].Time.Now, c);
                work.Audited(new AuditLine(Entity.Batch, 1));
                return 0;
            },
            None);
    });

    /// <summary>A file with bytes in a center.</summary>
    public Task<string> StoreAsync(string center, string text) => Centers[center].RunAsync<IFileStore, string>(async files =>
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("%PDF-" + text));
        return (await files.StoreAsync(content, FileType.Pdf, 1_000, None)).FileHash;
    });

    public Task<bool> HasAsync(string center, string hash) =>
        Centers[center].RunAsync<IFileStore, bool>(files => Task.FromResult(files.Has(hash)));

    /// <summary>Something goes on the line from a center as if it had been written there.</summary>
    public Task LogAsync(string center, Entity entity, long id) => Centers[center].RunAsync<IUnitOfWork>(work => work.CommitAsync(
        Caller.Center(0, Tier.Province),
        "test.change",
        _ =>
        {
            work.Changed(entity, id, 9);
            work.Audited(new AuditLine(entity, id));
            return Task.FromResult(0);
        },
        None));

    /// <summary>The days pass at all centers.</summary>
    public void Wait(int days)
    {
        foreach (var center in (string[])[Sichuan, Guangdong, Channel.Nation])
            Centers[center].Time.Now = Centers[center].Time.Now.AddDays(days);
    }

    public Task RunAsync(string center, string job) =>
        Centers[center].RunAsync<IEnumerable<IScheduledWork>>(all => all.Single(work => work.Name == job).RunAsync(None));

    /// <summary>The pupil is asked for and found, and the receiving school asks for the transfer.</summary>
    public async Task<long> SubmitAsync(string? proof = null)
    {
        await AskAsync(To);
        await ExchangeAsync();
        return (await RequestAsync(To, ToClass, proof)).File.CaseId;
    }

    public Task<T?> PupilAsync<T>(string center, string column) =>
        Centers[center].ScalarAsync<T>($"SELECT {column} FROM student WHERE student_id = @Pupil", new { Pupil });

    /// <summary>One value of his rows: <c>school_id FROM enrollment</c>.</summary>
    public Task<T?> OfPupilAsync<T>(string center, string what, string which = "1 = 1") =>
        Centers[center].ScalarAsync<T>($"SELECT {what} WHERE student_id = @Pupil AND {which}", new { Pupil });

    public static Caller Registrar(long organization, Tier tier) =>
        new(organization + 1, "registrar", organization, tier, [Role.Registrar]);

    public static Caller Leader(long organization, Tier tier) =>
        new(organization + 2, "leader", organization, tier, [Role.Leader]);

    public ValueTask DisposeAsync() => Centers.DisposeAsync();

    private static async Task<Place> PlaceAsync(ReplicatedCenters centers, string center, long classId)
    {
        var (school, bureau, province) = await centers[center].RowAsync<(long, long, long)>(
            """
            SELECT s.school_id, s.supervising_id, s.province_id FROM school AS s JOIN school_class AS c ON c.school_id = s.school_id
            WHERE c.class_id = @classId
            """,
            new { classId });
        return new Place(center, school, bureau, province);
    }
}

internal static class Rows
{
    public static async Task<T> RowAsync<T>(this TestScope scope, string sql, object? parameters = null)
    {
        await using var connection = await scope.Database.OpenAsync(CancellationToken.None);
        return await Dapper.SqlMapper.QuerySingleAsync<T>(connection, sql, parameters);
    }
}
