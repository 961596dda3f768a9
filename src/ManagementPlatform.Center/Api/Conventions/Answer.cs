using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace ManagementPlatform.Center.Api.Conventions;

/// <summary>What a handler returns when a bare contract does not say enough.</summary>
public static class Answer
{
    /// <summary>200 with the resource and its version as <c>ETag</c>; 304 when the caller has this version already.</summary>
    public static Versioned<T> Versioned<T>(T value, int rowVersion) => new(value, rowVersion);

    /// <summary>201 with the new resource, where it is, and its version.</summary>
    /// <param name="location">Path below the base path: <c>/students/510000000000123</c>.</param>
    public static Created<T> Created<T>(string location, T value, int rowVersion) => new(location, value, rowVersion);

    /// <summary>202: the work goes on as a job; its state is at <paramref name="location"/>.</summary>
    public static Accepted<T> Accepted<T>(string location, T value) => new(location, value);

    /// <summary>204.</summary>
    public static Done Done() => new(rowVersion: null);

    /// <summary>204 with the new version.</summary>
    public static Done Done(int rowVersion) => new(rowVersion);

    /// <summary>One page of a list.</summary>
    /// <param name="rows">What the query gave for <see cref="PageRequest.Take"/> rows.</param>
    /// <param name="key">The sort key of a row, which <see cref="PageRequest.After"/> reads back.</param>
    /// <param name="contract">What the caller sees of a row.</param>
    public static Page<T> Page<TRow, TKey, T>(
        PageRequest page, IReadOnlyList<TRow> rows, Func<TRow, TKey> key, Func<TRow, T> contract)
    {
        var hasMore = rows.Count > page.Limit;
        var shown = hasMore ? rows.Take(page.Limit) : rows;
        return new([.. shown.Select(contract)], hasMore ? PageRequest.Cursor(key(rows[page.Limit - 1])) : null);
    }
}

/// <summary>A resource and its version.</summary>
public sealed class Versioned<T>(T value, int rowVersion) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var etag = ExpectedVersion.ETagOf(rowVersion);
        httpContext.Response.Headers.ETag = etag;
        if (httpContext.Request.Headers.IfNoneMatch != etag)
            return httpContext.Response.WriteAsJsonAsync(value, httpContext.RequestAborted);
        httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
}

/// <summary>A resource that was created.</summary>
public sealed class Created<T>(string location, T value, int rowVersion) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status201Created;
        httpContext.Response.Headers.Location = ApiRoutes.BasePath + location;
        httpContext.Response.Headers.ETag = ExpectedVersion.ETagOf(rowVersion);
        return httpContext.Response.WriteAsJsonAsync(value, httpContext.RequestAborted);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status201Created, typeof(T), ["application/json"]));
}

/// <summary>Work that was taken on.</summary>
public sealed class Accepted<T>(string location, T value) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status202Accepted;
        httpContext.Response.Headers.Location = ApiRoutes.BasePath + location;
        return httpContext.Response.WriteAsJsonAsync(value, httpContext.RequestAborted);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status202Accepted, typeof(T), ["application/json"]));
}

/// <summary>Nothing more to say.</summary>
public sealed class Done(int? rowVersion) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
        if (rowVersion is { } version)
            httpContext.Response.Headers.ETag = ExpectedVersion.ETagOf(version);
        return Task.CompletedTask;
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent));
}

/// <summary>One page of a list in its stable order.</summary>
/// <param name="Items">The rows, at most <c>limit</c>.</param>
/// <param name="Next">The <c>cursor</c> of the next page; absent on the last. Also in the <c>Link</c> header.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next) : IResult, IEndpointMetadataProvider
{
    /// <summary>For an operation's documentation.</summary>
    public static object Example(T item) => new { items = new[] { item }, next = "WyLljYPpm4XlsI_lraYiLDUxXQ" };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (Next is not null)
            httpContext.Response.Headers[HeaderNames.Link] = $"<{NextUrl(httpContext.Request)}>; rel=\"next\"";
        return httpContext.Response.WriteAsJsonAsync(new PageBody<T>(Items, Next), httpContext.RequestAborted);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(PageBody<T>), ["application/json"]));

    private string NextUrl(HttpRequest request)
    {
        var others = request.Query.Where(q => !q.Key.Equals(PageRequest.CursorName, StringComparison.OrdinalIgnoreCase))
            .Append(new(PageRequest.CursorName, Next));
        return request.PathBase + request.Path + QueryString.Create(others);
    }
}

/// <summary>A page as it stands in the answer.</summary>
public sealed record PageBody<T>(IReadOnlyList<T> Items, string? Next);
