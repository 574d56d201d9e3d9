namespace LiveCommerce.Conversion;

/// <summary>Likelihood-ratio interval of a standard deviation, which may end at 0.</summary>
internal static class ProfileInterval
{
    /// <param name="loss">Rise of minus the log likelihood at a fixed standard deviation, all else refitted.</param>
    /// <param name="estimate">The estimate, 0 or above.</param>
    /// <param name="level">Level of the interval.</param>
    internal static Interval Of(Func<double, double> loss, double estimate, double level)
    {
        var limit = Tail.ChiSquaredQuantile(Check.Level(level), 1) / 2;
        double Rise(double sd) => loss(sd) - limit;
        var high = Math.Max(0.5, estimate * 2);
        while (Rise(high) < 0 && high < 50) high *= 1.6;
        return new Interval(Rise(0) < 0 ? 0 : Root(Rise, estimate, 0), Root(Rise, estimate, high), level, IntervalKind.Confidence);
    }

    private static double Root(Func<double, double> rise, double inside, double outside)
    {
        for (var i = 0; i < 40 && Math.Abs(outside - inside) > 1e-5; i++)
        {
            var middle = (inside + outside) / 2;
            if (rise(middle) < 0) inside = middle;
            else outside = middle;
        }

        return (inside + outside) / 2;
    }
}
