using System.Collections.Frozen;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Reference;

/// <summary>The divisions of the country with those that were abolished, to look up by code or by full name.</summary>
public sealed class RegionTree
{
    private const int LongestText = 130;

    private readonly FrozenDictionary<string, Region> _byCode;
    private readonly FrozenDictionary<string, Region> _byFullName;
    private readonly ILookup<string, Region> _children;

    public RegionTree(IEnumerable<Region> regions)
    {
        All = [.. regions.OrderBy(region => region.RegionCode, StringComparer.Ordinal)];
        _byCode = All.ToFrozenDictionary(region => region.RegionCode);
        _children = All.Where(region => region.ParentCode is not null).ToLookup(region => region.ParentCode!);
        _byFullName = All.Where(region => region.Kind != RegionKind.Placeholder)
            .GroupBy(region => FullName(region.RegionCode))
            .ToFrozenDictionary(same => same.Key, same => same.FirstOrDefault(region => region.IsCurrent) ?? same.Last());
    }

    /// <summary>By code.</summary>
    public IReadOnlyList<Region> All { get; }

    public Region? Find(string? code) => code is not null && _byCode.TryGetValue(code, out var region) ? region : null;

    public bool IsCurrent(string? code) => Find(code) is { IsCurrent: true };

    /// <summary>
    /// Whether the code was in use on a day: a pupil's birth place may lie in a county that is no more, but not in one that was
    /// no more when he was born.
    /// </summary>
    public bool WasInUse(string? code, DateOnly on) =>
        Find(code) is { } region && (region.ValidFrom is null || region.ValidFrom <= on)
            && (region.ValidTo is null || on <= region.ValidTo);

    public IEnumerable<Region> Children(string code) => _children[code];

    /// <summary>The region above that is a government: placeholders such as 市辖区 are passed over. Null for the nation.</summary>
    public Region? GovernmentAbove(Region region)
    {
        var above = Find(region.ParentCode);
        while (above is { Kind: RegionKind.Placeholder })
            above = Find(above.ParentCode);
        return above;
    }

    /// <summary>四川省成都市武侯区. Placeholders are left out; an unknown code stands for itself.</summary>
    public string FullName(string code)
    {
        if (Find(code) is not { } region)
            return code;
        var above = GovernmentAbove(region);
        return above is null or { Level: "nation" } ? region.Name : FullName(above.RegionCode) + region.Name;
    }

    /// <summary>
    /// Reads a code of six digits, a statistical one of twelve (its county) or a full name. False when there is no such region.
    /// </summary>
    public bool TryCode(string? text, out string code)
    {
        code = "";
        var normal = CodeText.Normalize(text, LongestText);
        if (string.IsNullOrEmpty(normal))
            return false;
        var region = normal.Length is 6 or 12 && CodeText.AllDigits(normal)
            ? Find(normal[..6])
            : _byFullName.GetValueOrDefault(string.Concat(normal.Where(c => !char.IsWhiteSpace(c))));
        code = region?.RegionCode ?? "";
        return region is not null;
    }
}
