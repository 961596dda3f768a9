namespace ManagementPlatform.Center.Api.Conventions;

/// <summary>A refusal that only HTTP knows (428, 429 …). Use cases throw <see cref="Core.RefusalException"/> instead.</summary>
public sealed class ProblemException(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    /// <summary>Stable, snake_case.</summary>
    public string Code => code;
}
