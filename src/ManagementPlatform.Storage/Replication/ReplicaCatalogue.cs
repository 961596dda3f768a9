using System.Collections.Frozen;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Cases;
using ManagementPlatform.Storage.Corrections;
using ManagementPlatform.Storage.Enrollment;
using ManagementPlatform.Storage.Files;
using ManagementPlatform.Storage.National;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Reference;
using ManagementPlatform.Storage.RollChecks;
using ManagementPlatform.Storage.Students;
using ManagementPlatform.Storage.Transfers;
using ManagementPlatform.Storage.Writing;

namespace ManagementPlatform.Storage.Replication;

/// <summary>
/// What replicates: every aggregate with its tables, parents before children. A table that is neither here nor in <see cref="Local"/> fails a
/// test, so that nobody adds one without deciding.
/// </summary>
public static class ReplicaCatalogue
{
    private const string StudentId = "student_id", SchoolId = "school_id";

    // These tables are keyed by value: the pupil's own rows say which values to look under.
    private const string NumbersOfPupils =
        "number IN (SELECT h.number FROM dbo.student_number_history AS h WHERE h.student_id IN {ids @ids})";

    private const string DocumentsOfPupils =
        """
        document_type IN (SELECT p.document_type FROM dbo.student AS p WHERE p.student_id IN {ids @ids}
                          UNION SELECT p.document_type FROM dbo.student AS p JOIN dbo.student_merge AS m ON m.student_id = p.student_id
                              WHERE m.survivor_id IN {ids @ids})
        AND document_number IN (SELECT p.document_number FROM dbo.student AS p WHERE p.student_id IN {ids @ids}
                            UNION SELECT p.document_number FROM dbo.student AS p JOIN dbo.student_merge AS m ON m.student_id = p.student_id
                                WHERE m.survivor_id IN {ids @ids})
        """;

    private const string LikenessOfPupils =
        "name IN (SELECT p.name FROM dbo.student AS p WHERE p.student_id IN {ids @ids} AND p.document_number IS NULL)";

