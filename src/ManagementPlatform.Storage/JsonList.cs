using System.Text.Encodings.Web;
using System.Text.Json;

namespace ManagementPlatform.Storage;

/// <summary>A list of values as one parameter, for the <c>{codes @p}</c>, <c>{names @p}</c> and <c>{ids @p}</c> tokens.</summary>
public static class JsonList
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(IEnumerable<string> values) => JsonSerializer.Serialize(values, Options);

    public static string Of(IEnumerable<long> values) => JsonSerializer.Serialize(values, Options);
}
