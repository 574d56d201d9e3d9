using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace LiveCommerce.Competition;

/// <summary>Exponential, logarithm and the normal pair for four numbers at once, without the branches that special cases need.</summary>
/// <remarks>Kernels of fdlibm (Sun Microsystems 1993), within about one unit in the last place on the ranges named.</remarks>
internal static class LaneMath
{
    private const double Ln2High = 6.93147180369123816490e-01, Ln2Low = 1.90821492927058770002e-10, Magic = 6755399441055744.0, TwoTo52 = 4503599627370496.0;

    /// <summary>exp(x); beyond 700 on either side as at 700.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Exp(Lanes x)
    {
        x = Vector256.Min(Vector256.Max(x, Vector256.Create(-700.0)), Vector256.Create(700.0));
        var shifted = Fma(x, 1.4426950408889634, Vector256.Create(Magic));
        var k = shifted - Vector256.Create(Magic);
        var r = Fma(k, -Ln2Low, Fma(k, -Ln2High, x));
        var p = Vector256.Create(1.0 / 479001600);
        p = Fma(p, r, 1.0 / 39916800);
        p = Fma(p, r, 1.0 / 3628800);
        p = Fma(p, r, 1.0 / 362880);
        p = Fma(p, r, 1.0 / 40320);
        p = Fma(p, r, 1.0 / 5040);
        p = Fma(p, r, 1.0 / 720);
        p = Fma(p, r, 1.0 / 120);
        p = Fma(p, r, 1.0 / 24);
        p = Fma(p, r, 1.0 / 6);
        p = Fma(p, r, 0.5);
        p = Fma(p, r, 1.0);
        p = Fma(p, r, 1.0);
        return p * ((shifted.AsInt64() + Vector256.Create(1023L)) << 52).AsDouble();
    }

    /// <summary>ln(x) for normal numbers above 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Log(Lanes x)
    {
        var bits = x.AsInt64() + Vector256.Create(0x3ff0000000000000L - 0x3fe6a09e667f3bcdL);
        var exponent = ((bits >>> 52) | Vector256.Create(0x4330000000000000L)).AsDouble() - Vector256.Create(TwoTo52 + 1023);
        var f = ((bits & Vector256.Create(0x000fffffffffffffL)) + Vector256.Create(0x3fe6a09e667f3bcdL)).AsDouble() - Lanes.One;
        var s = f / (f + Vector256.Create(2.0));
        var z = s * s;
        var r = Vector256.Create(1.479819860511658591e-01);
        r = Fma(r, z, 1.531383769920937332e-01);
        r = Fma(r, z, 1.818357216161805012e-01);
        r = Fma(r, z, 2.222219843214978396e-01);
        r = Fma(r, z, 2.857142874366239149e-01);
        r = Fma(r, z, 3.999999999940941908e-01);
        r = Fma(r, z, 6.666666666666735130e-01) * z;
        var half = f * f * 0.5;
        return exponent * Ln2High - (half - (s * (half + r) + exponent * Ln2Low) - f);
    }

    /// <summary>Two normal variates from two lots of 32 random bits in the low halves: radius and angle of Box and Muller (1958).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lanes First, Lanes Second) Normals(Vector256<ulong> radius, Vector256<ulong> angle)
    {
        var length = Vector256.Sqrt(Log(Unit(radius & Vector256.Create(0xFFFFFFFFUL), 1.0 / 4294967296)) * -2.0);
        var quadrant = (angle >>> 30) & Vector256.Create(3UL);
        var phi = (Unit(angle & Vector256.Create(0x3FFFFFFFUL), 1.0 / 1073741824) - Vector256.Create(0.5)) * (Math.PI / 2);
        var z = phi * phi;
        var sin = Vector256.Create(1.58969099521155010221e-10);
        sin = Fma(sin, z, -2.50507602534068634195e-08);
        sin = Fma(sin, z, 2.75573137070700676789e-06);
        sin = Fma(sin, z, -1.98412698298579493134e-04);
        sin = Fma(sin, z, 8.33333333332248946124e-03);
        sin = Fma(sin, z, -1.66666666666666324348e-01);
        sin = Vector256.MultiplyAddEstimate(sin * z, phi, phi);
        var cos = Vector256.Create(-1.13596475577881948265e-11);
        cos = Fma(cos, z, 2.08757232129817482790e-09);
        cos = Fma(cos, z, -2.75573143513906633035e-07);
        cos = Fma(cos, z, 2.48015872894767294178e-05);
        cos = Fma(cos, z, -1.38888888888741095749e-03);
        cos = Fma(cos, z, 4.16666666666666019037e-02);
        cos = Fma(cos * z, z, Fma(z, -0.5, Lanes.One));
        // The angle lies within an eighth of a turn of 0; the two highest bits turn it by quarters.
        var odd = Vector256.Equals(quadrant & Vector256<ulong>.One, Vector256<ulong>.One).AsDouble();
        var x = Vector256.ConditionalSelect(odd, sin, cos).AsUInt64() ^ (((quadrant + Vector256<ulong>.One) & Vector256.Create(2UL)) << 62);
        var y = Vector256.ConditionalSelect(odd, cos, sin).AsUInt64() ^ ((quadrant & Vector256.Create(2UL)) << 62);
        return (length * x.AsDouble(), length * y.AsDouble());
    }

    /// <summary>A whole number below 2^52, plus a half, times a scale.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Unit(Vector256<ulong> whole, double scale) =>
        ((whole | Vector256.Create(0x4330000000000000UL)).AsDouble() - Vector256.Create(TwoTo52) + Vector256.Create(0.5)) * scale;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Fma(Lanes a, Lanes b, Lanes c) => Vector256.MultiplyAddEstimate(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Fma(Lanes a, Lanes b, double c) => Vector256.MultiplyAddEstimate(a, b, Vector256.Create(c));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Fma(Lanes a, double b, Lanes c) => Vector256.MultiplyAddEstimate(a, Vector256.Create(b), c);
}
