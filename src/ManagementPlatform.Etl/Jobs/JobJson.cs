using System.Text.Encodings.Web;
using System.Text.Json;

namespace ManagementPlatform.Etl.Jobs;

/// <summary>How parameters and results of jobs are written.</summary>
public static class JobJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads the parameters that a job was started with.</summary>
    public static T Parameters<T>(Core.Jobs.Job job) => JsonSerializer.Deserialize<T>(job.Parameters, Options)!;
}
