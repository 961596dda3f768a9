namespace ManagementPlatform.Core.Students;

/// <summary>A field that a province adds to the national form (非基础学籍信息, 办法(2025) Art. 3).</summary>
public sealed record ProvinceField
{
    /// <summary>Six digits; 兵团 660000.</summary>
    public required string ProvinceCode { get; init; }

    /// <summary>snake_case, unique in the province; never given another meaning.</summary>
    public required string FieldCode { get; init; }

    public required string Title { get; init; }

    /// <summary>One of <see cref="ProvinceFieldType"/>.</summary>
    public required string DataType { get; init; }

    public required bool IsRequired { get; init; }

    /// <summary>For <see cref="ProvinceFieldType.Code"/>: the code table.</summary>
    public string? CodeTableName { get; init; }

    public required int MaxLength { get; init; }
    public required int Sort { get; init; }

    /// <summary>False when the province no longer collects it; what was collected stays.</summary>
    public required bool IsActive { get; init; }

    public required int RowVersion { get; init; }
}

/// <summary>What a province's field holds.</summary>
public static class ProvinceFieldType
{
    public const string Text = "text";

    /// <summary>1 or 0.</summary>
    public const string Flag = "flag";

    /// <summary>YYYY-MM-DD.</summary>
    public const string Date = "date";

    /// <summary>Digits with at most one decimal point and a sign.</summary>
    public const string Number = "number";

    /// <summary>A code of a code table.</summary>
    public const string Code = "code";

    public static readonly IReadOnlyList<string> All = [Text, Flag, Date, Number, Code];
}
