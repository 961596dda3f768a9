namespace ManagementPlatform.Core.Corrections;

/// <summary>Who arbitrates between two bureaus: the lowest one above both; docs/rules.md §1.7.</summary>
public static class Arbiter
{
    /// <param name="one">A bureau and all above it, nearest first.</param>
    /// <param name="other">The same of the other side.</param>
    /// <returns>
    /// The lowest bureau above both that is neither; where there is none (one of the two is the top of this center's tree), the
    /// top.
    /// </returns>
    /// <exception cref="ArgumentException">The two have nothing in common.</exception>
    public static long Of(IReadOnlyList<long> one, IReadOnlyList<long> other)
    {
        var common = one.Where(other.Contains).ToList();
        if (common.Count == 0)
            throw new ArgumentException("Two bureaus of one center have a root in common.", nameof(other));
        return common.FirstOrDefault(bureau => bureau != one[0] && bureau != other[0], common[^1]);
    }
}
