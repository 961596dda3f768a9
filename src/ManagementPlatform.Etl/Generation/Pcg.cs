namespace ManagementPlatform.Etl.Generation;

/// <summary>
/// A small random number generator (PCG XSH RR 64/32, O'Neill 2014), because the same seed has to give the same bytes on every
/// platform and runtime, which System.Random does not promise. Integers only: floating-point functions differ between machines.
/// </summary>
public sealed class Pcg
{
    private const ulong Multiplier = 6364136223846793005;
    private const ulong Increment = 1442695040888963407;

    private ulong _state;

    private Pcg(ulong start)
    {
        _state = start + Increment;
        Next();
    }

    /// <summary>
    /// An independent stream for each purpose, so that no part of the data depends on the order in which parts are made.
    /// </summary>
    /// <param name="purpose">What the stream is for: <c>510104/pupils/12</c>.</param>
    public static Pcg Of(ulong seed, string purpose)
    {
        // FNV-1a over the text, then SplitMix64 so that neighbouring seeds do not give neighbouring streams.
        var hash = 14695981039346656037UL ^ seed;
        foreach (var c in purpose)
            hash = (hash ^ c) * 1099511628211UL;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return new Pcg(hash ^ (hash >> 31));
    }

    public uint Next()
    {
        var old = _state;
        _state = old * Multiplier + Increment;
        return uint.RotateRight((uint)(((old >> 18) ^ old) >> 27), (int)(old >> 59));
    }

    /// <summary>0 to <paramref name="bound"/> − 1, each equally often up to one in four billion.</summary>
    public int Below(int bound) => (int)(((ulong)Next() * (uint)bound) >> 32);

    /// <summary>Both ends included.</summary>
    public int Between(int lowest, int highest) => lowest + Below(highest - lowest + 1);

    /// <summary>True in so many of ten thousand cases.</summary>
    public bool Chance(int perTenThousand) => Below(10_000) < perTenThousand;

    /// <summary>Around the middle of the range far more often than at its ends: the sum of four even draws.</summary>
    public int Bell(int lowest, int highest)
    {
        var sum = 0L;
        for (var i = 0; i < 4; i++)
            sum += Below(highest - lowest + 1);
        return lowest + (int)((sum + 2) / 4);
    }

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];
}
