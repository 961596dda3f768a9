using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Students;

/// <summary>
/// Draws L numbers: the division of the school, the birth date and four random digits, drawn again while the number is taken;
/// docs/rules.md §2.1.
/// </summary>
public sealed class TemporaryNumbers(INumberRegister register, Random random)
{
    private const int Digits = 10_000;

    // Ten thousand numbers a division and day: with 99 % of them gone, fifty draws still find one in two out of five tries.
    private const int Rounds = 50;

    /// <returns>A number for each place, in order, all different and none taken.</returns>
    /// <exception cref="RefusalException">A division has no free numbers for a birth date.</exception>
    public async Task<StudentNumber[]> DrawAsync(
        IReadOnlyList<(RegionCode Division, DateOnly BirthDate)> places, CancellationToken cancel)
    {
        var numbers = new StudentNumber[places.Count];
        var used = new HashSet<StudentNumber>(places.Count);
        var open = Enumerable.Range(0, places.Count).ToList();
        for (var round = 0; open.Count > 0; round++)
        {
            if (round == Rounds)
                throw Refused.Conflict("temporary_numbers_exhausted", "该区划该出生日期的临时学籍号已用尽，请联系管理员。");
            foreach (var i in open)
                numbers[i] = StudentNumber.Temporary(places[i].Division, places[i].BirthDate, random.Next(Digits));
            var taken = await register.HoldersAsync([.. open.Select(i => numbers[i])], cancel);
            open.RemoveAll(i => !taken.ContainsKey(numbers[i]) && used.Add(numbers[i]));
        }

        return numbers;
    }
}
