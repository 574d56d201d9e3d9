using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LiveCommerce.Competition;

/// <summary>Normal variates of four replicates side by side: the numbers of a replicate do not depend on its neighbours.</summary>
/// <remarks>
/// Philox4x32-10 as <see cref="Numerics.RandomStream"/>, one replicate index per lane, in counters of its own; each block of
/// 128 bits gives four normal variates.
/// </remarks>
internal sealed class LaneStream
{
    private const ulong M0 = 0xD2511F53, M1 = 0xCD9E8D57, Low = 0xFFFFFFFF;
    private const uint W0 = 0x9E3779B9, W1 = 0xBB67AE85;
    private readonly uint key0, key1;
    private Vector256<ulong> index0, index1;
    private Vector256<double> spare0, spare1, spare2, spare3;
    private ulong counter;
    private int left;

    public LaneStream(ulong seed) => (key0, key1) = ((uint)seed, (uint)(seed >> 32));

    /// <summary>Begins the streams of four replicates.</summary>
    public void Start(Vector256<ulong> indices)
    {
        index0 = indices & Vector256.Create(Low);
        index1 = indices >>> 32;
        counter = 1UL << 62;
        left = 0;
    }

    /// <summary>Standard normal variates, one per lane, from 32 random bits each.</summary>
    public Vector256<double> NextNormal()
    {
        if (left == 0)
        {
            var (c0, c1, c2, c3) = Block();
            (spare0, spare1) = LaneMath.Normals(c0, c1);
            (spare2, spare3) = LaneMath.Normals(c2, c3);
            left = 4;
        }

        return --left switch { 3 => spare0, 2 => spare1, 1 => spare2, _ => spare3 };
    }

    /// <summary>Two uniform variates on (0, 1) per lane, 52 bits each.</summary>
    public (Vector256<double> First, Vector256<double> Second) NextUniforms()
    {
        var (c0, c1, c2, c3) = Block();
        return (Unit(c0, c1), Unit(c2, c3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Vector256<ulong> C0, Vector256<ulong> C1, Vector256<ulong> C2, Vector256<ulong> C3) Block()
    {
        Vector256<ulong> c0 = Vector256.Create(counter & Low), c1 = Vector256.Create(counter >> 32), c2 = index0, c3 = index1;
        counter++;
        uint k0 = key0, k1 = key1;
        Vector256<ulong> m0 = Vector256.Create(M0), m1 = Vector256.Create(M1);
        for (var round = 0; round < 10; round++)
        {
            var p0 = Multiply(m0, c0);
            var p1 = Multiply(m1, c2);
            c0 = (p1 >>> 32) ^ c1 ^ Vector256.Create((ulong)k0);
            c1 = p1;
            c2 = (p0 >>> 32) ^ c3 ^ Vector256.Create((ulong)k1);
            c3 = p0;
            k0 = unchecked(k0 + W0);
            k1 = unchecked(k1 + W1);
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>Products of the low 32 bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Multiply(Vector256<ulong> a, Vector256<ulong> b) =>
        Avx2.IsSupported ? Avx2.Multiply(a.AsUInt32(), b.AsUInt32()) : a * (b & Vector256.Create(Low));

    /// <summary>52 bits as a number on (0, 1): set as the fraction of a number in [2^52, 2^53), from which 2^52 is taken.</summary>
    private static Vector256<double> Unit(Vector256<ulong> high, Vector256<ulong> low)
    {
        var bits = ((high << 32) | (low & Vector256.Create(Low))) >>> 12;
        var whole = (bits | Vector256.Create(0x4330000000000000UL)).AsDouble() - Vector256.Create(4503599627370496.0);
        return (whole + Vector256.Create(0.5)) * (1.0 / 4503599627370496.0);
    }
}
