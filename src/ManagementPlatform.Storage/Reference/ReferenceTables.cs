using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Storage.Reference;

internal static class ReferenceTables
{
    public static readonly Table<CodeTableRow> CodeTable = new("code_table", "table_name");
    public static readonly Table<CodeItem> CodeItem = new("code_item", "table_name", "code");
    public static readonly Table<Region> Region = new("region", "region_code");
    public static readonly Table<CalendarDay> CalendarDay = new("calendar_day", "day");
    public static readonly Table<ProvinceRule> ProvinceRule = new("province_rule", "province_code", "rule_name", "valid_from");
    public static readonly Table<ReferenceVersion> Version = new("reference_version", "part");

    public static readonly Sql AllCodeTables = CodeTable.Select("ORDER BY table_name");
    public static readonly Sql AllCodeItems = CodeItem.Select("ORDER BY table_name, sort");
    public static readonly Sql AllRegions = Region.Select("ORDER BY region_code");
    public static readonly Sql AllCalendarDays = CalendarDay.Select("ORDER BY day");
    public static readonly Sql AllProvinceRules = ProvinceRule.Select("ORDER BY province_code, rule_name, valid_from");
    public static readonly Sql AllVersions = Version.Select("ORDER BY part");
}

/// <summary>A part of the reference data and how often it changed.</summary>
internal sealed record ReferenceVersion
{
    public required string Part { get; init; }
    public required int RowVersion { get; init; }
}
