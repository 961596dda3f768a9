using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Storage.Students;

/// <summary>The pupils of IX_student_pending; see <see cref="IPendingNumbers"/>.</summary>
public sealed class PendingNumbers(DbSession session, ICurrentCenter center) : IPendingNumbers
{
    // Papers of either that they are two people settle it.
    private const string Pupil =
        """
        SELECT p.student_id, p.row_version, p.student_number, p.number_state, p.name, p.sex_code, p.birth_date, p.document_type,
               p.document_number, p.home_center, s.location_code,
               (SELECT MIN(l.student_id) FROM dbo.student_likeness AS l
                WHERE l.name = p.name AND l.sex_code = p.sex_code AND l.birth_date = p.birth_date AND l.student_id <> p.student_id
                  AND NOT EXISTS (SELECT 1 FROM dbo.problem_record AS r
                      WHERE (r.student_id = p.student_id OR r.student_id = l.student_id)
                        AND r.problem_type = 'same_likeness' AND r.handling = 'prove')) AS alike_id
        FROM dbo.student AS p JOIN dbo.school AS s ON s.school_id = p.school_id

        """;

    private static readonly Sql Waiting = Sql.Rendered(
        Pupil + "WHERE p.number_state = 'pending' AND p.student_id > @after AND p.home_center = @center ORDER BY p.student_id {limit @count}");

    private static readonly Sql One = Sql.Rendered(Pupil + "WHERE p.student_id = @studentId");

    private static readonly Sql Several = Sql.Rendered(Pupil + "WHERE p.student_id IN {ids @ids} ORDER BY p.student_id");

    private static readonly Sql Settle = Sql.Portable(
        """
        UPDATE dbo.student SET student_number = @number, number_state = @state, row_version = row_version + 1
        WHERE student_id = @studentId AND row_version = @rowVersion
        """);

    private static readonly Sql Close = Sql.Portable(
        "UPDATE dbo.student_number_history SET valid_to = @now WHERE student_id = @studentId AND valid_to IS NULL");

    public async Task<IReadOnlyList<PendingPupil>> TakeAsync(long after, int count, CancellationToken cancel)
    {
        var identity = await center.GetAsync(cancel);
        var rows = await session.QueryAsync<Row>(Waiting, new { after, count, center = Ansi.Code(identity.CenterCode) }, cancel);
        return [.. rows.Select(row => row.ToPupil())];
    }

    public async Task<PendingPupil?> FindAsync(long studentId, CancellationToken cancel) =>
        (await session.FirstOrDefaultAsync<Row>(One, new { studentId }, cancel))?.ToPupil();

    public async Task<IReadOnlyList<PendingPupil>> FindAsync(IReadOnlyCollection<long> studentIds, CancellationToken cancel) =>
        [.. (await session.QueryAsync<Row>(Several, new { ids = JsonList.Of(studentIds) }, cancel)).Select(row => row.ToPupil())];

    public async Task SettleAsync(PendingPupil pupil, NumberVerdict verdict, DateTimeOffset now, CancellationToken cancel)
    {
        var studentId = pupil.Request.StudentId;
        var number = verdict.Number ?? pupil.Request.Current;
        await session.ChangeOneAsync(
            Settle, new { number, state = verdict.State, studentId, rowVersion = pupil.RowVersion }, cancel);
        if (number == pupil.Request.Current)
            return;
        await session.InsertAsync(StudentTables.Number, new NumberRow { Number = number, StudentId = studentId }, cancel);
        await session.ExecuteAsync(Close, new { now, studentId }, cancel);
        await session.InsertAsync(
            StudentTables.NumberHistory, NumberHistoryRow.Of(studentId, new NumberPeriod(number, now, null, "查重通过")), cancel);
    }

    private sealed record Row
    {
        public long StudentId { get; init; }
        public int RowVersion { get; init; }
        public StudentNumber StudentNumber { get; init; }
        public string NumberState { get; init; } = "";
        public string Name { get; init; } = "";
        public string SexCode { get; init; } = "";
        public DateOnly BirthDate { get; init; }
        public string DocumentType { get; init; } = "";
        public string? DocumentNumber { get; init; }
        public string HomeCenter { get; init; } = "";
        public string LocationCode { get; init; } = "";
        public long? AlikeId { get; init; }

        public PendingPupil ToPupil() => new(
            new NumberRequest(
                StudentId,
                StudentNumber,
                new Likeness(Name, SexCode, BirthDate),
                DocumentNumber is null ? null : IdentityDocument.Parse(DocumentType, DocumentNumber),
                RegionCode.Parse(LocationCode[..6]),
                DocumentNumber is null && AlikeId is not null,
                AlikeId),
            RowVersion,
            NumberState,
            HomeCenter);
    }
}
