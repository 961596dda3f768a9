using Dapper;
using ManagementPlatform.Benchmarks.Data;
using ManagementPlatform.Benchmarks.Frame;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Storage;

namespace ManagementPlatform.Benchmarks.Load;

/// <summary>A transfer that runs: who decides it next, and the version he has to name.</summary>
internal sealed record RunningTransfer(
    long CaseId, long ToSchool, long ToCounty, long FromSchool, long FromCounty, int Node, int Version)
{
    /// <summary>The four that decide, in their order; after the second the check passes by itself.</summary>
    public const int Nodes = 4;

    public RunningTransfer Next() => this with { Node = Node + 1, Version = Version + (Node == 1 ? 2 : 1) };
}

/// <summary>A pupil whom a school of another county could ask for.</summary>
internal sealed record Wish(string Name, string Number, string Grade, long ToSchool, long ToClass);

/// <summary>
/// Puts transfers on their way past the use cases, spread over all nodes, and wishes for more. Every pupil goes to a class of his
/// grade in another county (in another school where there is one county only).
/// </summary>
internal sealed class RunningCases(BenchmarkStore store)
{
    private const int Seed = 51, Days = 12;
    private const int MostPupils = 45; // of a class that pupils are sent to: a full one refuses them, rightly
    private const long FirstKey = 518_000_000_000_000; // far above what the center hands out

    private static readonly Table<CaseFile> Files = new("case_file", "student_id", "case_id");
    private static readonly Table<CaseStep> Steps = new("case_step", "student_id", "case_id", "step_number");
    private static readonly Table<CaseDecision> Decisions = new("case_decision", "student_id", "case_id", "step_number", "round");
    private static readonly Table<OpenCase> Opens = new("open_case", "student_id", "case_id");

    private readonly Random _random = new(Seed);
    private readonly IReadOnlyList<string> _chain = TransferChains.Nodes(TransferRoute.AcrossCounties);

    public async Task<(List<RunningTransfer> Cases, List<Wish> Wishes)> MakeAsync(int cases, int wishes)
    {
        var database = store.Database(FilledCenter.Pupils);
        await using var connection = await database.OpenAsync(CancellationToken.None);
        var places = (await connection.QueryAsync<Place>(
            """
            SELECT c.class_id AS ClassId, c.school_id AS SchoolId, c.grade AS Grade, s.county_id AS CountyId
            FROM school_class AS c JOIN school AS s ON s.school_id = c.school_id WHERE c.status = 'active'
            """)).ToList();
        var byClass = places.ToDictionary(place => place.ClassId);
        var sizes = (await connection.QueryAsync<(long ClassId, long Pupils)>(new CommandDefinition(
            "SELECT class_id, COUNT(*) FROM student GROUP BY class_id", commandTimeout: 0))).ToDictionary(size => size.ClassId, size => size.Pupils);
        var byGrade = places.Where(place => sizes.GetValueOrDefault(place.ClassId) <= MostPupils).GroupBy(place => place.Grade)
            .ToDictionary(same => same.Key, same => same.ToArray());
        var pupils = (await connection.QueryAsync<Pupil>(new CommandDefinition(
            "SELECT student_id AS StudentId, class_id AS ClassId, name AS Name, student_number AS Number FROM student WHERE status_code = '01'",
            commandTimeout: 0))).Where(pupil => byGrade.ContainsKey(byClass[pupil.ClassId].Grade)).ToArray();
        _random.Shuffle(pupils);
        var moves = pupils.Take(cases + wishes)
            .Select(pupil => (Pupil: pupil, From: byClass[pupil.ClassId], To: Target(byClass[pupil.ClassId], byGrade))).ToList();
        var running = moves.Take(cases)
            .Select((move, i) => Running(FirstKey + i, i % RunningTransfer.Nodes, move.From, move.To)).ToList();
        await using var transaction = await database.Dialect.BeginWriteAsync(connection, CancellationToken.None);
        await StoreAsync(Files, running.Select((c, i) => File(c, moves[i].Pupil, moves[i].To)));
        await StoreAsync(Steps, running.SelectMany((c, i) => _chain.Select((node, n) => new CaseStep
        {
            StudentId = moves[i].Pupil.StudentId, CaseId = c.CaseId, StepNumber = n + 1, Node = node, WorkingDays = 10,
        })));
        await StoreAsync(Decisions, running.SelectMany((c, i) => Decided(c, moves[i].Pupil)));
        await StoreAsync(Opens, running.Select((c, i) => Open(c, moves[i].Pupil)));
        var loaded = new[] { "case_file", "case_step", "case_decision", "open_case" }.ToDictionary(
            table => table, _ => (long)running.Count);
        await database.Dialect.RefreshStatisticsAsync(connection, transaction, loaded, CancellationToken.None);
        await transaction.CommitAsync();
        return (running, [.. moves.Skip(cases).Select(m => new Wish(m.Pupil.Name, m.Pupil.Number, m.From.Grade, m.To.SchoolId, m.To.ClassId))]);

        Task StoreAsync<T>(Table<T> table, IEnumerable<T> rows) =>
            database.Dialect.BulkInsertAsync(connection, transaction, table, rows, CancellationToken.None);
    }

