using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Storage.Students;

/// <summary>
/// The table of all student numbers, and those that the nation has given and their pupils have not taken up yet.
/// </summary>
public sealed class NumberRegister(DbSession session) : INumberRegister
{
    private static readonly Sql Holders = Sql.Portable(
        """
        SELECT n.number, n.student_id FROM dbo.student_number AS n WHERE n.number IN {codes @numbers}
        UNION ALL
        SELECT v.number, v.student_id FROM dbo.number_verdict AS v WHERE v.number IS NOT NULL AND v.number IN {codes @numbers}
            AND NOT EXISTS (SELECT 1 FROM dbo.student_number AS n WHERE n.number = v.number)
        """);

    public async Task<IReadOnlyDictionary<StudentNumber, long>> HoldersAsync(
        IReadOnlyCollection<StudentNumber> numbers, CancellationToken cancel)
    {
        if (numbers.Count == 0)
            return new Dictionary<StudentNumber, long>();
        var parameters = new { numbers = JsonList.Of(numbers.Select(number => number.Text)) };
        return (await session.QueryAsync<NumberRow>(Holders, parameters, cancel))
            .ToDictionary(row => row.Number, row => row.StudentId);
    }
}
