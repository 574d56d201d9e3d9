using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Floats = System.Runtime.Intrinsics.Vector512<float>;

namespace LiveCommerce.Competition;

/// <summary>Powers of 2 and the normal pair in single precision for many numbers at once, without the branches that special cases need.</summary>
/// <remarks>
/// Polynomials are the best ones of their degree for the largest error (Remez 1934), those of sine and cosine Cephes' (Moshier
/// 1992). Base 2 needs no reduction by multiples of ln 2. Every product that is added is fused, so a lane holds the same bits on
/// hardware of any width.
/// </remarks>
internal static class LaneMath
{
    /// <summary>Added and taken off again, it rounds to a whole number, which stands in the lowest bits meanwhile.</summary>
    private const float MagicFloat = 12582912f;
    private const float TwoTo23 = 8388608f;

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
    private static Floats Fma(Floats a, Floats b, float c) => Vector512.FusedMultiplyAdd(a, b, Vector512.Create(c));
}
