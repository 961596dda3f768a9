using ManagementPlatform.Core.National;

namespace ManagementPlatform.Storage.National;

internal static class NationalTables
{
    public static readonly Table<NumberVerdictRow> Verdict = new("number_verdict", "student_id");
    public static readonly Table<SchoolCodeGrant> Grant = new("school_code_grant", "code");
    public static readonly Table<ProvinceVersion> ProvinceVersion = new("province_version", "entity", "province_id");
    public static readonly Table<NumberTask> Work = new("number_work", "work_id");
}
