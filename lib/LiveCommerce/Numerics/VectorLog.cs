using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace LiveCommerce.Numerics;

/// <summary>Logarithm and exponential of four numbers at once, small enough to be part of the loop that needs them.</summary>
/// <remarks>
/// Those of the framework are calls, and seconds pass until their optimised versions run. Polynomials are the best ones of their degree for the largest error (Remez 1934), to base 2, which needs no
/// reduction by multiples of ln 2; every product that is added is fused, so a lane holds the same bits on hardware of any width.
/// </remarks>
internal static class VectorLog
{
    private const double Ln2 = 0.6931471805599453, TwoTo52 = 4503599627370496.0;

    /// <summary>Added and taken off again, it rounds to a whole number, which stands in the lowest bits meanwhile.</summary>
    private const double Magic = 6755399441055744.0;

    /// <summary>ln x within a few units in the last place of the greater of its size and 1; x above 0 and not denormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Log(Lanes x)
    {
        // x = 2^exponent m with m from sqrt(1/2) to sqrt(2); then log2 m = s q(s^2) with s = (m - 1) / (m + 1).
        var bits = x.AsInt64() + Vector256.Create(0x3ff0000000000000L - 0x3fe6a09e667f3bcdL);
        var exponent = ((bits >>> 52) | Vector256.Create(0x4330000000000000L)).AsDouble() - Vector256.Create(TwoTo52 + 1023);
        var m = ((bits & Vector256.Create(0x000fffffffffffffL)) + Vector256.Create(0x3fe6a09e667f3bcdL)).AsDouble();
        var s = (m - Lanes.One) / (m + Lanes.One);
        var z = s * s;
        var q = Vector256.Create(0.2429368111891578);
        q = Fma(q, z, 0.26144242004070084);
        q = Fma(q, z, 0.32061644867218136);
        q = Fma(q, z, 0.4121984011249931);
        q = Fma(q, z, 0.5770780172526917);
        q = Fma(q, z, 0.9617966939243185);
        q = Fma(q, z, 2.885390081777927);
        return Vector256.FusedMultiplyAdd(s, q, exponent) * Vector256.Create(Ln2);
    }

    /// <summary>e^x for x from -700 to 700.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Exp(Lanes x)
    {
        var scaled = x * Vector256.Create(1 / Ln2);
        var shifted = scaled + Vector256.Create(Magic);
        var r = scaled - (shifted - Vector256.Create(Magic));
        var p = Vector256.Create(4.4352809446103363e-10);
        p = Fma(p, r, 7.074105626245659e-09);
        p = Fma(p, r, 1.0178198033328528e-07);
        p = Fma(p, r, 1.321543308959463e-06);
        p = Fma(p, r, 1.5252733489960805e-05);
        p = Fma(p, r, 1.5403530462514614e-04);
        p = Fma(p, r, 1.333355814678995e-03);
        p = Fma(p, r, 9.618129107588335e-03);
        p = Fma(p, r, 5.5504108664819925e-02);
        p = Fma(p, r, 2.4022650695910155e-01);
        p = Fma(p, r, 6.931471805599453e-01);
        p = Fma(p, r, 1.0);
        return (p.AsInt64() + (shifted.AsInt64() << 52)).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Fma(Lanes a, Lanes b, double c) => Vector256.FusedMultiplyAdd(a, b, Vector256.Create(c));
}
