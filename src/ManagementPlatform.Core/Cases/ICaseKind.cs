using System.Text.Json;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Cases;

/// <summary>
/// What a kind of case adds to the way that all of them go: who holds a node, what a node checks, what happens at the end.
/// </summary>
public interface ICaseKind
{
    /// <summary>Stable, snake_case.</summary>
    string Code { get; }

    string Name { get; }

    /// <summary>
    /// Its nodes may lie in several centers. Of such a case every center that has its rows knows where it waits; any other is
    /// known only where it was opened.
    /// </summary>
    bool Spans(CaseFile file) => false;

    /// <summary>办理时限 of a node, as a name of the province's rules.</summary>
    string DaysRule(string node) => RuleNames.CaseWorkingDays;

    /// <summary>
    /// Rows of a case over several centers have come while it runs: this center takes hold of what is its own to hold. The same
    /// once more changes nothing.
    /// </summary>
    /// <returns>Why it cannot go on here, in words for its parties: this center ends it. Null when it can.</returns>
    Task<string?> ArriveAsync(CaseFile file, CancellationToken cancel) => Task.FromResult<string?>(null);

    /// <summary>
    /// A case comes to a node: it passes by itself, or waits for somebody. What lies in another center is not looked at here.
    /// </summary>
    Task<NodeEntry> EnterAsync(CaseFile file, string node, IReadOnlyList<CaseDecision> decisions, CancellationToken cancel);

    /// <summary>
    /// Somebody approves at a node: the last look, and the place where what he adds (a class) is put into the file.
    /// </summary>
    /// <returns>The file, changed or as it was.</returns>
    /// <exception cref="RefusalException">It cannot go on like this.</exception>
    Task<CaseFile> ApproveAsync(CaseFile file, string node, CaseAnswer answer, CancellationToken cancel);

    /// <summary>What stands in the way of the case as things are now, whichever node it is at.</summary>
    Task<IReadOnlyList<Blocker>> BlockersAsync(CaseFile file, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Blocker>>([]);

    /// <summary>
    /// All nodes have approved, but it cannot be put into effect here before another center has done its part, or something that
    /// it needs is here again: what it waits for.
    /// </summary>
    Task<NodeEntry?> OutstandingAsync(CaseFile file, CancellationToken cancel) => Task.FromResult<NodeEntry?>(null);

    /// <summary>
    /// All nodes have approved: puts the case into effect and says so to the unit of work. Of a case over several centers each
    /// does its own part, and the rows may come to it more than once.
    /// </summary>
    Task CompleteAsync(CaseFile file, IReadOnlyList<CaseDecision> decisions, CancellationToken cancel);

    /// <summary>
    /// The case came back and is submitted again with corrected content; null when the kind has nothing to correct there.
    /// </summary>
    /// <exception cref="RefusalException">The new content is wrong.</exception>
    Task<string?> CorrectAsync(CaseFile file, string content, CancellationToken cancel);

    /// <summary>The case has ended without effect, refused or withdrawn: lets go of what it held.</summary>
    Task StopAsync(CaseFile file, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>The content as its parties see it: numbers masked.</summary>
    object Show(string content) => JsonSerializer.Deserialize<JsonElement>(content);
}

/// <summary>How a case is received at a node.</summary>
/// <param name="Passes">Nothing to decide, or everything is in order: it goes on by itself.</param>
/// <param name="OrganizationId">Who holds it while it waits.</param>
/// <param name="Blockers">Why it does not pass.</param>
/// <param name="Freezes">The pupil is frozen for other business while it waits here.</param>
/// <param name="Center">The center that holds the node, when it is another one.</param>
public sealed record NodeEntry(
    bool Passes, long OrganizationId, IReadOnlyList<Blocker> Blockers, bool Freezes = true, string? Center = null)
{
    public static NodeEntry WaitsFor(long organizationId) => new(false, organizationId, []);

    public static NodeEntry Through { get; } = new(true, 0, []);
}

/// <summary>Something that stands in the way of a case, in words, and who can clear it.</summary>
/// <param name="PlatformCode">统一平台校验码 2001, 2002, 2003; null where the platform has none.</param>
/// <param name="ClearedBy"><c>sending_school</c>, <c>receiving_school</c>, <c>time</c> or <c>nobody</c>.</param>
/// <param name="ClearedByText">The same, for people: 由转出学校办结或撤销.</param>
public sealed record Blocker(string Code, string? PlatformCode, string Message, string ClearedBy, string ClearedByText);

/// <summary>What somebody says to the node that waits for him.</summary>
/// <param name="Version">The version of the case that he saw.</param>
/// <param name="Verdict"><see cref="Cases.Verdict"/>.</param>
/// <param name="Opinion">Required unless approving.</param>
/// <param name="DocumentNumber">审批文号.</param>
/// <param name="Choice">Where the node asks for a choice.</param>
/// <param name="ClassId">Where the pupil is placed, at <see cref="CaseNodes.Placement"/>.</param>
/// <param name="SeatNumber">班内学号, at <see cref="CaseNodes.Placement"/>.</param>
public sealed record CaseAnswer(
    int Version,
    string Verdict,
    string? Opinion = null,
    string? DocumentNumber = null,
    string? Choice = null,
    long? ClassId = null,
    string? SeatNumber = null);
