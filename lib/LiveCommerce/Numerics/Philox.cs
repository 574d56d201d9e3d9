using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LiveCommerce.Numerics;

/// <summary>Philox4x32-10: ten rounds that turn a 128-bit counter and a 64-bit key into 128 random bits.</summary>
/// <remarks>Salmon, Moraes, Dror and Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3". Checked on the published known answers.</remarks>
internal static class Philox
{
    private const uint M0 = 0xD2511F53, M1 = 0xCD9E8D57, W0 = 0x9E3779B9, W1 = 0xBB67AE85;

    public static void Block(Span<uint> block, uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        for (var round = 0; round < 10; round++)
        {
            var p0 = (ulong)M0 * c0;
            var p1 = (ulong)M1 * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += W0;
            k1 += W1;
        }

        block[0] = c0;
        block[1] = c1;
        block[2] = c2;
        block[3] = c3;
    }

    /// <summary>The blocks of four counters in a row, sixteen words, side by side; only where <see cref="Avx2"/> is supported.</summary>
    public static void Four(uint[] words, ulong counter, uint index0, uint index1, uint k0, uint k1)
    {
        var counters = Vector256.Create(counter) + Vector256.Create(0UL, 1, 2, 3);
        Vector256<ulong> c0 = counters, c1 = counters >>> 32, c2 = Vector256.Create((ulong)index0), c3 = Vector256.Create((ulong)index1);
        Vector256<uint> m0 = Vector256.Create((ulong)M0).AsUInt32(), m1 = Vector256.Create((ulong)M1).AsUInt32();
        // The high halves hold leftovers that neither the products nor the last step read.
        for (var round = 0; round < 10; round++)
        {
            var p0 = Avx2.Multiply(m0, c0.AsUInt32());
            var p1 = Avx2.Multiply(m1, c2.AsUInt32());
            (c0, c1, c2, c3) = ((p1 >>> 32) ^ c1 ^ Vector256.Create((ulong)k0), p1, (p0 >>> 32) ^ c3 ^ Vector256.Create((ulong)k1), p0);
            k0 += W0;
            k1 += W1;
        }

        var low = Vector256.Create(0xFFFFFFFFUL);
        Vector256<ulong> first = (c0 & low) | (c1 << 32), second = (c2 & low) | (c3 << 32);
        Vector256<ulong> even = Avx2.UnpackLow(first, second), odd = Avx2.UnpackHigh(first, second);
        Avx2.Permute2x128(even, odd, 0x20).AsUInt32().CopyTo(words, 0);
        Avx2.Permute2x128(even, odd, 0x31).AsUInt32().CopyTo(words, 8);
    }
}
