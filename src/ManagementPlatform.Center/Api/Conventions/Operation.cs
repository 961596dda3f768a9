using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Center.Api.Conventions;

/// <summary>
/// What a route is: its name, who may call it, and what its documentation shows. Routes are mapped with
/// <see cref="SecuredRoutes.MapSecured"/> and an operation, or the center does not start.
/// </summary>
/// <param name="Name">Stable operation id, <c>feature.verb</c>: <c>student.register</c>.</param>
/// <param name="Permission">
/// What the caller must hold; null, only by <see cref="Open"/>, for the few routes that are open to all.
/// </param>
/// <param name="Summary">One Chinese line.</param>
public sealed record Operation(string Name, Permission? Permission, string Summary)
{
    /// <summary>The body of an ordinary request. Uploads say their own.</summary>
    public const long OrdinaryBody = 2 * 1024 * 1024;

    /// <summary>More than the summary, where there is more to know (Chinese, Markdown).</summary>
    public string? Description { get; init; }

    /// <summary>An example of the request's body; every operation that takes JSON has one.</summary>
    public object? Request { get; init; }

    /// <summary>
    /// An example of the answer's body; every operation that answers JSON has one. A list shows <see cref="Page{T}.Example"/>.
    /// </summary>
    public object? Response { get; init; }

    /// <summary>The longest body accepted, in bytes; longer ones get 413.</summary>
    public long MaxBody { get; init; } = OrdinaryBody;

    /// <summary>Media types of a body that is not JSON (uploads, forms); the handler reads it itself.</summary>
    public IReadOnlyList<string> Accepts { get; init; } = [];

    /// <summary>Media types of an answer that is not JSON (files).</summary>
    public IReadOnlyList<string> Produces { get; init; } = [];

    /// <summary>
    /// Carries no personal data (code tables): browsers and proxies may keep the answer. Otherwise it is <c>no-store</c>.
    /// </summary>
    public bool IsPublicData { get; init; }

    /// <summary>
    /// A POST that only reads, because its question must not stand in a URL; it takes no <c>Idempotency-Key</c>.
    /// </summary>
    public bool OnlyReads { get; init; }

    /// <summary>The answer holds a password or token: it is not kept for an <c>Idempotency-Key</c>.</summary>
    public bool AnswersSecret { get; init; }

    /// <summary>
    /// For data centers, with signed requests (<see cref="Replication.IdentifyCenter"/>); no account may call it.
    /// </summary>
    public bool IsForCenters { get; private init; }

    internal bool TakesKey => Permission is not null && !OnlyReads && !AnswersSecret;

    /// <summary>A route that anybody may call: signing in, health, documentation.</summary>
    public static Operation Open(string name, string summary) => new(name, Permission: null, summary);

    /// <summary>A route that only data centers call, each with its key.</summary>
    public static Operation ForCenters(string name, string summary) =>
        new(name, Permission: null, summary) { IsForCenters = true };
}
