using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Organization;

/// <summary>Staff; see <see cref="IStaffStore"/>.</summary>
public sealed class StaffStore(DbSession session) : IStaffStore
{
    private static readonly Sql FindPerson = OrganizationTables.Staff.Select(
        $"AS s WHERE s.staff_id = @staffId AND {Scope.SchoolInScope}");

    private static readonly Sql OfSchool = OrganizationTables.Staff.Select("WHERE school_id = @schoolId ORDER BY staff_id");

    private static readonly Sql Number = Sql.Portable(
        "SELECT s.staff_id FROM dbo.staff AS s WHERE s.school_id = @schoolId AND s.staff_number = @number");

    private static readonly Sql Document = Sql.Portable(
        """
        SELECT s.staff_id FROM dbo.staff AS s
        WHERE s.document_type = @type AND s.document_number = @number AND s.is_active = @true AND s.staff_id <> @exceptId
        """);

    private static readonly Sql HeadTeacher = Sql.Portable(
        """
        SELECT c.name FROM dbo.staff AS s JOIN dbo.school_class AS c ON c.school_id = s.school_id AND c.head_teacher_id = s.staff_id
        WHERE s.staff_id = @staffId AND c.status = 'active' ORDER BY c.class_id
        """);

    public Task<StaffMember?> FindAsync(long staffId, long scope, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<StaffMember>(FindPerson, new { staffId, scope }, cancel);

    public Task<IReadOnlyList<StaffMember>> OfSchoolAsync(long schoolId, CancellationToken cancel) =>
        session.QueryAsync<StaffMember>(OfSchool, new { schoolId }, cancel);

    public async Task<bool> IsNumberTakenAsync(long schoolId, string staffNumber, CancellationToken cancel) =>
        (await session.QueryAsync<long>(Number, new { schoolId, number = Ansi.Code(staffNumber) }, cancel)).Count > 0;

    public async Task<bool> WorksSomewhereAsync(IdentityDocument document, long exceptId, CancellationToken cancel)
    {
        var asked = new { type = Ansi.Code(document.Type), number = new DocumentNumber(document.Number), exceptId, @true = true };
        return (await session.QueryAsync<long>(Document, asked, cancel)).Count > 0;
    }

    public Task<IReadOnlyList<string>> ClassesHeadedAsync(long staffId, CancellationToken cancel) =>
        session.QueryAsync<string>(HeadTeacher, new { staffId }, cancel);

    public Task AddAsync(StaffMember person, CancellationToken cancel) =>
        session.InsertAsync(OrganizationTables.Staff, person, cancel);

    public Task UpdateAsync(StaffMember person, CancellationToken cancel) =>
        session.UpdateAsync(OrganizationTables.Staff, person, cancel);
}
