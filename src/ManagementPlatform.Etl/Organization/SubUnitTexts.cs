using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Columns;

namespace ManagementPlatform.Etl.Organization;

/// <summary>教学点 and 附设班 of a school in one cell: <c>name/type/address</c>, one after the other with <c>|</c> between.</summary>
internal static class SubUnitTexts
{
    public const string Note = "多个用“|”隔开；可写作“名称/办学类型/地址”，只写名称的为小学教学点";

    private const char Between = '|', Inside = '/';
    private const string TeachingPoint = "218";

    public static string? Write(IEnumerable<SubUnitForm> units, OptionTexts texts)
    {
        var all = string.Join(Between, units.Select(unit => Write(unit, texts)));
        return all.Length == 0 ? null : all;
    }

    public static IReadOnlyList<SubUnitForm> Read(string? text) =>
        [.. (text ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ReadOne)];

    /// <summary>The names, in one order: what says which units a school has.</summary>
    public static string Names(string? text) =>
        string.Join(Between, Read(text).Select(unit => unit.Name).Order(StringComparer.Ordinal));

    private static string Write(SubUnitForm unit, OptionTexts texts)
    {
        if (unit is { TypeCode: TeachingPoint, Address: null })
            return unit.Name!;
        var typed = $"{unit.Name}{Inside}{texts.Name(CodeTableNames.SchoolType, unit.TypeCode!)}";
        return unit.Address is null ? typed : $"{typed}{Inside}{unit.Address}";
    }

    private static SubUnitForm ReadOne(string text)
    {
        var parts = text.Split(Inside, 3, StringSplitOptions.TrimEntries);
        return new SubUnitForm(
            parts[0], parts.Length > 1 && parts[1].Length > 0 ? parts[1] : TeachingPoint, parts.Length > 2 ? parts[2] : null);
    }
}
