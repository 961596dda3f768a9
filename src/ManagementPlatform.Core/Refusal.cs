namespace ManagementPlatform.Core;

/// <summary>Why a request is refused; decides the HTTP status and the exit code.</summary>
public enum RefusalKind
{
    /// <summary>The request itself is wrong (400).</summary>
    Invalid,

    /// <summary>The caller sees the thing but may not do this to it (403).</summary>
    Forbidden,

    /// <summary>There is no such thing inside the caller's scope (404).</summary>
    NotFound,

    /// <summary>The request collides with what the registry holds (409).</summary>
    Conflict,

    /// <summary>The caller read an older version (412).</summary>
    Stale,
}

/// <summary>One thing that is wrong, in words a registrar understands.</summary>
/// <param name="Code">Stable, snake_case, for programs.</param>
/// <param name="Message">Chinese, without identity or student numbers in clear.</param>
/// <param name="Field">The property or column concerned, camelCase; null when it concerns the whole request.</param>
public sealed record Problem(string Code, string Message, string? Field = null);

/// <summary>
/// A request that is refused. Thrown by use cases: it leaves the unit of work without a commit, is written to the audit trail
/// as a refused attempt, and is turned into one answer at the edge (HTTP problem, exit code, row of a result file).
/// </summary>
public sealed class RefusalException : Exception
{
    public RefusalException(RefusalKind kind, string code, string message, IReadOnlyList<Problem>? problems = null)
        : base(message)
    {
        Kind = kind;
        Code = code;
        Problems = problems ?? [];
    }

    public RefusalKind Kind { get; }

    /// <summary>Stable, snake_case.</summary>
    public string Code { get; }

    /// <summary>Everything that is wrong, field by field; empty when the message says it all.</summary>
    public IReadOnlyList<Problem> Problems { get; }
}

/// <summary>Makes the refusals that use cases throw.</summary>
public static class Refused
{
    public static RefusalException Invalid(IReadOnlyList<Problem> problems) =>
        new(RefusalKind.Invalid, "invalid", problems.Count == 1 ? problems[0].Message : $"有{problems.Count}处错误，请更正后重新提交。", problems);

    public static RefusalException Invalid(string code, string message, string? field = null) =>
        new(RefusalKind.Invalid, code, message, [new Problem(code, message, field)]);

    public static RefusalException Forbidden(string code, string message) => new(RefusalKind.Forbidden, code, message);

    /// <param name="what">What was looked for, in Chinese: 学校, 学生 …</param>
    public static RefusalException NotFound(string what) =>
        new(RefusalKind.NotFound, "not_found", $"未找到该{what}，或其不在您的管理范围内。");

    public static RefusalException Conflict(string code, string message, IReadOnlyList<Problem>? problems = null) =>
        new(RefusalKind.Conflict, code, message, problems);

    public static RefusalException Stale() =>
        new(RefusalKind.Stale, "stale_version", "数据已被他人修改，请刷新后重新提交。");
}
