using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Core.Organization;

/// <summary>
/// Reads the fields of a form one after the other and remembers everything that is wrong, so that it is said at once.
/// </summary>
internal sealed class FormCheck(ReferenceSnapshot reference)
{
    private const int NoLimit = 2000;

    private readonly List<Problem> _problems = [];

    public ReferenceSnapshot Reference => reference;

    public IReadOnlyList<Problem> Problems => _problems;

    public void Error(string code, string message, string field) => _problems.Add(new Problem(code, message, field));

    public void Demand(bool holds, string code, string message, string field)
    {
        if (!holds)
            Error(code, message, field);
    }

    /// <summary>A text that must be there; "" when it is not.</summary>
    public string Required(string? text, string title, string field, int longest, TextShape? shape = null)
    {
        var value = Optional(text, title, field, longest, shape);
        if (value is null && !Blames(field))
            Error("required", $"{title}必须填写。", field);
        return value ?? "";
    }

    /// <summary>A trimmed text; null when it is empty or wrong.</summary>
    public string? Optional(string? text, string title, string field, int longest, TextShape? shape = null)
    {
        var value = text?.Trim();
        if (string.IsNullOrEmpty(value))
            return null;
        if (value.Length > longest)
            Error("too_long", $"{title}最多{longest}字。", field);
        else if (value.Any(char.IsControl))
            Error("control_character", $"{title}含有控制字符。", field);
        else if (shape?.Fits(value) == false)
            Error("bad_form", title + shape.Rule, field);
        else
            return value;
        return null;
    }

    /// <summary>An option of a code table, by code or name, that must be there.</summary>
    public string RequiredCode(string? text, string table, string title, string field)
    {
        var code = OptionalCode(text, table, title, field);
        if (code is null && !Blames(field))
            Error("required", $"{title}必须填写。", field);
        return code ?? "";
    }

    public string? OptionalCode(string? text, string table, string title, string field)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (text.Length <= NoLimit && reference.Table(table).TryCode(text, out var code))
            return code;
        Error("unknown_code", $"{title}不是有效的选项。", field);
        return null;
    }

    public bool Blames(string field) => _problems.Exists(problem => problem.Field == field);

    /// <exception cref="RefusalException">Something is wrong; says all of it.</exception>
    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
            throw Refused.Invalid(_problems);
    }
}
