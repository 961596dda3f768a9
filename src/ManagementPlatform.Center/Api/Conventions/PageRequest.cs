using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using ManagementPlatform.Core;

namespace ManagementPlatform.Center.Api.Conventions;

/// <summary>
/// Which part of a list is asked for: <c>?limit=50&amp;cursor=…</c>. A cursor holds the sort key of the last row seen, so a page
/// costs the same wherever it lies; clients only hand it back.
/// </summary>
public sealed class PageRequest
{
    public const string LimitName = "limit";
    public const string CursorName = "cursor";
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    private readonly string? _cursor;

    private PageRequest(int limit, string? cursor)
    {
        Limit = limit;
        _cursor = cursor;
    }

    /// <summary>1 to 200.</summary>
    public int Limit { get; }

    /// <summary>What the query asks for: one row more than the page, which tells whether there is a next one.</summary>
    public int Take => Limit + 1;

    public bool IsFirst => _cursor is null;

    /// <summary>The key after which the page starts; default on the first page.</summary>
    /// <typeparam name="TKey">
    /// The sort key that <see cref="Answer.Page"/> was given: a number, string, date or a small record of them.
    /// </typeparam>
    /// <exception cref="RefusalException">The cursor is not one that this list gave out.</exception>
    public TKey? After<TKey>()
    {
        if (_cursor is null)
            return default;
        try
        {
            return JsonSerializer.Deserialize<TKey>(Base64Url.DecodeFromChars(_cursor), JsonSerializerOptions.Web)
                ?? throw new JsonException();
        }
        catch (Exception exception) when (exception is JsonException or FormatException or NotSupportedException)
        {
            throw Refused.Invalid("invalid_cursor", "游标无效，请从第一页重新查询。", CursorName);
        }
    }

    internal static string Cursor<TKey>(TKey key) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(key, JsonSerializerOptions.Web));

    public static ValueTask<PageRequest?> BindAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var limit = DefaultLimit;
        if (query.TryGetValue(LimitName, out var text)
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxLimit))
        {
            throw Refused.Invalid("invalid_limit", $"每页条数应为 1 至 {MaxLimit}。", LimitName);
        }

        var cursor = query[CursorName];
        return ValueTask.FromResult<PageRequest?>(
            new PageRequest(limit, string.IsNullOrEmpty(cursor) ? null : cursor.ToString()));
    }
}
