namespace ManagementPlatform.Etl.Generation;

/// <summary>Splits a whole number by weights without losing one: the largest-remainder method.</summary>
public static class Apportionment
{
    /// <param name="total">0 or more.</param>
    /// <param name="weights">Relative, not negative, not all 0 unless the total is.</param>
    /// <returns>Parts in the order of the weights that sum to the total.</returns>
    public static long[] Split(long total, IReadOnlyList<long> weights)
    {
        var sum = weights.Aggregate(Int128.Zero, (a, w) => a + w);
        var parts = new long[weights.Count];
        if (total == 0)
            return parts;
        if (sum <= 0)
            throw new ArgumentException("There is nobody to give a share to.", nameof(weights));

        var remainders = new Int128[weights.Count];
        var left = total;
        for (var i = 0; i < parts.Length; i++)
        {
            var exact = (Int128)total * weights[i];
            parts[i] = (long)(exact / sum);
            remainders[i] = exact % sum;
            left -= parts[i];
        }

        // The index breaks ties, so that the result never depends on a sort's stability.
        foreach (var i in Enumerable.Range(0, parts.Length).OrderByDescending(i => remainders[i]).ThenBy(i => i).Take((int)left))
            parts[i]++;
        return parts;
    }

    /// <summary>Splits into parts of about the same size, each off by up to so many percent.</summary>
    public static long[] Around(Pcg random, long total, int parts, int percentOff) =>
        Split(total, [.. Enumerable.Range(0, parts).Select(_ => (long)random.Bell(100 - percentOff, 100 + percentOff))]);
}
