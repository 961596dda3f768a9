using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Corrections;
using ManagementPlatform.Storage.Enrollment;

namespace ManagementPlatform.Storage.Students;

/// <summary>The archive's rows; see <see cref="IArchiveStore"/>.</summary>
public sealed class ArchiveStore(DbSession session, IStudentStore students) : IArchiveStore
{
    private const string OfStudent = $"WHERE {CorrectionTables.OfPupil} ORDER BY ";

    // Those of merged records have come to this one.
    private static readonly Sql Numbers = StudentTables.NumberHistory.Select(
        "WHERE student_id = @studentId ORDER BY valid_from, number");
    private static readonly Sql Enrollments = EnrollmentTables.Enrollment.Select(OfStudent + "enrollment_id");
    private static readonly Sql Changes = EnrollmentTables.Change.Select(OfStudent + "change_id");
    private static readonly Sql Revisions = StudentTables.Revision.Select(OfStudent + "revision_id");
    private static readonly Sql Files = StudentTables.File.Select(OfStudent + "file_id");
    private static readonly Sql Items = StudentTables.ArchiveItem.Select(OfStudent + "item_id");
    private static readonly Sql FindFile = StudentTables.File.Select($"WHERE {CorrectionTables.OfPupil} AND file_id = @fileId");

    private static readonly Sql Touch = Sql.Portable(
        """
        UPDATE dbo.student SET photo_hash = @photoHash, row_version = row_version + 1
        WHERE student_id = @StudentId AND row_version = @RowVersion
        """);

    public async Task<Archive?> ReadAsync(long studentId, long scope, CancellationToken cancel)
    {
        if ((await students.FindAsync([studentId], scope, cancel)).SingleOrDefault() is not { } record)
            return null;
        return new Archive(
            record,
            new StudentNumberHistory((await RowsAsync<NumberHistoryRow>(Numbers)).Select(row => row.ToPeriod())).Periods,
            await RowsAsync<Core.Enrollment.EnrollmentRecord>(Enrollments),
            await RowsAsync<Core.Enrollment.EnrollmentChange>(Changes),
            await RowsAsync<StudentRevision>(Revisions),
            await RowsAsync<StudentFile>(Files),
            await RowsAsync<ArchiveItem>(Items));

        Task<IReadOnlyList<T>> RowsAsync<T>(Sql sql) => session.QueryAsync<T>(sql, new { studentId }, cancel);
    }

    public Task<StudentFile?> FindFileAsync(long studentId, long fileId, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<StudentFile>(FindFile, new { studentId, fileId }, cancel);

    public Task TouchAsync(Student student, string? photoHash, CancellationToken cancel) =>
        session.ChangeOneAsync(Touch, new { photoHash, student.StudentId, student.RowVersion }, cancel);

    public Task AddAsync(StudentFile file, CancellationToken cancel) => session.InsertAsync(StudentTables.File, file, cancel);

    public Task AddAsync(ArchiveItem item, CancellationToken cancel) =>
        session.InsertAsync(StudentTables.ArchiveItem, item, cancel);
}
