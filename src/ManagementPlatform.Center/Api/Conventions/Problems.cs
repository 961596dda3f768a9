using System.Data.Common;
using System.Text.RegularExpressions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Storage;

namespace ManagementPlatform.Center.Api.Conventions;

/// <summary>Which answer an exception becomes: the one place where refusals meet HTTP.</summary>
internal static partial class Problems
{
    /// <returns>Null for what nobody foresaw: an internal error.</returns>
    public static ProblemDocument? Of(Exception exception, Database database) => exception switch
    {
        RefusalException refusal => ProblemDocument.Of(StatusOf(refusal.Kind), refusal.Code, refusal.Message, refusal.Problems),
        ProblemException problem => ProblemDocument.Of(problem.Status, problem.Code, problem.Message),
        BundleException bundle => ProblemDocument.Of(400, bundle.Code, bundle.Message),
        ChannelBrokenException broken => ProblemDocument.Of(409, broken.Code, broken.Message),
        BadHttpRequestException bad => OfBadRequest(bad),
        CenterBusyException => ProblemDocument.Of(503, "center_busy", exception.Message),
        DbException db when database.Dialect.IsTransient(db) || database.Dialect.IsBusy(db) =>
            ProblemDocument.Of(503, "center_busy", "系统繁忙，请稍后重试。"),
        DbException db when database.Dialect.IsUnavailable(db) =>
            ProblemDocument.Of(503, "database_unavailable", "数据库暂时不可用，请稍后重试；未作任何更改。"),
        DbException db when database.Dialect.RejectsValue(db) =>
            ProblemDocument.Of(400, "value_rejected", "提交的内容中有过长、超出范围或引用了不存在的数据的值；未作任何更改。"),
        InvalidDataException => ProblemDocument.Of(400, "bad_request", "请求格式有误。"), // a form that breaks the framework's limits
        IOException or UnauthorizedAccessException => ProblemDocument.Of(503, "storage_unavailable", "文件存储暂时不可用，请稍后重试；未作任何更改。"),
        _ => null,
    };

    /// <summary>For statuses that the framework gives without a body (no such route, wrong method, media type).</summary>
    public static ProblemDocument OfStatus(int status) => status switch
    {
        401 => ProblemDocument.Of(401, "unauthenticated", "请先登录；访问令牌缺失、无效或已过期。"),
        403 => ProblemDocument.Of(403, "forbidden", "您的角色没有该操作权限。"),
        404 => ProblemDocument.Of(404, "no_such_route", "没有这个地址，或地址中的编号格式不正确。"),
        405 => ProblemDocument.Of(405, "method_not_allowed", "该地址不支持此请求方法。"),
        413 => ProblemDocument.Of(413, "body_too_large", "请求内容超过大小限制。"),
        415 => ProblemDocument.Of(415, "unsupported_media_type", "不支持该 Content-Type；接口数据请用 application/json。"),
        _ => ProblemDocument.Of(status, "http_" + status.ToString(System.Globalization.CultureInfo.InvariantCulture), "请求未被接受。"),
    };

    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => 400,
        RefusalKind.Forbidden => 403,
        RefusalKind.NotFound => 404,
        RefusalKind.Conflict => 409,
        RefusalKind.Stale => 412,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static ProblemDocument OfBadRequest(BadHttpRequestException bad)
    {
        if (bad.StatusCode != 400)
            return OfStatus(bad.StatusCode);
        if (bad.InnerException is System.Text.Json.JsonException json)
            return JsonProblem.Of(json);

        if (bad.Message.Contains("no body", StringComparison.Ordinal)
            || bad.Message.Contains("from body", StringComparison.Ordinal))
            return ProblemDocument.Of(400, "body_required", "缺少请求内容。");

        // The framework names the parameter only in its sentence: Failed to bind parameter "int year" from "abc".
        var parameter = ParameterName().Match(bad.Message);
        return parameter.Success
            ? ProblemDocument.Of(
                400, "invalid", $"参数“{parameter.Groups[1].Value}”缺失或格式不正确。",
                [new("invalid_value", "缺失或格式不正确。", parameter.Groups[1].Value)])
            : ProblemDocument.Of(400, "bad_request", "请求格式有误。");
    }

    [GeneratedRegex("parameter \"\\S+ (\\w+)\"", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex ParameterName();
}
