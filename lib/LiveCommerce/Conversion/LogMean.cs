namespace LiveCommerce.Conversion;

/// <summary>The logarithmic mean, the weight of LMDI-I (Ang 2005).</summary>
internal static class LogMean
{
    /// <summary>(b - a) / ln(b / a); a when both are equal; 0 when either is 0.</summary>
    internal static double Of(double a, double b)
    {
        if (a <= 0 || b <= 0) return 0;
        var ratio = (b - a) / a;
        return Math.Abs(ratio) < 1e-9 ? a * (1 + (ratio / 2)) : (b - a) / Math.Log(b / a);
    }
}
