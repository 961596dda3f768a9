using System.Collections.Frozen;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Replication.Catalogue;

namespace ManagementPlatform.Storage.Replication;

/// <summary>
/// What replicates: every aggregate with its tables, parents before children. A table that is neither here nor in
/// <see cref="Local"/> fails a test, so that nobody adds one without deciding.
/// </summary>
public static class ReplicaCatalogue
{
    private static readonly ReplicatedEntity[] Table =
    [
        ReplicatedReference.CodeTable,
        ReplicatedReference.Region,
        ReplicatedReference.Calendar,
        ReplicatedReference.ProvinceRule,
        ReplicatedReference.ProvinceField,
        ReplicatedOrganization.Organization,
        ReplicatedOrganization.School,
        ReplicatedOrganization.SubUnit,
        ReplicatedOrganization.Staff,
        ReplicatedOrganization.SchoolClass,
        ReplicatedOrganization.SchoolCondition,
        ReplicatedVerdicts.SchoolCodeGrant,
        ReplicatedPupils.Student,
        ReplicatedVerdicts.NumberVerdict,
        ReplicatedCases.Case,
        ReplicatedCases.RollCheck,
        ReplicatedCases.PupilInquiry,
        ReplicatedVerdicts.PupilInquiryAnswer,
    ];

    private static readonly FrozenDictionary<string, ReplicatedEntity> ByName = Table.ToFrozenDictionary(e => e.Name);

    /// <summary>In the order in which they are sent and applied.</summary>
    public static IReadOnlyList<ReplicatedEntity> All => Table;

    private static IEnumerable<KeyValuePair<string, string>> QuartzTables =>
        new[]
        {
            "job_details", "triggers", "simple_triggers", "cron_triggers", "simprop_triggers",
            "blob_triggers", "calendars", "paused_trigger_grps", "paused_job_grps", "fired_triggers", "scheduler_state", "locks",
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
}
