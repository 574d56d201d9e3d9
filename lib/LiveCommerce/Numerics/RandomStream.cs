using System.Runtime.Intrinsics.X86;

namespace LiveCommerce.Numerics;

/// <summary>A stream of random numbers, one per replicate index: the same seed and index give the same numbers anywhere.</summary>
/// <remarks>
/// Counter-based (<see href="https://doi.org/10.1145/2063384.2063405">Philox4x32-10</see>): streams of different
/// indices never overlap within 2^64 blocks. A stream is for one thread; take one per replicate.
/// </remarks>
public sealed partial class RandomStream
{
    private const int Words = 16;
    private readonly uint[] words = new uint[Words];
    private readonly uint key0, key1, index0, index1;
    private ulong counter;
    private int next = Words;
    private double spare = double.NaN;

    private RandomStream(ulong seed, ulong index)
    {
        key0 = (uint)seed;
        key1 = (uint)(seed >> 32);
        index0 = (uint)index;
        index1 = (uint)(index >> 32);
    }

    /// <summary>The stream of one replicate.</summary>
    /// <param name="seed">Seed of the run; any value.</param>
    /// <param name="index">Number of the replicate; any value.</param>
    public static RandomStream For(ulong seed, long index) => new(seed, unchecked((ulong)index));

    /// <summary>The first four words of a stream, for those who need no more of it.</summary>
    internal static void First(Span<uint> block, ulong seed, long index) =>
        Philox.Block(block, 0, 0, (uint)index, (uint)(index >> 32), (uint)seed, (uint)(seed >> 32));

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        if (next == Words) Refill();
        return words[next++];
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64() => ((ulong)NextUInt32() << 32) | NextUInt32();

    private void Refill()
    {
        // Many streams end within a block, so the first comes alone and the rest in fours.
        if (counter == 0 || !Avx2.IsSupported)
        {
            next = Words - 4;
            Philox.Block(words.AsSpan(next), (uint)counter, (uint)(counter >> 32), index0, index1, key0, key1);
            counter++;
            return;
        }

        Philox.Four(words, counter, index0, index1, key0, key1);
        counter += 4;
        next = 0;
    }

    /// <summary>Uniform on (0, 1), both ends excluded, 52 bits.</summary>
    public double NextDouble() => ((NextUInt64() >> 12) + 0.5) * (1.0 / 4503599627370496.0);

    /// <summary>A whole number from 0 to <paramref name="n"/> - 1, each equally likely.</summary>
    /// <param name="n">How many values there are, at least 1.</param>
    /// <exception cref="InputException"><paramref name="n"/> is below 1.</exception>
    /// <remarks>Lemire (2019), with rejection: no value is favoured.</remarks>
    public int NextInt(int n)
    {
        var range = (uint)Guard.AtLeast(n, 1, "n");
        var product = (ulong)NextUInt32() * range;
        if ((uint)product < range)
        {
            var least = unchecked((uint)-(int)range) % range;
            while ((uint)product < least) product = (ulong)NextUInt32() * range;
        }

        return (int)(product >> 32);
    }

    /// <summary>The numbers 0 to <paramref name="n"/> - 1 in random order, each order equally likely.</summary>
    /// <param name="n">Length, at least 1.</param>
    /// <exception cref="InputException"><paramref name="n"/> is below 1.</exception>
    public int[] Permutation(int n)
    {
        Guard.AtLeast(n, 1, "n");
        var order = new int[n];
        for (var i = 0; i < n; i++)
        {
            var j = NextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }

        return order;
    }
}
