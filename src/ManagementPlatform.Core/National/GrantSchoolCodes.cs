using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.National;

/// <summary>
/// A code that the nation gave a school. A school that comes into another category gets another one; rows are only added.
/// </summary>
public sealed record SchoolCodeGrant
{
    public required string Code { get; init; }
    public required long SchoolId { get; init; }

    /// <summary>学校类别, the first two digits of the code.</summary>
    public required string Category { get; init; }

    public required DateTimeOffset GrantedAt { get; init; }
}

/// <summary>A school that has arrived and waits for its code.</summary>
/// <param name="TypeCode">办学类型.</param>
/// <param name="Home">Center code of the province that it answers to.</param>
/// <param name="Open">Categories of codes that it was given and has not taken up.</param>
public sealed record WaitingSchool(long SchoolId, string TypeCode, string Home, IReadOnlyCollection<string> Open);

/// <summary>The nation's side of 赋码 in the database.</summary>
public interface IWaitingSchools
{
    /// <summary>In order of their keys, after the given one.</summary>
    Task<IReadOnlyList<WaitingSchool>> TakeAsync(long after, int count, CancellationToken cancel);

    /// <returns>How many codes the school has been given by now: the version of what replicates.</returns>
    Task<int> AddAsync(SchoolCodeGrant grant, CancellationToken cancel);
}

/// <summary>全国统一赋码 (一校一码): the nation gives schools that have arrived a code from its register; docs/rules.md §2.3.</summary>
public sealed class GrantSchoolCodes(IWaitingSchools schools, ISchoolCodeRegister register, IUnitOfWork work, TimeProvider time)
{
    private const int BatchSize = 200;

    /// <returns>How many codes were given.</returns>
    public async Task<int> HandleAsync(Caller caller, CancellationToken cancel)
    {
        var granted = 0;
        for (long after = 0; ;)
        {
            // Looked at outside first: most runs find nobody and write nothing.
            var waiting = await schools.TakeAsync(after, BatchSize, cancel);
            if (waiting.Count == 0)
                return granted;
            if (waiting.Any(school => CategoryOf(school) is not null))
                granted += await work.CommitAsync(caller, "school.grant_codes", c => GrantAsync(after, c), cancel);
            after = waiting[^1].SchoolId;
        }
    }

    private async Task<int> GrantAsync(long after, CancellationToken cancel)
    {
        var (issuer, granted) = (new LocalCodeIssuer(register), 0);
        foreach (var school in await schools.TakeAsync(after, BatchSize, cancel))
        {
            if (CategoryOf(school) is not { } category
                || await issuer.IssueAsync(school.SchoolId, category, school.Home, cancel) is not { } code)
            {
                continue;
            }

            var grant = new SchoolCodeGrant
            {
                Code = code.Text, SchoolId = school.SchoolId, Category = category.Code, GrantedAt = time.GetUtcNow(),
            };
            var version = await schools.AddAsync(grant, cancel);
            work.Changed(Entity.SchoolCodeGrant, school.SchoolId, version);
            granted++;
        }

        work.Audited(new AuditLine(Entity.SchoolCodeGrant, null, Detail: new { granted }));
        return granted;
    }

    // Null when there is nothing to give: the code is on its way.
    private static SchoolCategory? CategoryOf(WaitingSchool school) =>
        SchoolType.Find(school.TypeCode) is { Category: { } category } && !school.Open.Contains(category)
            ? SchoolCategory.Find(category) : null;
}
