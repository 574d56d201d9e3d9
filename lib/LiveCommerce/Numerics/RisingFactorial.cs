using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics;

namespace LiveCommerce.Numerics;

/// <summary>ln of Gamma(x + y) / Gamma(x), x (x + 1) ... (x + y - 1) for whole y: what beta-binomial counts are made of. One at a time, or four with derivatives by x.</summary>
/// <remarks>For x above 0, y of at least 0; 0 exactly where y is 0. Four at a time by Stirling's series, which errs by less than 1e-9 from 4 on; smaller x are moved there with the recurrence.</remarks>
internal static class RisingFactorial
{
    private const int Moves = 4;

    /// <summary>One logarithm, of a whole y, with its digits kept when x is large.</summary>
    public static double Log(double x, double y)
    {
        if (y == 0) return 0;
        if (x > 1e6 * y) return y * (Math.Log(x) + ((y - 1) / (2 * x)));
        if (y > 40) return SpecialFunctions.GammaLn(x + y) - SpecialFunctions.GammaLn(x);
        double sum = 0, product = 1;
        for (var i = 0; i < y; i++)
        {
            product *= x + i;
            if (product is < 1e250 and > 1e-250) continue;
            sum += Math.Log(product);
            product = 1;
        }

        return sum + Math.Log(product);
    }

    /// <summary>Four logarithms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log(Vector256<double> x, Vector256<double> y)
    {
        Vector256<double> low = x, high = x + y;
        if (Vector256.GreaterThanAll(x, Vector256.Create((double)Moves))) return Far(low, high, y, BaseTwo.Log(low), BaseTwo.Log(high));
        Vector256<double> below = low, above = high;
        for (var i = 1; i < Moves; i++)
        {
            (low, high) = (low + Vector256<double>.One, high + Vector256<double>.One);
            (below, above) = (below * low, above * high);
        }

        (low, high) = (low + Vector256<double>.One, high + Vector256<double>.One);
        return Far(low, high, y, BaseTwo.Log(low), BaseTwo.Log(high)) - BaseTwo.Log(above / below);
    }

    /// <summary>Four logarithms with their first and second derivative by x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Derivatives WithDerivatives(Vector256<double> x, Vector256<double> y)
    {
        Vector256<double> low = x, high = x + y;
        if (Vector256.GreaterThanAll(x, Vector256.Create((double)Moves))) return FarWithDerivatives(low, high, y);
        Product below = new(Vector256<double>.One, Vector256<double>.Zero, Vector256<double>.Zero), above = below;
        for (var i = 0; i < Moves; i++)
        {
            (below, above) = (below.Times(low), above.Times(high));
            (low, high) = (low + Vector256<double>.One, high + Vector256<double>.One);
        }

        var far = FarWithDerivatives(low, high, y);
        Vector256<double> sumLow = below.First / below.Value, sumHigh = above.First / above.Value;
        return new(far.Log - BaseTwo.Log(above.Value / below.Value), far.First - (sumHigh - sumLow), far.Second + (sumHigh * sumHigh - above.Second / above.Value) - (sumLow * sumLow - below.Second / below.Value));
    }

    internal readonly record struct Derivatives(Vector256<double> Log, Vector256<double> First, Vector256<double> Second);

    /// <summary>x (x + 1) ... and its derivatives.</summary>
    private readonly record struct Product(Vector256<double> Value, Vector256<double> First, Vector256<double> Second)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Product Times(Vector256<double> x) => new(Value * x, First * x + Value, Second * x + First + First);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Derivatives FarWithDerivatives(Vector256<double> low, Vector256<double> high, Vector256<double> y)
    {
        Vector256<double> logLow = BaseTwo.Log(low), logHigh = BaseTwo.Log(high), perLow = Vector256<double>.One / low, perHigh = Vector256<double>.One / high;
        return new(Far(low, high, y, logLow, logHigh), logHigh - logLow + Digamma(perHigh) - Digamma(perLow), Trigamma(perHigh) - Trigamma(perLow));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Far(Vector256<double> low, Vector256<double> high, Vector256<double> y, Vector256<double> logLow, Vector256<double> logHigh)
    {
        var half = Vector256.Create(0.5);
        return (high - half) * logHigh - (low - half) * logLow - y + Stirling(Vector256<double>.One / high) - Stirling(Vector256<double>.One / low);
    }

    /// <summary>ln Gamma(x) less its leading terms, from 1/x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Stirling(Vector256<double> per)
    {
        var square = per * per;
        return per * (Vector256.Create(1.0 / 12) - square * (Vector256.Create(1.0 / 360) - square * (Vector256.Create(1.0 / 1260) - square * (Vector256.Create(1.0 / 1680) - square * (Vector256.Create(1.0 / 1188) - square * Vector256.Create(691.0 / 360360))))));
    }

    /// <summary>Digamma less the logarithm, from 1/x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Digamma(Vector256<double> per)
    {
        var square = per * per;
        return -per * Vector256.Create(0.5) - square * (Vector256.Create(1.0 / 12) - square * (Vector256.Create(1.0 / 120) - square * (Vector256.Create(1.0 / 252) - square * (Vector256.Create(1.0 / 240) - square * (Vector256.Create(1.0 / 132) - square * Vector256.Create(691.0 / 32760))))));
    }

    /// <summary>Trigamma, from 1/x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Trigamma(Vector256<double> per)
    {
        var square = per * per;
        return per * (Vector256<double>.One + per * Vector256.Create(0.5) + square * (Vector256.Create(1.0 / 6) - square * (Vector256.Create(1.0 / 30) - square * (Vector256.Create(1.0 / 42) - square * (Vector256.Create(1.0 / 30) - square * Vector256.Create(5.0 / 66))))));
    }
}
