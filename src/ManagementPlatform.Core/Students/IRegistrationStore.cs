using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Students;

/// <summary>
/// What registration needs of the database: everything by set, so that a batch of thousands costs a handful of statements.
/// </summary>
public interface IRegistrationStore
{
    /// <summary>In a unit of work the classes, and their schools, stay as they are until it ends.</summary>
    /// <param name="scope">Only classes that this organization may see count.</param>
    Task<RegistrationFacts> FactsAsync(
        IReadOnlyList<Candidate> candidates, ReferenceSnapshot reference, DateOnly today, long scope, CancellationToken cancel);

    /// <summary>Stores all rows, inside the current unit of work.</summary>
    Task AddAsync(IReadOnlyList<Admission> admissions, CancellationToken cancel);
}
