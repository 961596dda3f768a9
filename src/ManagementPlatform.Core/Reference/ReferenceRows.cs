namespace ManagementPlatform.Core.Reference;

/// <summary>A code table (代码表) of a standard or of this product. Its codes: <see cref="CodeItem"/>.</summary>
public sealed record CodeTableRow
{
    public required string TableName { get; init; }
    public required string Title { get; init; }
    public required string Standard { get; init; }
    public string? Note { get; init; }
}

/// <summary>One code. Never deleted: what went out of use gets <see cref="ValidTo"/>.</summary>
public sealed record CodeItem
{
    public required string TableName { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required int Sort { get; init; }
    public string? ParentCode { get; init; }
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day on which it was in use.</summary>
    public DateOnly? ValidTo { get; init; }

    public string? SuccessorCode { get; init; }

    /// <summary>The code of the same thing in the standard that the table's note names.</summary>
    public string? OutwardCode { get; init; }

    public bool IsValidOn(DateOnly day) => (ValidFrom is null || ValidFrom <= day) && (ValidTo is null || day <= ValidTo);
}

/// <summary>A division (行政区划, GB/T 2260), current or abolished; docs/rules.md §2.5, §6.1.</summary>
public sealed record Region
{
    public required string RegionCode { get; init; }
    public required string Name { get; init; }

    /// <summary><c>nation</c>, <c>province</c>, <c>city</c> or <c>county</c>.</summary>
    public required string Level { get; init; }

    /// <summary>Geography, never administration: 石河子 lies below 新疆, its schools answer to the 兵团.</summary>
    public string? ParentCode { get; init; }

    /// <summary>One of <see cref="RegionKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>A county-level education bureau exists here.</summary>
    public required bool IsCountyAuthority { get; init; }

    /// <summary>A province that runs a data center of its own.</summary>
    public required bool HasCenter { get; init; }

    public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day on which the code can have been in use; null while it is.</summary>
    public DateOnly? ValidTo { get; init; }

    public string? SuccessorCode { get; init; }

    public bool IsCurrent => ValidTo is null;
}

/// <summary>What a region code stands for.</summary>
public static class RegionKind
{
    /// <summary>A place of GB/T 2260.</summary>
    public const string Gb = "gb";

    /// <summary>A statistical development zone (x70–x79); not in GB/T 2260, no bureau of its own.</summary>
    public const string Zone = "zone";

    /// <summary>Belongs to the 新疆生产建设兵团.</summary>
    public const string Xpcc = "xpcc";

    /// <summary>A city without counties: it is its own county level.</summary>
    public const string Citywide = "citywide";

    /// <summary>Stands for no government: 市辖区, 省直辖县级行政区划.</summary>
    public const string Placeholder = "placeholder";
}

/// <summary>A day of the working-day calendar (国务院办公厅 holiday notices).</summary>
public sealed record CalendarDay
{
    public required DateOnly Day { get; init; }
    public required bool IsWorking { get; init; }
    public string? Name { get; init; }

    /// <summary>The year's holidays are not announced yet: Monday to Friday only.</summary>
    public required bool Provisional { get; init; }
}

/// <summary>A rule of the nation (000000) or of a province, which goes before it. Names: <see cref="RuleNames"/>.</summary>
public sealed record ProvinceRule
{
    public required string ProvinceCode { get; init; }
    public required string RuleName { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public required string Value { get; init; }

    /// <summary>The document that says so.</summary>
    public string? Source { get; init; }
}
