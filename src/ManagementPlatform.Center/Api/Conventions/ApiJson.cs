using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Center.Api.Conventions;

/// <summary>
/// JSON as the API speaks it: camelCase members, snake_case options, dates as <c>yyyy-MM-dd</c>, numbers as numbers. Members that
/// the contract does not have are refused, since the programs of schools find their misspellings that way and no other. Numbers
/// of people are masked by their types; a contract that reveals one says so with a plain string.
/// </summary>
public static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.MaxDepth = 32;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new CleanText());
        options.Converters.Add(new UnambiguousObject());
        options.Converters.Add(new MaskedStudentNumber());
        options.Converters.Add(new MaskedDocumentNumber());
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver())
            .WithAddedModifier(RefuseNullElements);
        return options;
    }

    // Nullability reaches members, not what lists and dictionaries hold: [null] would surprise every use case.
    private static void RefuseNullElements(JsonTypeInfo type)
    {
        if (type is not { Kind: JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary, ElementType.IsValueType: false })
            return;
        type.OnDeserialized = collection =>
        {
            var elements = collection is IDictionary dictionary ? dictionary.Values : (IEnumerable)collection;
            foreach (var element in elements)
            {
                if (element is null)
                    throw new JsonValueException("null_element", "列表中不能有空值 null。");
            }
        };
    }

    // A NUL breaks PostgreSQL's text; other control characters break CSV files and screens.
    private sealed class CleanText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.GetString();
            return text is null || !text.AsSpan().ContainsAnyInRange('\0', '\u0008')
                && !text.AsSpan().ContainsAnyInRange('\u000B', '\u000C')
                && !text.AsSpan().ContainsAnyInRange('\u000E', '\u001F')
                ? text
                : throw new JsonValueException("control_character", "文本中不能有控制字符。");
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value);
    }

    // The framework's own reader of objects breaks on a member that stands twice; its reader of elements refuses it, but takes
    // half a character (a surrogate alone), which cannot be written again.
    private sealed class UnambiguousObject : JsonConverter<JsonObject>
    {
        public override JsonObject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new JsonException();
            var element = JsonSerializer.Deserialize<JsonElement>(ref reader, options);
            try
            {
                JsonSerializer.SerializeToUtf8Bytes(element, options);
            }
            catch (InvalidOperationException exception)
            {
                throw new JsonException(null, exception);
            }

            return JsonObject.Create(element)!;
        }

        public override void Write(Utf8JsonWriter writer, JsonObject value, JsonSerializerOptions options) =>
            value.WriteTo(writer, options);
    }

    private sealed class MaskedStudentNumber : JsonConverter<StudentNumber>
    {
        public override StudentNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            StudentNumber.TryParse(reader.GetString(), out var number, out var fault)
                ? number
                : throw new JsonValueException("student_number", fault.Text());

        public override void Write(Utf8JsonWriter writer, StudentNumber value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }

    private sealed class MaskedDocumentNumber : JsonConverter<DocumentNumber>
    {
        public override DocumentNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("A document number comes in as text and is checked with its type.");

        public override void Write(Utf8JsonWriter writer, DocumentNumber value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Core.Access.Masking.Document(value.Text));
    }
}
