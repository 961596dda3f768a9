using System.Globalization;
using System.Text.Json;
using ManagementPlatform.Core;

namespace ManagementPlatform.Center.Api.Conventions;

/// <summary>
/// A value that a JSON converter does not accept, with words for the person who sent it (never the value itself).
/// </summary>
internal sealed class JsonValueException(string code, string message) : JsonException(message)
{
    public string Code => code;
}

/// <summary>What is wrong with a JSON body, by field where the reader knows it.</summary>
internal static class JsonProblem
{
    private const string Unmapped = "could not be mapped";
    private const string Missing = "missing required properties including: ";

    public static ProblemDocument Of(JsonException exception)
    {
        var field = FieldOf(exception.Path);
        if (exception is JsonValueException value)
            return Invalid(new Problem(value.Code, value.Message, field));
        if (exception.Message.Contains(Unmapped, StringComparison.Ordinal))
            return Invalid(new Problem("unknown_field", $"没有名为“{field}”的字段，请检查拼写。", field));
        var missing = exception.Message.IndexOf(Missing, StringComparison.Ordinal);
        if (missing >= 0)
            return OfMissing(exception.Message[(missing + Missing.Length)..]);
        return field is null || exception.InnerException is JsonException
            ? ProblemDocument.Of(400, "malformed_json", Malformed(exception))
            : Invalid(new Problem("invalid_value", $"字段“{field}”的值类型、格式或选项不正确。", field));
    }

    private static ProblemDocument Invalid(Problem problem) => ProblemDocument.Of(400, "invalid", problem.Message, [problem]);

    // The sentence lists the contract's own names, quoted: 'name', 'classId'.
    private static ProblemDocument OfMissing(string names)
    {
        var problems = names.Split('\'').Where((_, i) => i % 2 == 1)
            .Select(name => new Problem("required", "必填。", name)).ToArray();
        return ProblemDocument.Of(400, "invalid", "缺少必填字段。", problems);
    }

    private static string Malformed(JsonException exception) => exception.LineNumber is { } line
        ? string.Create(
            CultureInfo.InvariantCulture, $"请求内容不是正确的 JSON（第 {line + 1} 行，第 {exception.BytePositionInLine + 1} 字节附近）。")
        : "请求内容不是正确的 JSON。";

    /// <summary><c>$.family[1].name</c> → <c>family[1].name</c>.</summary>
    private static string? FieldOf(string? path) =>
        path is { Length: > 2 and <= 100 } && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : null;
}
