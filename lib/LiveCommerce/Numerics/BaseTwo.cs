using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LiveCommerce.Numerics;

/// <summary>Powers and logarithms to base 2 of four or eight numbers at once, small enough to be part of the loop that needs them.</summary>
/// <remarks>
/// Those of the framework are calls, and seconds pass until their optimised versions run. Polynomials are the best ones of their degree for the largest error (Remez 1934); base 2 needs no
/// reduction by multiples of ln 2. Every product that is added is fused, so a lane holds the same bits on hardware of any width.
/// Written once for each width: the framework has no public type for a vector of any.
/// </remarks>
internal static class BaseTwo
{
    /// <summary>ln 2.</summary>
    public const double Ln2 = 0.6931471805599453;

    /// <summary>Added and taken off again, it rounds to a whole number, which stands in the lowest bits meanwhile.</summary>
    private const double Magic = 6755399441055744.0;

    // x = 2^exponent m with m from sqrt(1/2), whose bits are Root, to sqrt(2).
    private const long One = 0x3ff0000000000000L, Root = 0x3fe6a09e667f3bcdL, Mantissa = 0x000fffffffffffffL, Exponent = 0x4330000000000000L;
    private const double TwoTo52 = 4503599627370496.0;

    // 2^r for r from -1/2 to 1/2, by powers of r.
    private const double
        E11 = 4.4352809446103363e-10, E10 = 7.074105626245659e-09, E9 = 1.0178198033328528e-07, E8 = 1.321543308959463e-06,
        E7 = 1.5252733489960805e-05, E6 = 1.5403530462514614e-04, E5 = 1.333355814678995e-03, E4 = 9.618129107588335e-03,
        E3 = 5.5504108664819925e-02, E2 = 2.4022650695910155e-01, E1 = 6.931471805599453e-01;

    // log2 m by odd powers of (m - 1) / (m + 1).
    private const double
        L13 = 0.2429368111891578, L11 = 0.26144242004070084, L9 = 0.32061644867218136, L7 = 0.4121984011249931,
        L5 = 0.5770780172526917, L3 = 0.9617966939243185, L1 = 2.885390081777927;

    /// <summary>2^x for x up to 1000, within one unit in the last place; below -1000 it is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp2(Vector512<double> x)
    {
        var shifted = x + Vector512.Create(Magic);
        var r = x - (shifted - Vector512.Create(Magic));
        var p = Vector512.Create(E11);
        p = Fma(p, r, E10);
        p = Fma(p, r, E9);
        p = Fma(p, r, E8);
        p = Fma(p, r, E7);
        p = Fma(p, r, E6);
        p = Fma(p, r, E5);
        p = Fma(p, r, E4);
        p = Fma(p, r, E3);
        p = Fma(p, r, E2);
        p = Fma(p, r, E1);
        p = Fma(p, r, 1.0);
        return (p.AsInt64() + (shifted.AsInt64() << 52)).AsDouble() & Vector512.GreaterThan(x, Vector512.Create(-1000.0));
    }

    /// <summary>Logarithm to base 2 of x at least 0, within 2.3e-16 of the greater of its size and 1; of 0 it is -1023.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log2(Vector512<double> x)
    {
        var bits = x.AsInt64() + Vector512.Create(One - Root);
        var exponent = ((bits >>> 52) | Vector512.Create(Exponent)).AsDouble() - Vector512.Create(TwoTo52 + 1023);
        var m = ((bits & Vector512.Create(Mantissa)) + Vector512.Create(Root)).AsDouble();
        var s = (m - Vector512<double>.One) / (m + Vector512<double>.One);
        var z = s * s;
        var q = Vector512.Create(L13);
        q = Fma(q, z, L11);
        q = Fma(q, z, L9);
        q = Fma(q, z, L7);
        q = Fma(q, z, L5);
        q = Fma(q, z, L3);
        q = Fma(q, z, L1);
        return Vector512.FusedMultiplyAdd(s, q, exponent);
    }

    /// <summary>2^x for x up to 1000, within one unit in the last place; below -1000 it is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Exp2(Vector256<double> x)
    {
        var shifted = x + Vector256.Create(Magic);
        var r = x - (shifted - Vector256.Create(Magic));
        var p = Vector256.Create(E11);
        p = Fma(p, r, E10);
        p = Fma(p, r, E9);
        p = Fma(p, r, E8);
        p = Fma(p, r, E7);
        p = Fma(p, r, E6);
        p = Fma(p, r, E5);
        p = Fma(p, r, E4);
        p = Fma(p, r, E3);
        p = Fma(p, r, E2);
        p = Fma(p, r, E1);
        p = Fma(p, r, 1.0);
        return (p.AsInt64() + (shifted.AsInt64() << 52)).AsDouble() & Vector256.GreaterThan(x, Vector256.Create(-1000.0));
    }

    /// <summary>Logarithm to base 2 of x at least 0, within 2.3e-16 of the greater of its size and 1; of 0 it is -1023.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log2(Vector256<double> x)
    {
        var bits = x.AsInt64() + Vector256.Create(One - Root);
        var exponent = ((bits >>> 52) | Vector256.Create(Exponent)).AsDouble() - Vector256.Create(TwoTo52 + 1023);
        var m = ((bits & Vector256.Create(Mantissa)) + Vector256.Create(Root)).AsDouble();
        var s = (m - Vector256<double>.One) / (m + Vector256<double>.One);
        var z = s * s;
        var q = Vector256.Create(L13);
        q = Fma(q, z, L11);
        q = Fma(q, z, L9);
        q = Fma(q, z, L7);
        q = Fma(q, z, L5);
        q = Fma(q, z, L3);
        q = Fma(q, z, L1);
        return Vector256.FusedMultiplyAdd(s, q, exponent);
    }

    /// <summary>ln x of x above 0 and not denormal, within a few units in the last place of the greater of its size and 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log(Vector256<double> x) => Log2(x) * Vector256.Create(Ln2);

    /// <summary>e^x for x up to 690; below -690 it may be 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Exp(Vector256<double> x) => Exp2(x * Vector256.Create(1 / Ln2));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Fma(Vector512<double> a, Vector512<double> b, double c) => Vector512.FusedMultiplyAdd(a, b, Vector512.Create(c));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Fma(Vector256<double> a, Vector256<double> b, double c) => Vector256.FusedMultiplyAdd(a, b, Vector256.Create(c));
}
