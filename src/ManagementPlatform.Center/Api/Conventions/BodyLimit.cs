using Microsoft.AspNetCore.Http.Features;

namespace ManagementPlatform.Center.Api.Conventions;

/// <summary>
/// Holds a body to the longest that its operation takes. One that announces itself as too long, within reason, is read to its end
/// and thrown away, so that the sender gets its 413 instead of a broken connection.
/// </summary>
internal sealed class BodyLimit(RequestDelegate next)
{
    public const long Swallowed = 32 * 1024 * 1024;

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Operation>() is { } operation)
        {
            if (http.Request.ContentLength > operation.MaxBody)
                await RefuseAsync(http);
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
                limit.MaxRequestBodySize = operation.MaxBody;
        }

        await next(http);
    }

    private static async Task RefuseAsync(HttpContext http)
    {
        if (http.Request.ContentLength <= Swallowed)
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        throw new BadHttpRequestException("Too long.", StatusCodes.Status413PayloadTooLarge);
    }
}
