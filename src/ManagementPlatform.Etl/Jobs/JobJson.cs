using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ManagementPlatform.Etl.Jobs;

/// <summary>How parameters and results of jobs are written.</summary>
public static class JobJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads the parameters that a job was started with.</summary>
    public static T Parameters<T>(Core.Jobs.Job job) => JsonSerializer.Deserialize<T>(job.Parameters, Options)!;
}

/// <summary>Writes the members of an enumeration as the API does: <c>not_stored</c>.</summary>
public sealed class SnakeCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower)
    where T : struct, Enum;
