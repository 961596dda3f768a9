using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.National;
using ManagementPlatform.Storage.Transfers;

namespace ManagementPlatform.Storage.Replication.Catalogue;

/// <summary>What the nation says of a school, a pupil or an inquiry: it goes to the home of the one it speaks of.</summary>
internal static class ReplicatedVerdicts
{
    private const string StudentId = "student_id", SchoolId = "school_id";

    public static readonly ReplicatedEntity SchoolCodeGrant = new(
        Entity.SchoolCodeGrant,
        $$"""
        SELECT g.school_id AS id, COUNT(*) AS version, {{ReplicatedEntity.OfNation}} AS home FROM dbo.school_code_grant AS g
        WHERE g.school_id IN {ids @ids} GROUP BY g.school_id
        """,
        next: null,
        """
        SELECT DISTINCT g.school_id FROM dbo.school_code_grant AS g JOIN dbo.organization AS o ON o.organization_id = g.school_id
        WHERE g.school_id > @after AND g.school_id <= @to AND o.home_center = @home ORDER BY g.school_id {limit @count}
        """,
        goesDown: true,
        new ReplicatedTable(NationalTables.Grant, SchoolId, Merge.Replace, null, new ParentColumn(SchoolId, Entity.School)))
    {
        Concerned = Sql.Portable(
            "SELECT o.organization_id AS id, o.home_center AS center FROM dbo.organization AS o WHERE o.organization_id IN {ids @ids}"),
    };

    public static readonly ReplicatedEntity NumberVerdict = new(
        Entity.NumberVerdict,
        $$"""
        SELECT v.student_id AS id, v.row_version AS version, {{ReplicatedEntity.OfNation}} AS home FROM dbo.number_verdict AS v
        WHERE v.student_id IN {ids @ids}
        """,
        next: null,
        """
        SELECT v.student_id FROM dbo.number_verdict AS v JOIN dbo.student AS p ON p.student_id = v.student_id
        WHERE v.student_id > @after AND v.student_id <= @to AND p.home_center = @home ORDER BY v.student_id {limit @count}
        """,
        goesDown: true,
        new ReplicatedTable(NationalTables.Verdict, StudentId, Merge.Replace, null, new ParentColumn(StudentId, Entity.Student)))
    {
        Concerned = Sql.Portable(
            "SELECT p.student_id AS id, p.home_center AS center FROM dbo.student AS p WHERE p.student_id IN {ids @ids}"),
    };

    public static readonly ReplicatedEntity PupilInquiryAnswer = new(
        Entity.PupilInquiryAnswer,
        $$"""
        SELECT a.inquiry_id AS id, 1 AS version, {{ReplicatedEntity.OfNation}} AS home FROM dbo.pupil_inquiry_answer AS a
        WHERE a.inquiry_id IN {ids @ids}
        """,
        next: null,
        nextOfOthers: null,
        goesDown: true,
        new ReplicatedTable(InquiryTables.Answer, "inquiry_id", Merge.Overwrite, null))
    {
        Concerned = Sql.Portable(
            """
            SELECT i.inquiry_id AS id, o.home_center AS center FROM dbo.pupil_inquiry AS i JOIN dbo.organization AS o ON o.organization_id = i.school_id
            WHERE i.inquiry_id IN {ids @ids}
            """),
    };
}
