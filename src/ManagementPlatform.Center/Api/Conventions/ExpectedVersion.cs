using System.Globalization;
using ManagementPlatform.Core;

namespace ManagementPlatform.Center.Api.Conventions;

/// <summary>
/// The version that the caller read, from <c>If-Match</c>: a parameter of every handler that updates. Missing: 428. The use case
/// compares it with what is stored (412).
/// </summary>
public readonly record struct ExpectedVersion(int Value)
{
    public static string ETagOf(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public static ValueTask<ExpectedVersion> BindAsync(HttpContext http)
    {
        var text = http.Request.Headers.IfMatch.ToString();
        if (text.Length == 0)
        {
            throw new ProblemException(
                StatusCodes.Status428PreconditionRequired, "version_required", "缺少 If-Match 请求头：请先读取数据，并带上其 ETag 再修改。");
        }

        return text is ['"', .. var digits, '"']
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? ValueTask.FromResult(new ExpectedVersion(version))
            : throw Refused.Invalid("invalid_if_match", "If-Match 请求头应为读取数据时得到的 ETag，例如 \"3\"。");
    }
}
