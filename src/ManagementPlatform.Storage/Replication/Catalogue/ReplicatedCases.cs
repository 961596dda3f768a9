using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Cases;
using ManagementPlatform.Storage.Files;
using ManagementPlatform.Storage.RollChecks;
using ManagementPlatform.Storage.Transfers;

namespace ManagementPlatform.Storage.Replication.Catalogue;

/// <summary>
/// Business of several parties, and what else belongs to the center that made its key: no row of it names a home.
/// </summary>
internal static class ReplicatedCases
{
    private const string CaseId = "case_id", InquiryId = "inquiry_id", RollCheckId = "roll_check_id";

    public static readonly ReplicatedEntity Case = new(
        Entity.Case, StatesOf("case_file", CaseId), NextOf("case_file", CaseId), nextOfOthers: null, goesDown: true,
        new ReplicatedTable(
            CaseTables.File, CaseId, Merge.Overwrite, null, new ParentColumn("student_id", Entity.Student),
            new ParentColumn("other_student_id", Entity.Student),
            new ParentColumn("from_school_id", Entity.School), new ParentColumn("to_school_id", Entity.School)),
        new ReplicatedTable(FilesTables.File, null, Merge.Append, FilesTables.OfCases),
        new ReplicatedTable(CaseTables.Step, CaseId, Merge.Append, null),
        new ReplicatedTable(CaseTables.Decision, CaseId, Merge.Append, null),
        new ReplicatedTable(CaseTables.Event, CaseId, Merge.Append, null))
    {
        KeysTellHome = true,
        Concerned = Sql.Portable(
            """
            SELECT f.case_id AS id, o.home_center AS center FROM dbo.case_file AS f JOIN dbo.organization AS o ON o.organization_id = f.from_school_id
            WHERE f.case_id IN {ids @ids}
            UNION
            SELECT f.case_id AS id, o.home_center AS center FROM dbo.case_file AS f JOIN dbo.organization AS o ON o.organization_id = f.to_school_id
            WHERE f.case_id IN {ids @ids}
            UNION
            SELECT f.case_id AS id, p.home_center AS center FROM dbo.case_file AS f
            JOIN dbo.student AS p ON p.student_id = f.student_id OR p.student_id = f.other_student_id
            WHERE f.case_id IN {ids @ids}
            """),
    };

    public static readonly ReplicatedEntity RollCheck = new(
        Entity.RollCheck, StatesOf("roll_check", RollCheckId),
        NextOf("roll_check", RollCheckId), nextOfOthers: null, goesDown: false, new ReplicatedTable(
            RollCheckTables.Check, RollCheckId, Merge.Overwrite, null, OfSchool,
            new ParentColumn("class_id", Entity.SchoolClass)),
        new ReplicatedTable(RollCheckTables.Finding, RollCheckId, Merge.Replace, null)) { KeysTellHome = true };

    public static readonly ReplicatedEntity PupilInquiry = new(
        Entity.PupilInquiry, StatesOf("pupil_inquiry", InquiryId),
        NextOf("pupil_inquiry", InquiryId), nextOfOthers: null, goesDown: false,
        new ReplicatedTable(InquiryTables.Inquiry, InquiryId, Merge.Overwrite, null, OfSchool)) { KeysTellHome = true };

    private static ParentColumn OfSchool => new("school_id", Entity.School);

    private static string StatesOf(string root, string key) =>
        $"SELECT r.{key} AS id, r.row_version AS version, NULL AS home FROM dbo.{root} AS r WHERE r.{key} IN {{ids @ids}}";

    private static string NextOf(string root, string key) =>
        $"SELECT r.{key} FROM dbo.{root} AS r WHERE r.{key} > @after AND r.{key} <= @to ORDER BY r.{key} {{limit @count}}";
}
