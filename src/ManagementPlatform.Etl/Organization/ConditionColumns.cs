using ManagementPlatform.Core.Organization.Conditions;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Storage.Exports;
using C = ManagementPlatform.Etl.Columns.ListColumns<ManagementPlatform.Storage.Exports.ConditionLine>;

namespace ManagementPlatform.Etl.Organization;

/// <summary>The columns of tables of school conditions: those of <see cref="ConditionField"/>.</summary>
public static class ConditionColumns
{
    public static IReadOnlyList<ListColumn<ConditionLine>> All { get; } =
    [
        SchoolCodeColumn.Of<ConditionLine>(),
        C.Whole("年份", "year").Required("2026", "以当年 9 月 1 日为准"),
        .. ConditionField.All.Select(Of),
        C.Flag("是否建有校园网", "hasCampusNetwork").Noted("是"),
    ];

    private static ListColumn<ConditionLine> Of(ConditionField field) =>
        (field.Decimals == 0 ? C.Whole(field.Title, field.Name) : C.Quantity(field.Title, field.Name))
            .Noted("", field.Note is null ? field.Unit : $"{field.Unit}；{field.Note}");
}