    private static readonly ReplicatedEntity[] Table =
    [
        Whole(Entity.CodeTable, "code_tables", new(ReferenceTables.CodeTable, null, Merge.Overwrite, null), new(ReferenceTables.CodeItem, null, Merge.Overwrite, null)),
        Whole(Entity.Region, "regions", new ReplicatedTable(ReferenceTables.Region, null, Merge.Overwrite, null)),
        Whole(Entity.Calendar, "calendar", new ReplicatedTable(ReferenceTables.CalendarDay, null, Merge.Overwrite, null)),
        OfProvince(Entity.ProvinceRule, ReferenceTables.ProvinceRule),
        OfProvince(Entity.ProvinceField, StudentTables.ProvinceField),
        Rooted(
            Entity.Organization, "organization", "organization_id", goesDown: true, "kind <> 'school'",
            new ReplicatedTable(OrganizationTables.Organization, "organization_id", Merge.Overwrite, null, new ParentColumn("parent_id", Entity.Organization))
            {
                OwnParent = OrganizationTables.Organization.Columns.Select((c, i) => (c.Name, i)).Single(c => c.Name == "parent_id").i,
            }),
        Rooted(
            Entity.School, "organization", "organization_id", goesDown: true, "kind = 'school'",
            new ReplicatedTable(OrganizationTables.Organization, "organization_id", Merge.Overwrite, null, new ParentColumn("parent_id", Entity.Organization)),
            new ReplicatedTable(
                OrganizationTables.School, SchoolId, Merge.Overwrite, null, new ParentColumn("supervising_id", Entity.Organization),
                new ParentColumn("county_id", Entity.Organization), new ParentColumn("province_id", Entity.Organization)),
            new ReplicatedTable(OrganizationTables.SchoolScope, SchoolId, Merge.Replace, null),
            new ReplicatedTable(OrganizationTables.SchoolCode, SchoolId, Merge.Replace, null),
            new ReplicatedTable(OrganizationTables.SchoolEvent, SchoolId, Merge.Replace, null)),
        Rooted(
            Entity.SubUnit, "sub_unit", "sub_unit_id", goesDown: true, null,
            new ReplicatedTable(OrganizationTables.SubUnit, "sub_unit_id", Merge.Overwrite, null, new ParentColumn(SchoolId, Entity.School))),
        Rooted(
            Entity.Staff, "staff", "staff_id", goesDown: false, null,
            new ReplicatedTable(OrganizationTables.Staff, "staff_id", Merge.Overwrite, null, new ParentColumn(SchoolId, Entity.School))
            {
                Park = Sql.Portable("UPDATE dbo.staff SET staff_number = CAST(staff_id AS varchar(20)) WHERE staff_id IN {ids @ids}"),
            }),
        Rooted(
            Entity.SchoolClass, "school_class", "class_id", goesDown: false, null,
            new ReplicatedTable(
                OrganizationTables.SchoolClass, "class_id", Merge.Overwrite, null, new ParentColumn(SchoolId, Entity.School),
                new ParentColumn("sub_unit_id", Entity.SubUnit))
            {
                Park = Sql.Portable("UPDATE dbo.school_class SET class_number = CAST(0 - class_id % 1000000000 AS int) WHERE class_id IN {ids @ids}"),
            }),
        new(
            Entity.SchoolCondition,
            """
            SELECT c.school_id AS id, SUM(c.row_version) AS version, MAX(c.home_center) AS home FROM dbo.school_condition AS c
            WHERE c.school_id IN {ids @ids} GROUP BY c.school_id
            """,
            """
            SELECT DISTINCT c.school_id FROM dbo.school_condition AS c WHERE c.school_id > @after AND c.school_id <= @to AND c.home_center = @home
            ORDER BY c.school_id {limit @count}
            """,
            nextOfOthers: null,
            goesDown: false,
            new ReplicatedTable(OrganizationTables.SchoolCondition, SchoolId, Merge.Overwrite, null, new ParentColumn(SchoolId, Entity.School))),
        SchoolCodeGrant(),
        Student(),
        NumberVerdict(),
        new(
            Entity.Case,
            "SELECT f.case_id AS id, f.row_version AS version, NULL AS home FROM dbo.case_file AS f WHERE f.case_id IN {ids @ids}",
            "SELECT f.case_id FROM dbo.case_file AS f WHERE f.case_id > @after AND f.case_id <= @to ORDER BY f.case_id {limit @count}",
            nextOfOthers: null,
            goesDown: true,
            new ReplicatedTable(
                CaseTables.File, "case_id", Merge.Overwrite, null, new ParentColumn(StudentId, Entity.Student), new ParentColumn("from_school_id", Entity.School),
                new ParentColumn("to_school_id", Entity.School)),
            new ReplicatedTable(FilesTables.File, null, Merge.Append, FilesTables.OfCases),
            new ReplicatedTable(CaseTables.Step, "case_id", Merge.Append, null),
            new ReplicatedTable(CaseTables.Decision, "case_id", Merge.Append, null),
            new ReplicatedTable(CaseTables.Event, "case_id", Merge.Append, null))
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
        },
        new(
            Entity.RollCheck,
            "SELECT r.roll_check_id AS id, r.row_version AS version, NULL AS home FROM dbo.roll_check AS r WHERE r.roll_check_id IN {ids @ids}",
            "SELECT r.roll_check_id FROM dbo.roll_check AS r WHERE r.roll_check_id > @after AND r.roll_check_id <= @to ORDER BY r.roll_check_id {limit @count}",
            nextOfOthers: null,
            goesDown: false,
            new ReplicatedTable(
                RollCheckTables.Check, "roll_check_id", Merge.Overwrite, null, new ParentColumn(SchoolId, Entity.School),
                new ParentColumn("class_id", Entity.SchoolClass)),
            new ReplicatedTable(RollCheckTables.Finding, "roll_check_id", Merge.Replace, null)) { KeysTellHome = true },
        new(
            Entity.PupilInquiry,
            "SELECT i.inquiry_id AS id, i.row_version AS version, NULL AS home FROM dbo.pupil_inquiry AS i WHERE i.inquiry_id IN {ids @ids}",
            "SELECT i.inquiry_id FROM dbo.pupil_inquiry AS i WHERE i.inquiry_id > @after AND i.inquiry_id <= @to ORDER BY i.inquiry_id {limit @count}",
            nextOfOthers: null,
            goesDown: false,
            new ReplicatedTable(InquiryTables.Inquiry, "inquiry_id", Merge.Overwrite, null, new ParentColumn(SchoolId, Entity.School))) { KeysTellHome = true },
        new(
            Entity.PupilInquiryAnswer,
            $"SELECT a.inquiry_id AS id, 1 AS version, {ReplicatedEntity.OfNation} AS home FROM dbo.pupil_inquiry_answer AS a WHERE a.inquiry_id IN {{ids @ids}}",
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
        },
    ];

    private static readonly FrozenDictionary<string, ReplicatedEntity> ByName = Table.ToFrozenDictionary(e => e.Name);

    /// <summary>In the order in which they are sent and applied.</summary>
    public static IReadOnlyList<ReplicatedEntity> All => Table;

    private static IEnumerable<KeyValuePair<string, string>> QuartzTables =>
        new[]
        {
            "job_details", "triggers", "simple_triggers", "cron_triggers", "simprop_triggers", "blob_triggers", "calendars", "paused_trigger_grps",
            "paused_job_grps", "fired_triggers", "scheduler_state", "locks",
        }.Select(name => KeyValuePair.Create("qrtz_" + name, "the clock of this center"));

    /// <summary>Tables that stay in their center, and why.</summary>
    public static FrozenDictionary<string, string> Local { get; } = new Dictionary<string, string>(QuartzTables)
    {
        ["center"] = "names this center",
        ["id_allocator"] = "hands out the keys of this center",
        ["open_case"] = "a view of the rows of a case that each center keeps for itself",
        ["app_user"] = "accounts sign in at their own center",
        ["app_user_role"] = "as the account",
        ["password_history"] = "as the account",
        ["delegation"] = "as the account",
        ["data_protection_key"] = "secrets of this center",
        ["audit_event"] = "what was done in this center",
        ["audit_seal"] = "seals of this center's audit trail",
        ["idempotency_record"] = "requests to this center",
        ["change_log"] = "what replication works from",
        ["job"] = "work of this center",
        ["work_run"] = "what this center did by the clock",
        ["work_lease"] = "who does it now",
        ["replication_channel"] = "the books of this end",
        ["replication_batch"] = "the books of this end",
        ["replication_quarantine"] = "the books of this end",
        ["number_work"] = "what this center has still to look at",
        ["reconcile_report"] = "what this end has found",
        ["replication_run"] = "the books of this end",
        ["contested_key"] = "found where a pupil arrives",
        ["student_interest"] = "whom this center sends what to",
        ["known_center"] = "whom this center speaks to",
        ["center_key"] = "whom this center trusts",
        ["center_invitation"] = "whom this center lets in",
        ["center_nonce"] = "requests to this center",
    }.ToFrozenDictionary();

    public static ReplicatedEntity? Find(string name) => ByName.GetValueOrDefault(name);

    public static ReplicatedEntity Of(Entity entity) => Table.Single(e => e.Entity == entity);

    private static ReplicatedEntity Student() => new(
        Entity.Student,
        "SELECT p.student_id AS id, p.row_version AS version, p.home_center AS home FROM dbo.student AS p WHERE p.student_id IN {ids @ids}",
        "SELECT p.student_id FROM dbo.student AS p WHERE p.student_id > @after AND p.student_id <= @to AND p.home_center = @home ORDER BY p.student_id {limit @count}",
        nextOfOthers: null,
        goesDown: true,
        new ReplicatedTable(StudentTables.Student, StudentId, Merge.Overwrite, null, new ParentColumn(SchoolId, Entity.School), new ParentColumn("class_id", Entity.SchoolClass)),
        Of(StudentTables.Family),
        Of(StudentTables.NumberHistory),
        new ReplicatedTable(StudentTables.Number, StudentId, Merge.Claim, NumbersOfPupils),
        new ReplicatedTable(StudentTables.Document, StudentId, Merge.Claim, DocumentsOfPupils),
        new ReplicatedTable(StudentTables.Likeness, StudentId, Merge.Replace, LikenessOfPupils),
        Of(StudentTables.Extra),
        new ReplicatedTable(FilesTables.File, null, Merge.Append, FilesTables.OfPupils),
        Of(StudentTables.File),
        Of(StudentTables.ArchiveItem),
        Of(StudentTables.Revision),
        Of(StudentTables.Discipline),
        new ReplicatedTable(
            EnrollmentTables.Enrollment, StudentId, Merge.Replace, null, new ParentColumn(SchoolId, Entity.School), new ParentColumn("class_id", Entity.SchoolClass)),
        Of(EnrollmentTables.Change),
        Of(EnrollmentTables.Step),
        Of(CorrectionTables.Problem),
        Of(CorrectionTables.Merge),
        Of(CaseTables.Copy))
    {
        Owned = Owner("student", ""),
        Concerned = Sql.Portable("SELECT i.student_id AS id, i.center_code AS center FROM dbo.student_interest AS i WHERE i.student_id IN {ids @ids}"),
        Needs =
        [
            (Entity.SchoolClass, Sql.Portable(
                "SELECT DISTINCT c.class_id FROM dbo.school_class AS c JOIN dbo.enrollment AS e ON e.class_id = c.class_id WHERE e.student_id IN {ids @ids}")),
        ],
    };

    // What the nation says of a school or a pupil goes to the home of the one it speaks of.
    private static ReplicatedEntity SchoolCodeGrant() => new(
        Entity.SchoolCodeGrant,
        """
        SELECT g.school_id AS id, COUNT(*) AS version, '00' AS home FROM dbo.school_code_grant AS g
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

    private static ReplicatedEntity NumberVerdict() => new(
        Entity.NumberVerdict,
        "SELECT v.student_id AS id, v.row_version AS version, '00' AS home FROM dbo.number_verdict AS v WHERE v.student_id IN {ids @ids}",
        next: null,
        """
        SELECT v.student_id FROM dbo.number_verdict AS v JOIN dbo.student AS p ON p.student_id = v.student_id
        WHERE v.student_id > @after AND v.student_id <= @to AND p.home_center = @home ORDER BY v.student_id {limit @count}
        """,
        goesDown: true,
        new ReplicatedTable(NationalTables.Verdict, StudentId, Merge.Replace, null, new ParentColumn(StudentId, Entity.Student)))
    {
        Concerned = Sql.Portable("SELECT p.student_id AS id, p.home_center AS center FROM dbo.student AS p WHERE p.student_id IN {ids @ids}"),
    };

    private static ReplicatedTable Of(ITable table) => new(table, StudentId, Merge.Replace, null);

    // The version of a part of the reference data stands in a table of its own; it arrives with the rows.
    private static ReplicatedEntity Whole(Entity entity, string part, params ReplicatedTable[] tables) => new(
        entity,
        $"SELECT 0 AS id, v.row_version AS version, {ReplicatedEntity.OfNation} AS home FROM dbo.reference_version AS v WHERE v.part = '{part}'",
        next: null,
        nextOfOthers: null,
        goesDown: true,
        [.. tables, new ReplicatedTable(ReferenceTables.Version, null, Merge.Overwrite, $"part = '{part}'")]);

    // What a province has of its own in a table that all share, as a whole; provinces are given the nation's.
    private static ReplicatedEntity OfProvince(Entity entity, ITable table)
    {
        var own = $"FROM dbo.province_version AS v WHERE v.entity = '{EnumText.Of(entity)}'";
        var range = $"SELECT v.province_id {own} AND v.province_id > @after AND v.province_id <= @to";
        const string Order = "ORDER BY v.province_id {limit @count}";
        return new(
            entity,
            $"SELECT v.province_id AS id, v.row_version AS version, v.home_center AS home {own} AND v.province_id IN {{ids @ids}}",
            $"{range} AND v.home_center = @home {Order}",
            $"{range} AND v.home_center = {ReplicatedEntity.OfNation} AND v.home_center <> @home {Order}",
            goesDown: true,
            new ReplicatedTable(table, "province_code", Merge.Replace, null),
            new ReplicatedTable(NationalTables.ProvinceVersion, "province_id", Merge.Overwrite, $"entity = '{EnumText.Of(entity)}'"));
    }

    private static ReplicatedEntity Rooted(
        Entity entity, string root, string key, bool goesDown, string? filter, params ReplicatedTable[] tables)
    {
        var only = filter is null ? "" : $" AND r.{filter}";
        return new(
            entity,
            $"SELECT r.{key} AS id, r.row_version AS version, r.home_center AS home FROM dbo.{root} AS r WHERE r.{key} IN {{ids @ids}}",
            $"SELECT r.{key} FROM dbo.{root} AS r WHERE r.{key} > @after AND r.{key} <= @to AND r.home_center = @home{only} ORDER BY r.{key} {{limit @count}}",
            goesDown ? $"SELECT r.{key} FROM dbo.{root} AS r WHERE r.{key} > @after AND r.{key} <= @to AND r.home_center <> @home{only} ORDER BY r.{key} {{limit @count}}" : null,
            goesDown,
            tables) { Owned = Owner(root, only) };
    }

    private static Sql Owner(string root, string only) => Sql.Rendered(
        $"SELECT COUNT(*) FROM dbo.{root} AS r WHERE (r.home_center = @home OR (@home = '00' AND r.home_center <> @here)){only}");
}
