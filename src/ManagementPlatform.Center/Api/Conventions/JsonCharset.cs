using Microsoft.Net.Http.Headers;

namespace ManagementPlatform.Center.Api.Conventions;

/// <summary>JSON between programs is UTF-8 (RFC 8259 §8.1). The framework breaks on a charset that it does not know.</summary>
internal sealed class JsonCharset(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (http.Request.HasJsonContentType()
            && MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            && HeaderUtilities.RemoveQuotes(type.Charset) is { Length: > 0 } charset
            && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            throw new ProblemException(
                StatusCodes.Status415UnsupportedMediaType, "unsupported_charset", "JSON 内容须为 UTF-8 编码，请转换后重新提交。");
        }

        return next(http);
    }
}
