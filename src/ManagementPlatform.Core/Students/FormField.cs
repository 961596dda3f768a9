using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Students;

/// <summary>A field of a form: its place in JSON and on paper, and what may stand in it.</summary>
/// <param name="Number">On the national form; 0 where it has none.</param>
/// <param name="Name">The property in JSON, camelCase.</param>
/// <param name="Title">The field's Chinese name, which is also the column in templates and exports.</param>
public abstract record FormField<TForm>(int Number, string Name, string Title, bool IsRequired)
{
    /// <summary>The value as text (codes as codes, 1 and 0 for yes and no); null when it is empty.</summary>
    public abstract string? Text(TForm form);

    /// <param name="path">What stands before the field's name in a problem: <c>family[0].</c></param>
    internal void Check(TForm form, ReferenceSnapshot reference, Findings findings, string path = "")
    {
        if (!IsEmpty(form))
            CheckValue(form, reference, findings, path);
        else if (IsRequired)
            findings.Error("required", $"{Title}必须填写。", path + Name);
    }

    private protected abstract bool IsEmpty(TForm form);

    private protected abstract void CheckValue(TForm form, ReferenceSnapshot reference, Findings findings, string path);
}

/// <summary>A text of limited length, perhaps of a certain shape.</summary>
/// <param name="MaxLength">
/// In characters as the databases count them (UTF-16 units): a rare character outside the basic plane counts two.
/// </param>
public sealed record TextField<TForm>(
    int Number, string Name, string Title, Func<TForm, string?> Read, int MaxLength,
    bool IsRequired = false, TextShape? Shape = null)
    : FormField<TForm>(Number, Name, Title, IsRequired)
{
    public override string? Text(TForm form) => Read(form);

    private protected override bool IsEmpty(TForm form) => Read(form) is null;

    private protected override void CheckValue(TForm form, ReferenceSnapshot reference, Findings findings, string path)
    {
        var text = Read(form)!;
        if (text.Length > MaxLength)
            findings.Error("too_long", $"{Title}不能超过{MaxLength}个字符。", path + Name);
        else if (!TypedText.IsClean(text))
            findings.Error("bad_characters", $"{Title}含有不可识别的字符。", path + Name);
        else if (Shape is not null && !Shape.Fits(text))
            findings.Error("bad_form", $"{Title}{Shape.Rule}", path + Name);
    }
}

/// <summary>A code of a code table.</summary>
/// <param name="Table">One of <see cref="CodeTableNames"/>.</param>
public sealed record CodeField<TForm>(
    int Number, string Name, string Title, Func<TForm, string?> Read, string Table, bool IsRequired = false)
    : FormField<TForm>(Number, Name, Title, IsRequired)
{
    public override string? Text(TForm form) => Read(form);

    private protected override bool IsEmpty(TForm form) => Read(form) is null;

    private protected override void CheckValue(TForm form, ReferenceSnapshot reference, Findings findings, string path)
    {
        if (!reference.Table(Table).Contains(Read(form)))
            findings.Error("unknown_code", $"{Title}代码不在代码表中。", path + Name);
    }
}

/// <summary>
/// A division (行政区划): six digits, or the statistical code of twelve that begins with them. It may be an abolished one.
/// </summary>
public sealed record RegionField<TForm>(int Number, string Name, string Title, Func<TForm, string?> Read, bool IsRequired = false)
    : FormField<TForm>(Number, Name, Title, IsRequired)
{
    /// <summary>境外: for those who were born or are registered in no division of the country.</summary>
    public const string Abroad = "000000";

    public override string? Text(TForm form) => Read(form);

    private protected override bool IsEmpty(TForm form) => Read(form) is null;

    private protected override void CheckValue(TForm form, ReferenceSnapshot reference, Findings findings, string path)
    {
        var code = Read(form)!;
        if (code == Abroad)
            return;
        var isForm = code.Length is 6 or 12 && !code.AsSpan().ContainsAnyExceptInRange('0', '9');
        if (!isForm || reference.Regions.Find(code.Length == 6 ? code : code[..6]) is not { } region)
            findings.Error("unknown_region", $"{Title}不是有效的行政区划代码（6位或12位）。", path + Name);
        else if (region.Level != "county" && region.Kind != RegionKind.Citywide && !IsBeyond(code))
            findings.Warn("region_not_county", $"{Title}应精确到县级。", path + Name);
    }

    // 台湾, 香港 and 澳门 have one code each.
    private static bool IsBeyond(string code) => code[0] is '7' or '8';
}

/// <summary>Yes or no.</summary>
public sealed record FlagField<TForm>(int Number, string Name, string Title, Func<TForm, bool?> Read, bool IsRequired = false)
    : FormField<TForm>(Number, Name, Title, IsRequired)
{
    public override string? Text(TForm form) => Read(form) switch
    {
        true => "1",
        false => "0",
        null => null,
    };

    private protected override bool IsEmpty(TForm form) => Read(form) is null;

    private protected override void CheckValue(TForm form, ReferenceSnapshot reference, Findings findings, string path)
    {
    }
}

/// <summary>A day.</summary>
public sealed record DateField<TForm>(int Number, string Name, string Title, Func<TForm, DateOnly?> Read, bool IsRequired = false)
    : FormField<TForm>(Number, Name, Title, IsRequired)
{
    public override string? Text(TForm form) =>
        Read(form)?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private protected override bool IsEmpty(TForm form) => Read(form) is null;

    private protected override void CheckValue(TForm form, ReferenceSnapshot reference, Findings findings, string path)
    {
    }
}

/// <summary>A quantity from 0 to <paramref name="Maximum"/> with one decimal at most.</summary>
public sealed record QuantityField<TForm>(
    int Number, string Name, string Title, Func<TForm, decimal?> Read, decimal Maximum, bool IsRequired = false)
    : FormField<TForm>(Number, Name, Title, IsRequired)
{
    public override string? Text(TForm form) => Read(form)?.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);

    private protected override bool IsEmpty(TForm form) => Read(form) is null;

    private protected override void CheckValue(TForm form, ReferenceSnapshot reference, Findings findings, string path)
    {
        var value = Read(form)!.Value;
        if (value < 0 || value > Maximum || decimal.Round(value, 1) != value)
            findings.Error("out_of_range", $"{Title}应在0至{Maximum}之间，最多一位小数。", path + Name);
    }
}
