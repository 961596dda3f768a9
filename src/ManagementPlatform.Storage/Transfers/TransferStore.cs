using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Storage.Cases;
using ManagementPlatform.Storage.Enrollment;
using ManagementPlatform.Storage.Students;

namespace ManagementPlatform.Storage.Transfers;

/// <summary>Pupils on their way from school to school; see <see cref="ITransferStore"/>.</summary>
public sealed class TransferStore(DbSession session) : ITransferStore
{
    private const string OutKind = "transfer_out", InKind = "transfer_in";

    private const string School =
        """
        s.school_id, o.name AS school_name, s.status AS school_status, s.supervising_id, b.name AS supervising_name, s.county_id, s.city_id,
        s.province_id, r.region_code AS province_code, s.school_year, o.home_center AS school_home
        """;

    private const string SchoolJoins =
        """
        JOIN dbo.organization AS o ON o.organization_id = s.school_id
        JOIN dbo.organization AS b ON b.organization_id = s.supervising_id
        JOIN dbo.organization AS r ON r.organization_id = s.province_id
        """;

    private const string Pupil =
        $$"""
        SELECT p.student_id, p.row_version, p.name, p.status_code, p.on_roll, p.number_state, p.home_center, e.enrollment_id,
               (SELECT COUNT(*) FROM dbo.student_discipline AS d WHERE d.student_id = p.student_id AND d.lifted_on IS NULL) AS standing_disciplines,
               c.class_id, c.grade, c.schooling_system, c.status AS class_status, {{School}},
               (SELECT MAX(w.case_id) FROM dbo.open_case AS w WHERE w.student_id = p.student_id AND w.holds = 'pupil') AS open_case_id,
               (SELECT MAX(w.case_id) FROM dbo.open_case AS w WHERE w.student_id = p.student_id AND w.kind = 'transfer') AS open_transfer_id
        FROM dbo.student AS p
        JOIN dbo.school AS s {hold} ON s.school_id = p.school_id
        {{SchoolJoins}}
        JOIN dbo.school_class AS c ON c.class_id = p.class_id
        JOIN dbo.enrollment AS e ON e.student_id = p.student_id AND e.enrollment_id =
            {{EnrollmentTables.LastStay}}
        WHERE p.student_id =
        """;

    // The schools are held as they are read: one that closes or merges waits, and then sees what came to wait for it.
    private const string Held = " {hold s}";

    private static readonly Sql FindById = Sql.Rendered(Pupil + " @studentId" + Held);

    private static readonly Sql FindByNumber = Sql.Rendered(
        Pupil + " (SELECT n.student_id FROM dbo.student_number AS n WHERE n.number = @number)" + Held);

    private static readonly Sql FindByDocument = Sql.Rendered(
        Pupil + " (SELECT d.student_id FROM dbo.identity_document AS d WHERE d.document_type = @type AND d.document_number = @number)" + Held);

    private const string Place = $"SELECT {School} FROM dbo.school AS s {{hold}} {SchoolJoins} WHERE s.school_id = @schoolId" + Held;

    private static readonly Sql FindSchool = Sql.Rendered(Place);

    private static readonly Sql FindBoth = Sql.Rendered($"{Pupil} @studentId{Held}; {Place}");

    private static readonly Sql Classes = Sql.Portable(
        """
        SELECT c.class_id, c.school_id, c.grade, c.schooling_system, c.status AS class_status,
               (SELECT COUNT(*) FROM dbo.student AS p WHERE p.class_id = c.class_id AND p.on_roll = @true) AS pupils
        FROM dbo.school_class AS c WHERE c.school_id = @schoolId AND c.grade = @grade AND c.status = 'active' ORDER BY c.class_id
        """);

    // Writes nothing new: it takes the row, so that whoever comes second counts after the first, and nobody dissolves the class
    // before the pupil is in it. Nothing holds a class less than this: of two that both want more, neither could go on.
    private static readonly Sql HoldClass = Sql.Portable(
        "UPDATE dbo.school_class SET row_version = row_version WHERE class_id = @classId");

