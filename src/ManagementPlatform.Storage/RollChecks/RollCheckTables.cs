using ManagementPlatform.Core.RollChecks;

namespace ManagementPlatform.Storage.RollChecks;

internal static class RollCheckTables
{
    public static readonly Table<RollCheck> Check = new("roll_check", "roll_check_id");
    public static readonly Table<RollCheckFinding> Finding = new("roll_check_finding", "roll_check_id", "finding_number");
}
