namespace ManagementPlatform.Core.Students;

/// <summary>What a check has found so far. Errors keep a row out; warnings go with it to the person who entered it.</summary>
public sealed class Findings
{
    private List<Problem>? _errors;
    private List<Problem>? _warnings;

    public IReadOnlyList<Problem> Errors => _errors ?? (IReadOnlyList<Problem>)[];

    public IReadOnlyList<Problem> Warnings => _warnings ?? (IReadOnlyList<Problem>)[];

    public void Error(string code, string message, string? field = null) =>
        (_errors ??= []).Add(new Problem(code, message, field));

    public void Warn(string code, string message, string? field = null) =>
        (_warnings ??= []).Add(new Problem(code, message, field));

    /// <summary>Whether something is wrong with a field already, so that what follows from it need not be said as well.</summary>
    public bool Blames(string field) => _errors is not null && _errors.Exists(problem => problem.Field == field);
}