    private static readonly Sql Move = Sql.Portable(
        """
        UPDATE dbo.student SET school_id = @SchoolId, county_id = @CountyId, class_id = @classId, seat_number = @seat,
            row_version = row_version + 1
        WHERE student_id = @StudentId AND row_version = @Version
        """);

    private static readonly Sql GiveAway = Sql.Portable(
        "UPDATE dbo.student SET home_center = @center, row_version = row_version + 1 WHERE student_id = @StudentId AND row_version = @Version");

    private static readonly Sql Moved = Sql.Portable(
        """
        SELECT c.case_id AS CaseId, c.school_id AS SchoolId FROM dbo.archive_copy AS c
        WHERE c.student_id = @studentId AND c.case_id IS NOT NULL ORDER BY c.taken_at DESC, c.copy_id DESC
        """);

    private static readonly Sql End = Sql.Portable(
        """
        UPDATE dbo.enrollment SET status_code = '10', ended_on = @On, end_kind = @kind
        WHERE student_id = @StudentId AND enrollment_id = @EnrollmentId
        """);

    public async Task<MovingPupil?> FindAsync(StudentNumber? number, IdentityDocument? document, CancellationToken cancel) =>
        (document is null
            ? await session.FirstOrDefaultAsync<PupilRow>(FindByNumber, new { number }, cancel)
            : await session.FirstOrDefaultAsync<PupilRow>(
                FindByDocument, new { type = Ansi.Code(document.Type), number = Ansi.Code(document.Number) }, cancel))?.ToPupil();

    public async Task<MovingPupil?> FindAsync(long studentId, CancellationToken cancel) =>
        (await session.FirstOrDefaultAsync<PupilRow>(FindById, new { studentId }, cancel))?.ToPupil();

    public Task<(MovingPupil? Pupil, SchoolPlace? Target)> FindAsync(long studentId, long schoolId, CancellationToken cancel) => session.QueryManyAsync(
        FindBoth,
        new { studentId, schoolId },
        async results =>
        {
            var pupil = await results.FirstOrDefaultAsync<PupilRow>();
            var target = await results.FirstOrDefaultAsync<SchoolRow>();
            return (pupil?.ToPupil(), target?.ToSchool());
        },
        cancel);

    public async Task<SchoolPlace?> FindSchoolAsync(long schoolId, CancellationToken cancel) =>
        (await session.FirstOrDefaultAsync<SchoolRow>(FindSchool, new { schoolId }, cancel))?.ToSchool();

    public async Task<IReadOnlyList<TargetPlace>> ClassesAsync(long schoolId, string grade, CancellationToken cancel)
    {
        var rows = await session.QueryAsync<ClassRow>(Classes, new { schoolId, grade = Ansi.Code(grade), @true = true }, cancel);
        return [.. rows.Select(row => new TargetPlace(row.ToClass(), row.Pupils))];
    }

    public Task HoldAsync(long classId, CancellationToken cancel) => session.ExecuteAsync(HoldClass, new { classId }, cancel);

    public async Task MoveAsync(MovingPupil pupil, HandOver handOver, CancellationToken cancel)
    {
        await CopyAsync(pupil, handOver.CaseId, handOver.CopyId, handOver.At, cancel);
        await TakeInAsync(pupil, handOver, cancel);
    }

    public async Task HandOutAsync(MovingPupil pupil, HandOut handOut, CancellationToken cancel)
    {
        await CopyAsync(pupil, handOut.CaseId, handOut.CopyId, handOut.At, cancel);
        await session.ChangeOneAsync(
            GiveAway, new { pupil.StudentId, pupil.Version, center = Ansi.Code(handOut.ToCenter) }, cancel);
    }

    public Task<IReadOnlyList<PastMove>> MovesAsync(long studentId, CancellationToken cancel) =>
        session.QueryAsync<PastMove>(Moved, new { studentId }, cancel);

