using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Storage.Writing;

/// <summary>The detail of an audit line as JSON, with numbers masked by their own types.</summary>
internal static class AuditDetail
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new Masked<StudentNumber>(), new Masked<DocumentNumber>() },
    };

    public static string? Text(object? detail) => detail is null ? null : JsonSerializer.Serialize(detail, Options);

    private sealed class Masked<T> : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value?.ToString());
    }
}
