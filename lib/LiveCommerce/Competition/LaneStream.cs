using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LiveCommerce.Numerics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;
using Words = System.Runtime.Intrinsics.Vector512<ulong>;

namespace LiveCommerce.Competition;

/// <summary>Random numbers of eight replicates side by side: those of a replicate do not depend on its neighbours.</summary>
/// <remarks>
/// One xoshiro256++ generator (Blackman and Vigna 2021) per lane, seeded through SplitMix64 with 128 bits of the
/// replicate's own <see cref="RandomStream"/>. Normal variates carry the 24 bits of single precision and reach 6.7 standard deviations.
/// </remarks>
internal sealed class LaneStream
{
    /// <summary>Variates are made in lots of so many vectors.</summary>
    public const int Lot = 4;

    private const ulong Golden = 0x9E3779B97F4A7C15;
    private readonly ulong purpose;
    private Xoshiro generator;

    /// <summary>A stream.</summary>
    /// <param name="purpose">Tells it apart from other streams of the same seed.</param>
    public LaneStream(ulong purpose) => this.purpose = purpose;

    /// <summary>Begins the streams of eight replicates.</summary>
    public void Start(ulong seed, ReadOnlySpan<long> replicates)
    {
        Span<ulong> state = stackalloc ulong[4 * 8];
        for (var lane = 0; lane < 8; lane++)
        {
            var stream = RandomStream.For(seed ^ purpose, replicates[lane]);
            for (var half = 0; half < 2; half++)
            {
                var seeded = stream.NextUInt64();
                state[half * 16 + lane] = Split(unchecked(seeded + Golden));
                state[half * 16 + 8 + lane] = Split(unchecked(seeded + 2 * Golden));
            }
        }

        generator = new Xoshiro(Vector512.Create<ulong>(state), Vector512.Create<ulong>(state[8..]), Vector512.Create<ulong>(state[16..]), Vector512.Create<ulong>(state[24..]));
    }

    /// <summary>Uniform variates on (0, 1), 52 bits: set as the fraction of a number in [2^52, 2^53), from which 2^52 is taken.</summary>
    public Lanes NextUniform()
    {
        var whole = ((generator.Next() >>> 12) | Vector512.Create(0x4330000000000000UL)).AsDouble() - Vector512.Create(4503599627370496.0);
        return (whole + Vector512.Create(0.5)) * (1.0 / 4503599627370496.0);
    }

    /// <summary>Fills with standard normal variates.</summary>
    /// <param name="variates">A whole number of lots.</param>
    public void Normals(Span<Lanes> variates)
    {
        var local = generator;
        for (var i = 0; i + Lot <= variates.Length; i += Lot)
        {
            var (first, second) = NextNormals(ref local);
            (variates[i], variates[i + 1]) = Vector512.Widen(first);
            (variates[i + 2], variates[i + 3]) = Vector512.Widen(second);
        }

        generator = local;
    }

    /// <summary>Fills with exp(spread x standard normal).</summary>
    /// <param name="variates">A whole number of lots.</param>
    /// <param name="spread">Standard deviation of the logarithm in each lane.</param>
    public void LogNormals(Span<Lanes> variates, Lanes spread)
    {
        var twice = Vector512.Narrow(spread, spread);
        var local = generator;
        for (var i = 0; i + Lot <= variates.Length; i += Lot)
        {
            var (first, second) = NextNormals(ref local);
            (variates[i], variates[i + 1]) = Vector512.Widen(LaneMath.Exp(first * twice));
            (variates[i + 2], variates[i + 3]) = Vector512.Widen(LaneMath.Exp(second * twice));
        }

        generator = local;
    }

    /// <summary>Finaliser of SplitMix64 (Steele, Lea and Flood 2014).</summary>
    private static ulong Split(ulong x)
    {
        x = unchecked((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9);
        x = unchecked((x ^ (x >> 27)) * 0x94D049BB133111EB);
        return x ^ (x >> 31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> First, Vector512<float> Second) NextNormals(ref Xoshiro generator)
    {
        Words one = generator.Next(), two = generator.Next();
        return LaneMath.Normals(Vector512.Narrow(one >>> 32, two >>> 32), Vector512.Narrow(one, two));
    }

    /// <summary>Eight generators; copied to the stack in a loop, so that their state stays in registers.</summary>
    private struct Xoshiro(Words a, Words b, Words c, Words d)
    {
        private Words a = a, b = b, c = c, d = d;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Words Next()
        {
            var result = Turned(a + d, 23) + a;
            var shifted = b << 17;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= shifted;
            d = Turned(d, 45);
            return result;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Words Turned(Words x, int by) => (x << by) | (x >>> (64 - by));
    }
}
