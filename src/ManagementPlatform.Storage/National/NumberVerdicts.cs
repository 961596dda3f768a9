using ManagementPlatform.Core.National;

namespace ManagementPlatform.Storage.National;

/// <summary>核重结论, the nation's and what of it has come to a province; see <see cref="INumberVerdicts"/>.</summary>
public sealed class NumberVerdicts(DbSession session) : INumberVerdicts
{
    private static readonly Sql Of = NationalTables.Verdict.Select("WHERE student_id IN {ids @ids}");

    public async Task<IReadOnlyDictionary<long, NumberVerdictRow>> OfAsync(
        IReadOnlyCollection<long> studentIds, CancellationToken cancel) =>
        (await session.QueryAsync<NumberVerdictRow>(Of, new { ids = JsonList.Of(studentIds) }, cancel))
            .ToDictionary(row => row.StudentId);
}
