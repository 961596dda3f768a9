using ManagementPlatform.Core.Admissions;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Cases;
using ManagementPlatform.Storage.Enrollment;
using ManagementPlatform.Storage.Students;

namespace ManagementPlatform.Storage.Admissions;

/// <summary>Pupils between two schools, by set; see <see cref="IAdmissionStore"/>.</summary>
public sealed class AdmissionStore(DbSession session, IStudentStore students) : IAdmissionStore
{
    private static readonly Sql Grounds = Sql.Portable(
        """
        SELECT p.student_id, c.class_id, c.school_id, c.grade, c.schooling_system, c.status AS class_status,
               (SELECT MAX(e.ended_on) FROM dbo.enrollment AS e WHERE e.student_id = p.student_id) AS finished_on,
               (SELECT COUNT(*) FROM dbo.open_case AS w WHERE w.student_id = p.student_id AND w.holds = 'pupil') AS open_cases
        FROM dbo.student AS p JOIN dbo.school_class AS c ON c.class_id = p.class_id
        WHERE p.student_id IN {ids @ids}
        """);

    private static readonly Sql Pupils = Sql.Portable(
        """
        SELECT p.class_id, COUNT(*) AS pupils FROM dbo.student AS p
        WHERE p.class_id IN {ids @ids} AND p.on_roll = @true GROUP BY p.class_id
        """);

    public async Task<IReadOnlyList<Graduate>> GraduatesAsync(
        IReadOnlyCollection<long> studentIds, long provinceId, CancellationToken cancel)
    {
        var records = await students.FindAsync(studentIds, provinceId, cancel);
        var ids = JsonList.Of(records.Select(record => record.Student.StudentId));
        var grounds = (await session.QueryAsync<GroundsRow>(Grounds, new { ids }, cancel)).ToDictionary(row => row.StudentId);
        return [.. records.Select(record => grounds[record.Student.StudentId].ToGraduate(record))];
    }

    public async Task<IReadOnlyDictionary<long, int>> PupilsAsync(IReadOnlyCollection<long> classIds, CancellationToken cancel) =>
        (await session.QueryAsync<(long Class, int Pupils)>(Pupils, new { ids = JsonList.Of(classIds), @true = true }, cancel))
        .ToDictionary(row => row.Class, row => row.Pupils);

    public async Task AddAsync(IReadOnlyList<SchoolEntry> entries, CancellationToken cancel)
    {
        await session.BulkInsertAsync(EnrollmentTables.Enrollment, entries.Select(entry => entry.Stay), cancel);
        await session.BulkInsertAsync(CaseTables.Copy, entries.Where(entry => entry.CopyId is not null).Select(Copy), cancel);
        await session.BulkInsertAsync(StudentTables.File, entries.Where(entry => entry.FileId is not null).Select(Proof), cancel);
    }

    private static ArchiveCopy Copy(SchoolEntry entry) =>
        ArchiveCopy.Of(entry.Left, entry.CopyId!.Value, entry.Case?.CaseId, entry.Stay.RegisteredAt);

    private static StudentFile Proof(SchoolEntry entry) => CaseProof.Of(
        entry.Stay.StudentId, entry.FileId!.Value, entry.Case!.ProofHash!, entry.Stay.RegisteredBy, entry.Stay.RegisteredAt);

    private sealed record GroundsRow
    {
        public long StudentId { get; init; }
        public long ClassId { get; init; }
        public long SchoolId { get; init; }
        public string Grade { get; init; } = "";
        public string SchoolingSystem { get; init; } = "";
        public string ClassStatus { get; init; } = "";
        public DateOnly? FinishedOn { get; init; }
        public int OpenCases { get; init; }

        public Graduate ToGraduate(StudentRecord record) => new(
            record,
            ClassPlace.Stored(ClassId, SchoolId, Grade, SchoolingSystem, ClassStatus),
            FinishedOn,
            OpenCases > 0);
    }
}
