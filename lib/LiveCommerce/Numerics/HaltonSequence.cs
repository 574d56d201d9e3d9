namespace LiveCommerce.Numerics;

/// <summary>Halton points: radical inverses in the first primes, the origin first.</summary>
/// <remarks>Halton (1960). Above about ten dimensions the points line up: use <see cref="SobolSequence"/> there. Reference case E28.</remarks>
public sealed class HaltonSequence
{
    private readonly int[] bases;

    /// <summary>The sequence in the first <paramref name="dimensions"/> primes.</summary>
    /// <exception cref="InputException">Below 1 dimension.</exception>
    public HaltonSequence(int dimensions) => bases = Primes(Guard.AtLeast(dimensions, 1, "dimensions"));

    /// <summary>The primes, one per coordinate.</summary>
    public IReadOnlyList<int> Bases => bases;

    /// <summary>Point number <paramref name="index"/>, coordinates in [0, 1).</summary>
    /// <param name="index">At least 0; 0 is the origin.</param>
    public double[] Point(long index) => [.. bases.Select(prime => RadicalInverse(index, prime))];

    /// <summary>The first <paramref name="count"/> points after <paramref name="skip"/>.</summary>
    /// <exception cref="InputException">A count below 1.</exception>
    public IReadOnlyList<double[]> Points(int count, long skip = 0) =>
        [.. Enumerable.Range(0, Guard.AtLeast(count, 1, "count")).Select(i => Point(skip + i))];

    /// <summary>The digits of <paramref name="index"/> in <paramref name="radix"/>, mirrored at the point.</summary>
    /// <param name="index">At least 0.</param>
    /// <param name="radix">At least 2.</param>
    /// <exception cref="InputException">A negative index or a radix below 2.</exception>
    public static double RadicalInverse(long index, int radix)
    {
        Guard.AtLeast(radix, 2, "radix");
        if (index < 0) Guard.AtLeast(-1, 0, "index");
        double mirrored = 0, scale = 1.0 / radix;
        for (; index > 0; index /= radix, scale /= radix) mirrored += index % radix * scale;
        return mirrored;
    }

    private static int[] Primes(int count)
    {
        var primes = new List<int>(count);
        for (var n = 2; primes.Count < count; n++)
        {
            if (primes.TakeWhile(prime => prime * prime <= n).All(prime => n % prime != 0)) primes.Add(n);
        }

        return [.. primes];
    }
}
