using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Corrections;

namespace ManagementPlatform.Storage.Students;

/// <summary>Disciplines; see <see cref="IDisciplineStore"/>.</summary>
public sealed class DisciplineStore(DbSession session) : IDisciplineStore
{
    // Those of merged records have come to this one.
    private static readonly Sql OfStudent = StudentTables.Discipline.Select(
        $"WHERE {CorrectionTables.OfPupil} ORDER BY discipline_id DESC");

    private static readonly Sql Lift = Sql.Portable(
        """
        UPDATE dbo.student_discipline SET lifted_on = @LiftedOn, lift_reason = @LiftReason, lifted_by = @LiftedBy
        WHERE student_id = @StudentId AND discipline_id = @DisciplineId AND lifted_on IS NULL
        """);

    public Task<IReadOnlyList<Discipline>> OfStudentAsync(long studentId, CancellationToken cancel) =>
        session.QueryAsync<Discipline>(OfStudent, new { studentId }, cancel);

    public Task AddAsync(Discipline discipline, CancellationToken cancel) =>
        session.InsertAsync(StudentTables.Discipline, discipline, cancel);

    public Task LiftAsync(Discipline lifted, CancellationToken cancel) => session.ChangeOneAsync(Lift, lifted, cancel);
}
