using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Floats = System.Runtime.Intrinsics.Vector512<float>;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace LiveCommerce.Competition;

/// <summary>Exponential, logarithm and the normal pair for many numbers at once, without the branches that special cases need.</summary>
/// <remarks>
/// Kernels of fdlibm (Sun Microsystems 1993) and Cephes (Moshier 1992), within about one unit in the last place on the ranges
/// named. Every product that is added is fused, so a lane holds the same bits on hardware of any width.
/// </remarks>
internal static class LaneMath
{
    private const double Ln2High = 6.93147180369123816490e-01, Ln2Low = 1.90821492927058770002e-10, Magic = 6755399441055744.0, TwoTo52 = 4503599627370496.0;
    private const float Ln2HighFloat = 0.693359375f, Ln2LowFloat = -2.12194440e-4f, MagicFloat = 12582912f;

    /// <summary>exp(x) for x at most 0; below -700 as at -700.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Exp(Lanes x)
    {
        x = Vector512.MaxNative(x, Vector512.Create(-700.0));
        var shifted = Fma(x, 1.4426950408889634, Vector512.Create(Magic));
        var k = shifted - Vector512.Create(Magic);
        var r = Fma(k, -Ln2Low, Fma(k, -Ln2High, x));
        var p = Vector512.Create(1.0 / 479001600);
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
        return (p.AsInt64() + (shifted.AsInt64() << 52)).AsDouble();
    }

    /// <summary>ln(x) for normal numbers above 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Log(Lanes x)
    {
        var bits = x.AsInt64() + Vector512.Create(0x3ff0000000000000L - 0x3fe6a09e667f3bcdL);
        var exponent = ((bits >>> 52) | Vector512.Create(0x4330000000000000L)).AsDouble() - Vector512.Create(TwoTo52 + 1023);
        var f = ((bits & Vector512.Create(0x000fffffffffffffL)) + Vector512.Create(0x3fe6a09e667f3bcdL)).AsDouble() - Lanes.One;
        var s = f / (f + Vector512.Create(2.0));
        var z = s * s;
        var r = Vector512.Create(1.479819860511658591e-01);
        r = Fma(r, z, 1.531383769920937332e-01);
        r = Fma(r, z, 1.818357216161805012e-01);
        r = Fma(r, z, 2.222219843214978396e-01);
        r = Fma(r, z, 2.857142874366239149e-01);
        r = Fma(r, z, 3.999999999940941908e-01);
        r = Fma(r, z, 6.666666666666735130e-01);
        var half = f * f * 0.5;
        var tail = Fma(s, Fma(r, z, half), exponent * Ln2Low);
        return Fma(exponent, Ln2High, f - (half - tail));
    }

    /// <summary>exp(x) in single precision; beyond 87 on either side as at 87.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Exp(Floats x)
    {
        x = Vector512.MinNative(Vector512.MaxNative(x, Vector512.Create(-87f)), Vector512.Create(87f));
        var shifted = Fma(x, 1.44269504f, Vector512.Create(MagicFloat));
        var k = shifted - Vector512.Create(MagicFloat);
        var r = Fma(k, -Ln2LowFloat, Fma(k, -Ln2HighFloat, x));
        var p = Vector512.Create(1.9875691500e-4f);
        p = Fma(p, r, 1.3981999507e-3f);
        p = Fma(p, r, 8.3334519073e-3f);
        p = Fma(p, r, 4.1665795894e-2f);
        p = Fma(p, r, 1.6666665459e-1f);
        p = Fma(p, r, 5.0000001201e-1f);
        p = Fma(p, r * r, r + Floats.One);
        return (p.AsInt32() + (shifted.AsInt32() << 23)).AsSingle();
    }

    /// <summary>Two lots of normal variates in single precision from two lots of 32 random bits: radius and angle of Box and Muller (1958).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Floats First, Floats Second) Normals(Vector512<uint> radius, Vector512<uint> angle)
    {
        var length = Vector512.Sqrt(LogOfUnit(Fma(Vector512.ConvertToSingle((radius >>> 1).AsInt32()), 1f / 2147483648, Vector512.Create(0.5f / 2147483648))) * -2f);
        // The angle lies within an eighth of a turn of 0; the two highest bits turn it by quarters.
        var quadrant = angle >>> 30;
        var phi = Fma(Vector512.ConvertToSingle((angle & Vector512.Create(0x3FFFFFFFu)).AsInt32()), (float)(Math.PI / 2 / 1073741824), Vector512.Create((float)(-Math.PI / 4)));
        var z = phi * phi;
        var sin = Vector512.Create(-1.9515295891e-4f);
        sin = Fma(sin, z, 8.3321608736e-3f);
        sin = Fma(sin, z, -1.6666654611e-1f);
        sin = Vector512.FusedMultiplyAdd(sin * z, phi, phi);
        var cos = Vector512.Create(2.443315711809948e-5f);
        cos = Fma(cos, z, -1.388731625493765e-3f);
        cos = Fma(cos, z, 4.166664568298827e-2f);
        cos = Vector512.FusedMultiplyAdd(cos, z * z, Fma(z, -0.5f, Floats.One));
        var odd = Vector512.Equals(quadrant & Vector512<uint>.One, Vector512<uint>.One).AsSingle();
        var x = Vector512.ConditionalSelect(odd, sin, cos).AsUInt32() ^ (((quadrant + Vector512<uint>.One) & Vector512.Create(2u)) << 30);
        var y = Vector512.ConditionalSelect(odd, cos, sin).AsUInt32() ^ ((quadrant & Vector512.Create(2u)) << 30);
        return (length * x.AsSingle(), length * y.AsSingle());
    }

    /// <summary>ln(x) in single precision for x above 0 and at most 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats LogOfUnit(Floats x)
    {
        var bits = x.AsInt32() + Vector512.Create(0x3f800000 - 0x3f3504f3);
        var exponent = Vector512.ConvertToSingle((bits >>> 23) - Vector512.Create(127));
        var f = ((bits & Vector512.Create(0x007fffff)) + Vector512.Create(0x3f3504f3)).AsSingle() - Floats.One;
        var s = f / (f + Vector512.Create(2f));
        var z = s * s;
        var r = Vector512.Create(0.24279078841f);
        r = Fma(r, z, 0.28498786688f);
        r = Fma(r, z, 0.40000972152f);
        r = Fma(r, z, 0.66666662693f);
        var half = f * f * 0.5f;
        return Fma(exponent, 0.693147181f, f - (half - s * Vector512.FusedMultiplyAdd(r, z, half)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Fma(Lanes a, Lanes b, Lanes c) => Vector512.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Fma(Lanes a, Lanes b, double c) => Vector512.FusedMultiplyAdd(a, b, Vector512.Create(c));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Fma(Lanes a, double b, Lanes c) => Vector512.FusedMultiplyAdd(a, Vector512.Create(b), c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats Fma(Floats a, Floats b, Floats c) => Vector512.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats Fma(Floats a, Floats b, float c) => Vector512.FusedMultiplyAdd(a, b, Vector512.Create(c));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats Fma(Floats a, float b, Floats c) => Vector512.FusedMultiplyAdd(a, Vector512.Create(b), c);
}
