using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Forecasts;

/// <summary>Scores that are best, on average, for the forecast that tells what one believes. Lower is better.</summary>
/// <remarks>Gneiting and Raftery (2007). Reference case E12.</remarks>
public static class ProperScore
{
    /// <summary>Minus the log density of a normal forecast at what happened.</summary>
    /// <param name="y">What happened.</param>
    /// <param name="mean">Mean.</param>
    /// <param name="sd">Standard deviation, above 0.</param>
    public static double LogOfNormal(double y, double mean, double sd)
    {
        var z = (y - mean) / Guard.Positive(sd, "sd");
        return 0.5 * z * z + Math.Log(sd) + 0.5 * Math.Log(2 * Math.PI);
    }

    /// <summary>Width of a central interval plus a penalty for missing: 2/alpha times the distance.</summary>
    /// <param name="y">What happened.</param>
    /// <param name="interval">The interval; its level gives alpha = 1 - level.</param>
    /// <exception cref="InputException">The level is not between 0 and 1.</exception>
    public static double OfInterval(double y, Interval interval)
    {
        ArgumentNullException.ThrowIfNull(interval);
        var alpha = 1 - Guard.Level(interval.Level);
        return interval.Width + 2 / alpha * (Math.Max(0, interval.Low - y) + Math.Max(0, y - interval.High));
    }

    /// <summary>Squared distance of a probability from what happened.</summary>
    /// <param name="probability">Forecast probability, 0 to 1.</param>
    /// <param name="happened">Whether it happened.</param>
    public static double Brier(double probability, bool happened)
    {
        var miss = Guard.Probability(probability, "probability") - (happened ? 1 : 0);
        return miss * miss;
    }
}
