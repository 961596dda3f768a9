using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Etl.Generation;

/// <summary>Fields as people write them in tables: options and divisions by name, yes and no as 是 and 否.</summary>
internal sealed class OptionTexts(ReferenceSnapshot reference)
{
    private readonly Dictionary<string, string> _regions = [];

    public Func<TForm, string?> Of<TForm>(FormField<TForm> field) => field switch
    {
        CodeField<TForm> code => Code(code, reference.Table(code.Table)),
        RegionField<TForm> region => form => region.Read(form) is { } value ? Region(value) : null,
        FlagField<TForm> flag => form => flag.Read(form) switch { true => "是", false => "否", null => null },
        _ => field.Text,
    };

    public string Name(string table, string code) => reference.Table(table).Name(code);

    /// <summary>The full name, 四川省成都市武侯区; an abolished division by its code, since its name may be another's today.</summary>
    public string Region(string code)
    {
        if (!_regions.TryGetValue(code, out var name))
            _regions[code] = name = reference.Regions.IsCurrent(code) ? reference.Regions.FullName(code) : code;
        return name;
    }

    private static Func<TForm, string?> Code<TForm>(CodeField<TForm> field, CodeTable table) =>
        form => field.Read(form) is { } code ? table.Name(code) : null;
}
