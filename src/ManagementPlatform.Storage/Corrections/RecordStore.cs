using ManagementPlatform.Core;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Corrections;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Storage.Enrollment;
using ManagementPlatform.Storage.Students;

namespace ManagementPlatform.Storage.Corrections;

/// <summary>Rows by which pupils are found, and records that leave the roll; see <see cref="IRecordStore"/>.</summary>
public sealed class RecordStore(DbSession session, RecordPointers pointers, TimeProvider time) : IRecordStore
{
    private static readonly Sql Void = Sql.Portable(
        """
        UPDATE dbo.student SET on_roll = @false, status_code = @status, number_state = 'void', row_version = row_version + 1
        WHERE student_id = @StudentId AND row_version = @Version
        """);

    private static readonly Sql EndStays = Sql.Portable(
        """
        UPDATE dbo.enrollment SET status_code = @status, ended_on = @on, end_kind = @kind WHERE student_id = @studentId AND ended_on IS NULL
        """);

    private static readonly Sql EndNumber = Sql.Portable(
        "UPDATE dbo.student_number_history SET valid_to = @now WHERE student_id = @studentId AND valid_to IS NULL");

    private static readonly Sql Standing = Sql.Portable(
        """
        SELECT p.student_number, p.registered_at, p.on_roll, p.status_code, p.document_type, p.document_number, o.name AS school_name
        FROM dbo.student AS p JOIN dbo.organization AS o ON o.organization_id = p.school_id WHERE p.student_id = @studentId
        """);

    private static readonly Sql Stays = EnrollmentTables.Enrollment.Select(
        "WHERE student_id = @studentId ORDER BY started_on, enrollment_id");

    private static readonly Sql DropDocuments = Sql.Portable(
        "DELETE FROM dbo.identity_document WHERE student_id IN {ids @ids} AND " + OwnKeys.Documents);

    private static readonly Sql DropLikenesses = Sql.Portable(
        "DELETE FROM dbo.student_likeness WHERE name = @Name AND student_id = @studentId");

    private static readonly Sql DropDocument = Sql.Portable(
        "DELETE FROM dbo.identity_document WHERE document_type = @type AND document_number = @DocumentNumber AND student_id = @StudentId");

    private static readonly Sql DropLikeness = Sql.Portable(
        "DELETE FROM dbo.student_likeness WHERE name = @Name AND sex_code = @sex AND birth_date = @BirthDate AND student_id = @StudentId");

    public async Task MoveKeysAsync(Student before, Student after, CancellationToken cancel)
    {
        if (Document(before) != Document(after))
        {
            if (Document(before) is { } old)
                await DropAsync(old, cancel);
            if (Document(after) is { } document)
            {
                // A merger may have brought it to him already.
                await DropAsync(document, cancel);
                await session.InsertAsync(StudentTables.Document, document, cancel);
            }
        }

        if (Likeness(before) == Likeness(after))
            return;
        if (Likeness(before) is { } was)
            await DropAsync(was, cancel);
        if (Likeness(after) is { } likeness)
            await session.InsertAsync(StudentTables.Likeness, likeness, cancel);
    }

    public async Task LeaveRollAsync(MovingPupil pupil, string status, string kind, DateTimeOffset at, CancellationToken cancel)
    {
        var studentId = pupil.StudentId;
        var code = Ansi.Code(status);
        await session.ChangeOneAsync(Void, new { pupil.StudentId, pupil.Version, status = code, @false = false }, cancel);
        await session.ExecuteAsync(
            EndStays, new { studentId, status = code, on = BeijingTime.DayOf(at), kind = Ansi.Code(kind) }, cancel);
        await session.ExecuteAsync(EndNumber, new { studentId, now = at }, cancel);
        await session.ExecuteAsync(DropLikenesses, new { pupil.Name, studentId }, cancel);
    }

    public Task PointAsync(long goneId, long keptId, long caseId, DateTimeOffset at, CancellationToken cancel) =>
        pointers.PointAsync(new MergeRow { StudentId = goneId, SurvivorId = keptId, CaseId = caseId, MergedAt = at }, cancel);

    public Task<int?> TakeOverAsync(long goneId, long keptId, int keptVersion, CancellationToken cancel) =>
        pointers.TakeOverAsync(goneId, keptId, keptVersion, cancel);

    public Task FreeDocumentAsync(long studentId, CancellationToken cancel) =>
        session.ExecuteAsync(DropDocuments, new { ids = JsonList.Of([studentId]) }, cancel);

    public async Task<RecordStanding> StandingAsync(long studentId, CancellationToken cancel)
    {
        var row = await session.FirstOrDefaultAsync<StandingRow>(Standing, new { studentId }, cancel)
            ?? throw Refused.NotFound("学生");
        var stays = await session.QueryAsync<EnrollmentRecord>(Stays, new { studentId }, cancel);
        var today = BeijingTime.Today(time);
        var days = stays.Sum(stay => (stay.EndedOn ?? today).DayNumber - stay.StartedOn.DayNumber);
        return new RecordStanding(
            studentId, row.SchoolName, row.StudentNumber.Kind, row.RegisteredAt, days, row.OnRoll,
            row is { OnRoll: true, StatusCode: PupilStatus.InSchool });
    }

    public async Task<IdentityDocument?> DocumentAsync(long studentId, CancellationToken cancel) =>
        await session.FirstOrDefaultAsync<StandingRow>(Standing, new { studentId }, cancel) is { DocumentNumber: { } number } row
            ? IdentityDocument.Parse(row.DocumentType, number)
            : null;

    private Task<int> DropAsync(DocumentRow row, CancellationToken cancel) =>
        session.ExecuteAsync(DropDocument, new { type = Ansi.Code(row.DocumentType), row.DocumentNumber, row.StudentId }, cancel);

    private Task<int> DropAsync(LikenessRow row, CancellationToken cancel) =>
        session.ExecuteAsync(DropLikeness, new { row.Name, sex = Ansi.Code(row.SexCode), row.BirthDate, row.StudentId }, cancel);

    private static DocumentRow? Document(Student student) => student.DocumentNumber is not { } number ? null : new DocumentRow
    {
        DocumentType = student.DocumentType, DocumentNumber = number, StudentId = student.StudentId,
    };

    private static LikenessRow? Likeness(Student student) => student.DocumentNumber is not null ? null : new LikenessRow
    {
        Name = student.Name, SexCode = student.SexCode, BirthDate = student.BirthDate, StudentId = student.StudentId,
    };

    private sealed record StandingRow
    {
        public StudentNumber StudentNumber { get; init; }
        public DateTimeOffset RegisteredAt { get; init; }
        public bool OnRoll { get; init; }
        public string StatusCode { get; init; } = "";
        public string DocumentType { get; init; } = "";
        public string? DocumentNumber { get; init; }
        public string SchoolName { get; init; } = "";
    }
}
