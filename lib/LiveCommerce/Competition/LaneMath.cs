using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Floats = System.Runtime.Intrinsics.Vector512<float>;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace LiveCommerce.Competition;

/// <summary>Powers and logarithms to base 2 and the normal pair for many numbers at once, without the branches that special cases need.</summary>
/// <remarks>
/// Polynomials are the best ones of their degree for the largest error (Remez 1934), those of sine and cosine Cephes' (Moshier
/// 1992). Base 2 needs no reduction by multiples of ln 2. Every product that is added is fused, so a lane holds the same bits on
/// hardware of any width.
/// </remarks>
internal static class LaneMath
{
    /// <summary>
    /// For the methods that loop over lanes. They are compiled in full at their first call: a runtime that first compiles quickly
    /// calls every operation on a vector as a method, and a notebook is over before it thinks better of it. And each stays a
    /// method of its own, for the compiler takes only so much into one.
    /// </summary>
    public const MethodImplOptions Loop = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>Added and taken off again, it rounds to a whole number, which stands in the lowest bits meanwhile.</summary>
    private const double Magic = 6755399441055744.0;
    private const float MagicFloat = 12582912f;
    private const double TwoTo52 = 4503599627370496.0;
    private const float TwoTo23 = 8388608f;

    /// <summary>2^x for x at most 0, within one unit in the last place; below -1000 it is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Exp2(Lanes x)
    {
        var shifted = x + Vector512.Create(Magic);
        var r = x - (shifted - Vector512.Create(Magic));
        var p = Vector512.Create(4.4352809446103363e-10);
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
        return (p.AsInt64() + (shifted.AsInt64() << 52)).AsDouble() & Vector512.GreaterThan(x, Vector512.Create(-1000.0));
    }

    /// <summary>Logarithm to base 2 of x at least 0, within 2.3e-16 of the greater of its size and 1; of 0 it is -1023.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Log2(Lanes x)
    {
        // x = 2^exponent m with m from sqrt(1/2) to sqrt(2); then log2 m = s q(s^2) with s = (m - 1) / (m + 1).
        var bits = x.AsInt64() + Vector512.Create(0x3ff0000000000000L - 0x3fe6a09e667f3bcdL);
        var exponent = ((bits >>> 52) | Vector512.Create(0x4330000000000000L)).AsDouble() - Vector512.Create(TwoTo52 + 1023);
        var m = ((bits & Vector512.Create(0x000fffffffffffffL)) + Vector512.Create(0x3fe6a09e667f3bcdL)).AsDouble();
        var s = (m - Lanes.One) / (m + Lanes.One);
        var z = s * s;
        var q = Vector512.Create(0.2429368111891578);
        q = Fma(q, z, 0.26144242004070084);
        q = Fma(q, z, 0.32061644867218136);
        q = Fma(q, z, 0.4121984011249931);
        q = Fma(q, z, 0.5770780172526917);
        q = Fma(q, z, 0.9617966939243185);
        q = Fma(q, z, 2.885390081777927);
        return Vector512.FusedMultiplyAdd(s, q, exponent);
    }

    /// <summary>2^x in single precision, for x from -126 to 126.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Exp2(Floats x)
    {
        var shifted = x + Vector512.Create(MagicFloat);
        var r = x - (shifted - Vector512.Create(MagicFloat));
        var p = Vector512.Create(1.5345812e-4f);
        p = Fma(p, r, 1.3399931e-3f);
        p = Fma(p, r, 9.6184891e-3f);
        p = Fma(p, r, 5.5503286e-2f);
        p = Fma(p, r, 2.4022646e-1f);
        p = Fma(p, r, 6.9314718e-1f);
        p = Fma(p, r, 1f);
        return (p.AsInt32() + (shifted.AsInt32() << 23)).AsSingle();
    }

    /// <summary>Distance from the origin of a pair of normal variates, from 32 random bits: sqrt(-2 ln u), at most 6.7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats NormalLength(Vector512<uint> random)
    {
        var u = Fma(Vector512.ConvertToSingle((random >>> 1).AsInt32()), Vector512.Create(1f / 2147483648), 0.5f / 2147483648);
        var bits = u.AsInt32() + Vector512.Create(0x3f800000 - 0x3f3504f3);
        var exponent = ((bits >>> 23) | Vector512.Create(0x4B000000)).AsSingle() - Vector512.Create(TwoTo23 + 127);
        var f = ((bits & Vector512.Create(0x007fffff)) + Vector512.Create(0x3f3504f3)).AsSingle() - Floats.One;
        var p = Vector512.Create(-0.17919837f);
        p = Fma(p, f, 0.2896438f);
        p = Fma(p, f, -0.29834753f);
        p = Fma(p, f, 0.33087474f);
        p = Fma(p, f, -0.39916834f);
        p = Fma(p, f, 0.50005895f);
        p = Fma(p, f, -0.6666832f);
        p = Fma(p, f, 0.9999996f);
        p = Fma(p, f, -2f);
        return Vector512.Sqrt(Vector512.FusedMultiplyAdd(f, p, exponent * -1.3862944f));
    }

    /// <summary>Cosine and sine of an angle times a length; the 32 bits are a whole turn that begins at -45 degrees.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Floats Cosine, Floats Sine) Turned(Floats length, Vector512<uint> angle)
    {
        // Within its quarter the angle lies from -45 to 45 degrees; the two highest bits then turn it by quarters.
        var phi = Fma(Vector512.ConvertToSingle((angle & Vector512.Create(0x3FFFFFFFu)).AsInt32()), Vector512.Create((float)(Math.PI / 2 / 1073741824)), (float)(-Math.PI / 4));
        var z = phi * phi;
        var sine = Vector512.Create(-1.9515295891e-4f);
        sine = Fma(sine, z, 8.3321608736e-3f);
        sine = Fma(sine, z, -1.6666654611e-1f);
        sine = Vector512.FusedMultiplyAdd(sine * z, phi, phi);
        var cosine = Vector512.Create(2.443315711809948e-5f);
        cosine = Fma(cosine, z, -1.388731625493765e-3f);
        cosine = Fma(cosine, z, 4.166664568298827e-2f);
        cosine = Fma(cosine, z, -0.5f);
        cosine = Fma(cosine, z, 1f);
        var odd = Vector512.LessThan((angle << 1).AsInt32(), Vector512<int>.Zero).AsSingle();
        var sign = Vector512.Create(0x80000000u);
        var x = Vector512.ConditionalSelect(odd, sine, cosine).AsUInt32() ^ ((angle + Vector512.Create(0x40000000u)) & sign);
        var y = Vector512.ConditionalSelect(odd, cosine, sine).AsUInt32() ^ (angle & sign);
        return (length * x.AsSingle(), length * y.AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Fma(Lanes a, Lanes b, double c) => Vector512.FusedMultiplyAdd(a, b, Vector512.Create(c));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats Fma(Floats a, Floats b, float c) => Vector512.FusedMultiplyAdd(a, b, Vector512.Create(c));
}
