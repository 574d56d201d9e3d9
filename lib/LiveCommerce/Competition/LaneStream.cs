using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LiveCommerce.Numerics;
using Floats = System.Runtime.Intrinsics.Vector512<float>;
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

    /// <summary>Beyond it a variate of 6.7 standard deviations would leave the range of single precision.</summary>
    private const double GreatestSpread = 13;
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private readonly ulong purpose;

    private readonly LaneArray radius, angle;
    private Xoshiro generator;

    /// <summary>A stream.</summary>
    /// <param name="purpose">Tells it apart from other streams of the same seed.</param>
    /// <param name="lots">Lots of variates that are made at a time.</param>
    public LaneStream(ulong purpose, int lots)
    {
        this.purpose = purpose;
        (radius, angle) = (new(lots), new(lots));
    }

    /// <summary>Begins the streams of eight replicates.</summary>
    [MethodImpl(VectorLoop.Whole)]
    public void Start(ulong seed, ReadOnlySpan<long> replicates)
    {
        Span<ulong> state = stackalloc ulong[4 * 8];
        Span<uint> block = stackalloc uint[4];
        for (var lane = 0; lane < 8; lane++)
        {
            RandomStream.First(block, seed ^ purpose, replicates[lane]);
            for (var half = 0; half < 2; half++)
            {
                var seeded = ((ulong)block[2 * half] << 32) | block[2 * half + 1];
                state[half * 16 + lane] = Split(unchecked(seeded + Golden));
                state[half * 16 + 8 + lane] = Split(unchecked(seeded + 2 * Golden));
            }
        }

        generator = new Xoshiro(Vector512.Create<ulong>(state), Vector512.Create<ulong>(state[8..]), Vector512.Create<ulong>(state[16..]), Vector512.Create<ulong>(state[24..]));
    }

    /// <summary>Uniform variates on (0, 1), 52 bits: set as the fraction of a number in [2^52, 2^53), from which 2^52 is taken.</summary>
    [MethodImpl(VectorLoop.Whole)]
    public Lanes NextUniform()
    {
        var whole = ((generator.Next() >>> 12) | Vector512.Create(0x4330000000000000UL)).AsDouble() - Vector512.Create(4503599627370496.0);
        return (whole + Vector512.Create(0.5)) * (1.0 / 4503599627370496.0);
    }

    /// <summary>Fills with standard normal variates, in single precision: radius and angle of Box and Muller (1958).</summary>
    /// <param name="variates">As many lots as are made at a time, two variates of each replicate to an element.</param>
    /// <remarks>Three short loops instead of one, so that the processor has several lots in hand at a time.</remarks>
    public void Normals(Span<Floats> variates)
    {
        Draw(radius.Bits, angle.Bits);
        Lengths(radius.Bits);
        Turn(radius.Floats, angle.Bits, MemoryMarshal.Cast<Floats, (Floats, Floats)>(variates));
    }

    /// <summary>Fills with exp(spread x standard normal), in single precision.</summary>
    /// <param name="variates">As many lots as are made at a time, two variates of each replicate to an element.</param>
    /// <param name="spread">Standard deviation of the logarithm in each lane; above 13 as at 13.</param>
    [MethodImpl(VectorLoop.Whole)]
    public void LogNormals(Span<Floats> variates, Lanes spread)
    {
        Normals(variates);
        var bits = Vector512.MinNative(spread, Vector512.Create(GreatestSpread)) * (1 / Math.Log(2));
        var twice = Vector512.Narrow(bits, bits);
        foreach (ref var variate in variates) variate = LaneMath.Exp2(variate * twice);
    }

    [MethodImpl(VectorLoop.Whole)]
    private void Draw(Span<Vector512<uint>> high, Span<Vector512<uint>> low)
    {
        low = low[..high.Length];
        var local = generator;
        for (var k = 0; k < high.Length; k++)
        {
            Words first = local.Next(), second = local.Next();
            high[k] = Vector512.Narrow(first >>> 32, second >>> 32);
            low[k] = Vector512.Narrow(first, second);
        }

        generator = local;
    }

    [MethodImpl(VectorLoop.Whole)]
    private static void Lengths(Span<Vector512<uint>> radii)
    {
        foreach (ref var one in radii) one = LaneMath.NormalLength(one).AsUInt32();
    }

    [MethodImpl(VectorLoop.Whole)]
    private static void Turn(Span<Floats> lengths, Span<Vector512<uint>> angles, Span<(Floats Cosine, Floats Sine)> pairs)
    {
        lengths = lengths[..pairs.Length];
        angles = angles[..pairs.Length];
        for (var k = 0; k < pairs.Length; k++) pairs[k] = LaneMath.Turned(lengths[k], angles[k]);
    }

    /// <summary>Finaliser of SplitMix64 (Steele, Lea and Flood 2014).</summary>
    private static ulong Split(ulong x)
    {
        x = unchecked((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9);
        x = unchecked((x ^ (x >> 27)) * 0x94D049BB133111EB);
        return x ^ (x >> 31);
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