    private Place Target(Place from, Dictionary<string, Place[]> byGrade)
    {
        var same = byGrade[from.Grade];
        for (var tries = 0; ; tries++)
        {
            var place = same[_random.Next(same.Length)];
            if (place.CountyId != from.CountyId || (tries > 100 && place.SchoolId != from.SchoolId))
                return place;
        }
    }

    private static RunningTransfer Running(long id, int node, Place from, Place to) =>
        new(id, to.SchoolId, to.CountyId, from.SchoolId, from.CountyId, node, node switch { 0 => 1, 1 => 2, 2 => 4, _ => 5 });

    // Steps: to_school, to_bureau, check, from_school, from_bureau, placement.
    private static int StepOf(RunningTransfer transfer) => transfer.Node < 2 ? transfer.Node + 1 : transfer.Node + 2;

    private static CaseFile File(RunningTransfer transfer, Pupil pupil, Place to) => new()
    {
        StudentId = pupil.StudentId,
        CaseId = transfer.CaseId,
        Kind = TransferCase.KindCode,
        OrganizationId = transfer.ToSchool,
        FromSchoolId = transfer.FromSchool,
        ToSchoolId = transfer.ToSchool,
        ReasonCode = "02",
        Content = new TransferContent(nameof(TransferRoute.AcrossCounties), pupil.Name, to.Grade, 2026, to.ClassId).ToJson(),
        Round = 1,
        ProgressCodeHash = ProgressCode.HashOf("00000000"),
        SubmittedBy = 1,
        SubmittedAt = TimeProvider.System.GetUtcNow().AddDays(-Days),
        RowVersion = 1,
    };

    private static IEnumerable<CaseDecision> Decided(RunningTransfer transfer, Pupil pupil) => Enumerable.Range(1, StepOf(transfer) - 1).Select(step => new CaseDecision
    {
        StudentId = pupil.StudentId,
        CaseId = transfer.CaseId,
        StepNumber = step,
        Round = 1,
        Verdict = Verdict.Approve,
        OrganizationId = step == 2 ? transfer.ToCounty : transfer.ToSchool,
        Center = "51",
        DecidedBy = step,
        DecidedAt = TimeProvider.System.GetUtcNow().AddDays(-Days + step),
    });

    private OpenCase Open(RunningTransfer transfer, Pupil pupil)
    {
        var on = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-_random.Next(Days));
        return new()
        {
            StudentId = pupil.StudentId,
            CaseId = transfer.CaseId,
            Kind = TransferCase.KindCode,
            Holds = OpenCase.HoldsPupil,
            StepNumber = StepOf(transfer),
            Round = 1,
            Node = _chain[StepOf(transfer) - 1],
            OrganizationId = transfer.Node switch { 0 => transfer.ToSchool, 1 => transfer.ToCounty, 2 => transfer.FromSchool, _ => transfer.FromCounty },
            WaitingSince = new DateTimeOffset(on, TimeOnly.MinValue, TimeSpan.Zero),
            WaitingOn = on,
            WorkingDays = 10,
            DueOn = on.AddDays(14),
        };
    }

    private sealed class Place
    {
        public long ClassId { get; init; }
        public long SchoolId { get; init; }
        public string Grade { get; init; } = "";
        public long CountyId { get; init; }
    }

    private sealed class Pupil
    {
        public long StudentId { get; init; }
        public long ClassId { get; init; }
        public string Name { get; init; } = "";
        public string Number { get; init; } = "";
    }
}
