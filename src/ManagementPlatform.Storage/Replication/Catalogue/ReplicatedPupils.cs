using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Cases;
using ManagementPlatform.Storage.Corrections;
using ManagementPlatform.Storage.Enrollment;
using ManagementPlatform.Storage.Files;
using ManagementPlatform.Storage.Students;

namespace ManagementPlatform.Storage.Replication.Catalogue;

/// <summary>A pupil with everything of his.</summary>
internal static class ReplicatedPupils
{
    private const string StudentId = "student_id";

    // These tables are keyed by value: the pupil's own rows say which values to look under; numbers of those merged into him are
    // in his history.
    private const string NumbersOfPupils =
        "number IN (SELECT h.number FROM dbo.student_number_history AS h WHERE h.student_id IN {ids @ids})";

    private const string LikenessOfPupils =
        "name IN (SELECT p.name FROM dbo.student AS p WHERE p.student_id IN {ids @ids} AND p.document_number IS NULL)";

    public static readonly ReplicatedEntity Student = new(
        Entity.Student,
        "SELECT p.student_id AS id, p.row_version AS version, p.home_center AS home FROM dbo.student AS p WHERE p.student_id IN {ids @ids}",
        """
        SELECT p.student_id FROM dbo.student AS p WHERE p.student_id > @after AND p.student_id <= @to AND p.home_center = @home
        ORDER BY p.student_id {limit @count}
        """,
        nextOfOthers: null,
        goesDown: true,
        new ReplicatedTable(StudentTables.Student, StudentId, Merge.Overwrite, null, OfSchool, OfClass) { ParentsAreSeen = true },
        Of(StudentTables.Family, parentsAreSeen: true),
        Of(StudentTables.NumberHistory, parentsAreSeen: true),
        new ReplicatedTable(StudentTables.Number, StudentId, Merge.Claim, NumbersOfPupils),
        new ReplicatedTable(StudentTables.Document, StudentId, Merge.Claim, OwnKeys.Documents),
        new ReplicatedTable(StudentTables.Likeness, StudentId, Merge.Replace, LikenessOfPupils),
        Of(StudentTables.Extra),
        new ReplicatedTable(FilesTables.File, null, Merge.Append, FilesTables.OfPupils),
        Of(StudentTables.File),
        Of(StudentTables.ArchiveItem),
        Of(StudentTables.Revision),
        Of(StudentTables.Discipline),
        new ReplicatedTable(EnrollmentTables.Enrollment, StudentId, Merge.Replace, null, OfSchool, OfClass) { ParentsAreSeen = true },
        Of(EnrollmentTables.Change),
        Of(EnrollmentTables.Step),
        Of(CorrectionTables.Problem),
        Of(CorrectionTables.Merge),
        Of(CaseTables.Copy))
    {
        Owned = ReplicatedEntity.OwnedOf("student", StudentId, ""),
        Concerned = Sql.Portable(
            "SELECT i.student_id AS id, i.center_code AS center FROM dbo.student_interest AS i WHERE i.student_id IN {ids @ids}"),
        Needs =
        [
            (Entity.SchoolClass, Sql.Portable(
                "SELECT DISTINCT c.class_id FROM dbo.school_class AS c JOIN dbo.enrollment AS e ON e.class_id = c.class_id WHERE e.student_id IN {ids @ids}")),
        ],
    };

    private static ParentColumn OfSchool => new("school_id", Entity.School);

    private static ParentColumn OfClass => new("class_id", Entity.SchoolClass);

    private static ReplicatedTable Of(ITable table, bool parentsAreSeen = false) =>
        new(table, StudentId, Merge.Replace, null) { ParentsAreSeen = parentsAreSeen };
}