    public async Task TakeInAsync(MovingPupil pupil, HandOver handOver, CancellationToken cancel)
    {
        await session.ChangeOneAsync(
            Move,
            new
            {
                pupil.StudentId, pupil.Version, handOver.School.SchoolId, handOver.School.CountyId,
                classId = handOver.Place.Class.ClassId, seat = Ansi.Code(handOver.SeatNumber),
            },
            cancel);
        await session.ExecuteAsync(
            End, new { pupil.StudentId, pupil.EnrollmentId, handOver.On, kind = Ansi.Code(OutKind) }, cancel);
        await session.InsertAsync(EnrollmentTables.Enrollment, Begun(pupil, handOver), cancel);
        if (handOver.ProofHash is { } hash)
        {
            await session.InsertAsync(
                StudentTables.File,
                CaseProof.Of(pupil.StudentId, handOver.FileId, hash, handOver.RegisteredBy, handOver.At), cancel);
        }
    }

    // 办法(2025) Art. 15: the sending school keeps the electronic record as it was.
    private async Task CopyAsync(MovingPupil pupil, long caseId, long copyId, DateTimeOffset at, CancellationToken cancel)
    {
        var record = await WholeStudent.ReadAsync(
            session, WholeStudent.ById, new { studentId = pupil.StudentId, scope = pupil.School.SchoolId }, cancel);
        await session.InsertAsync(CaseTables.Copy, ArchiveCopy.Of(record!, copyId, caseId, at), cancel);
    }

    private static EnrollmentRecord Begun(MovingPupil pupil, HandOver handOver) => new()
    {
        StudentId = pupil.StudentId,
        EnrollmentId = handOver.EnrollmentId,
        SchoolId = handOver.School.SchoolId,
        ClassId = handOver.Place.Class.ClassId,
        Stage = (int)handOver.Place.Class.Stage,
        StatusCode = pupil.Status,
        StartedOn = handOver.On,
        StartKind = InKind,
        RegisteredBy = handOver.RegisteredBy,
        RegisteredAt = handOver.At,
    };

    private record SchoolRow
    {
        public long SchoolId { get; init; }
        public string SchoolName { get; init; } = "";
        public string SchoolStatus { get; init; } = "";
        public long SupervisingId { get; init; }
        public string SupervisingName { get; init; } = "";
        public long CountyId { get; init; }
        public long? CityId { get; init; }
        public long ProvinceId { get; init; }
        public string ProvinceCode { get; init; } = "";
        public int SchoolYear { get; init; }
        public string SchoolHome { get; init; } = "";

        public SchoolPlace ToSchool() =>
            new(SchoolId, SchoolName, SchoolStatus == "active", SupervisingId, SupervisingName, CountyId, CityId, ProvinceId, ProvinceCode, SchoolYear, SchoolHome);
    }

    private sealed record PupilRow : SchoolRow
    {
        public long StudentId { get; init; }
        public int RowVersion { get; init; }
        public string Name { get; init; } = "";
        public string StatusCode { get; init; } = "";
        public bool OnRoll { get; init; }
        public string NumberState { get; init; } = "";
        public string HomeCenter { get; init; } = "";
        public int StandingDisciplines { get; init; }
        public long EnrollmentId { get; init; }
        public long ClassId { get; init; }
        public string Grade { get; init; } = "";
        public string SchoolingSystem { get; init; } = "";
        public string ClassStatus { get; init; } = "";
        public long? OpenCaseId { get; init; }
        public long? OpenTransferId { get; init; }

        public MovingPupil ToPupil() => new(
            StudentId,
            RowVersion,
            Name,
            StatusCode,
            OnRoll,
            EnrollmentId,
            ClassPlace.Stored(ClassId, SchoolId, Grade, SchoolingSystem, ClassStatus),
            ToSchool(),
            OpenCaseId,
            OpenTransferId,
            NumberState == Core.Students.NumberState.Problem,
            StandingDisciplines > 0,
            HomeCenter);
    }

    private sealed record ClassRow
    {
        public long ClassId { get; init; }
        public long SchoolId { get; init; }
        public string Grade { get; init; } = "";
        public string SchoolingSystem { get; init; } = "";
        public string ClassStatus { get; init; } = "";
        public int Pupils { get; init; }

        public ClassPlace ToClass() => ClassPlace.Stored(ClassId, SchoolId, Grade, SchoolingSystem, ClassStatus);
    }
}
