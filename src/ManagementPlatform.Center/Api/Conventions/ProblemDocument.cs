using ManagementPlatform.Core;

namespace ManagementPlatform.Center.Api.Conventions;

/// <summary>The answer to a request that was not carried out (RFC 9457, <c>application/problem+json</c>).</summary>
/// <param name="Type">A URN that names the kind of problem; ends in the code.</param>
/// <param name="Title">The kind in a few Chinese words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Stable, snake_case, for programs.</param>
/// <param name="Detail">What is wrong and what to do, in Chinese.</param>
/// <param name="Errors">
/// Everything that is wrong, by field (camelCase); <c>request</c> holds what concerns no single field.
/// </param>
/// <param name="Id">Of an internal error: what to tell the operator, who finds it in the log.</param>
public sealed record ProblemDocument(
    string Type,
    string Title,
    int Status,
    string Code,
    string Detail,
    IReadOnlyDictionary<string, FieldError[]>? Errors = null,
    string? Id = null)
{
    public const string MediaType = "application/problem+json";

    public static ProblemDocument Of(
        int status, string code, string detail, IReadOnlyList<Problem>? problems = null, string? id = null) =>
        new($"urn:management-platform:problem:{code}", TitleOf(status), status, code, detail, ByField(problems), id);

    public static async Task WriteAsync(HttpContext http, ProblemDocument problem)
    {
        http.Response.StatusCode = problem.Status;
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsJsonAsync(problem, options: null, contentType: MediaType, http.RequestAborted);
    }

    private static Dictionary<string, FieldError[]>? ByField(IReadOnlyList<Problem>? problems) => problems is not { Count: > 0 }
        ? null
        : problems.GroupBy(p => p.Field ?? "request")
            .ToDictionary(g => g.Key, g => g.Select(p => new FieldError(p.Code, p.Message)).ToArray());

    private static string TitleOf(int status) => status switch
    {
        400 => "请求有误",
        401 => "未登录或登录已失效",
        403 => "没有权限",
        404 => "未找到",
        405 => "不支持该操作",
        409 => "与现有数据冲突",
        412 => "数据已被修改",
        413 => "请求内容过大",
        415 => "不支持的内容类型",
        428 => "缺少版本条件",
        429 => "请求过于频繁",
        503 => "服务暂不可用",
        >= 500 => "系统内部错误",
        _ => "请求未被接受",
    };
}

/// <summary>One thing that is wrong with a field.</summary>
public sealed record FieldError(string Code, string Message);
