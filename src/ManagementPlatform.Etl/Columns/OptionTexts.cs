using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Etl.Columns;

/// <summary>Fields as people write them in tables: options and divisions by name, yes and no as 是 and 否.</summary>
public sealed class OptionTexts(ReferenceSnapshot reference)
{
    private readonly Dictionary<string, string> _regions = [];

    public Func<TForm, string?> Of<TForm>(FormField<TForm> field) => field switch
    {
        CodeField<TForm> code => Code(code, reference.Table(code.Table)),
        RegionField<TForm> region => form => region.Read(form) is { } value ? Region(value) : null,
        FlagField<TForm> flag => form => flag.Read(form) switch { true => "是", false => "否", null => null },
        _ => field.Text,
    };

    /// <summary>The name of an option; its code when two options share the name.</summary>
    public string Name(string table, string code)
    {
        var options = reference.Table(table);
        var name = options.Name(code);
        return options.TryCode(name, out var back) && back == code ? name : code;
    }

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
