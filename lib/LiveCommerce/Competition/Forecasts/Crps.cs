using LiveCommerce.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace LiveCommerce.Competition.Forecasts;

/// <summary>Continuous ranked probability score of a forecast distribution: in the unit of the forecast, 0 is perfect.</summary>
/// <remarks>Gneiting and Raftery (2007); closed forms of Jordan, Krueger and Lerch (2019). Reference cases E12 and E13.</remarks>
public static class Crps
{
    /// <summary>Normal.</summary>
    /// <param name="y">What happened.</param>
    /// <param name="mean">Mean.</param>
    /// <param name="sd">Standard deviation, above 0.</param>
    public static double OfNormal(double y, double mean, double sd)
    {
        var z = (y - mean) / Guard.Positive(sd, "sd");
        return sd * (z * (2 * MathNet.Numerics.Distributions.Normal.CDF(0, 1, z) - 1) + 2 * MathNet.Numerics.Distributions.Normal.PDF(0, 1, z) - 1 / Math.Sqrt(Math.PI));
    }

    /// <summary>An ensemble as the distribution itself: mean distance to what happened less half the mean distance of members.</summary>
    /// <param name="y">What happened.</param>
    /// <param name="members">Members, at least one.</param>
    public static double OfEnsemble(double y, IEnumerable<double> members) => Ensemble(y, Guard.Values(members, "members"), fair: false);

    /// <summary>An ensemble as a sample of the distribution: unbiased for any number of members.</summary>
    /// <param name="y">What happened.</param>
    /// <param name="members">Members, at least two.</param>
    /// <remarks>Ferro (2014).</remarks>
    public static double OfEnsembleFair(double y, IEnumerable<double> members) => Ensemble(y, Guard.Values(members, "members", 2), fair: true);

    /// <summary>Student's t with location and scale.</summary>
    /// <param name="y">What happened.</param>
    /// <param name="df">Degrees of freedom, above 1.</param>
    /// <param name="location">Location.</param>
    /// <param name="scale">Scale, above 0.</param>
    public static double OfStudentT(double y, double df, double location, double scale)
    {
        Guard.Positive(df - 1, "df - 1");
        var z = (y - location) / Guard.Positive(scale, "scale");
        var ratio = Math.Exp(SpecialFunctions.BetaLn(0.5, df - 0.5) - 2 * SpecialFunctions.BetaLn(0.5, df / 2));
        var density = StudentT.PDF(0, 1, df, z);
        return scale * (z * (2 * StudentT.CDF(0, 1, df, z) - 1) + 2 * density * (df + z * z) / (df - 1) - 2 * Math.Sqrt(df) / (df - 1) * ratio);
    }

    /// <summary>Logistic with location and scale.</summary>
    /// <param name="y">What happened.</param>
    /// <param name="location">Location.</param>
    /// <param name="scale">Scale, above 0.</param>
    public static double OfLogistic(double y, double location, double scale)
    {
        var z = (y - location) / Guard.Positive(scale, "scale");
        return scale * (z + 2 * Transform.Softplus(-z) - 1);
    }

    /// <summary>Log-normal.</summary>
    /// <param name="y">What happened.</param>
    /// <param name="meanLog">Mean of the logarithm.</param>
    /// <param name="sdLog">Standard deviation of the logarithm, above 0.</param>
    public static double OfLogNormal(double y, double meanLog, double sdLog)
    {
        Guard.Positive(sdLog, "sdLog");
        var z = y > 0 ? (Math.Log(y) - meanLog) / sdLog : double.NegativeInfinity;
        var mean = 2 * Math.Exp(meanLog + sdLog * sdLog / 2);
        return y * (2 * MathNet.Numerics.Distributions.Normal.CDF(0, 1, z) - 1)
            - mean * (MathNet.Numerics.Distributions.Normal.CDF(0, 1, z - sdLog) + MathNet.Numerics.Distributions.Normal.CDF(0, 1, sdLog / Math.Sqrt(2)) - 1);
    }

    /// <summary>Gamma.</summary>
    /// <param name="y">What happened.</param>
    /// <param name="shape">Shape, above 0.</param>
    /// <param name="rate">Rate, above 0.</param>
    public static double OfGamma(double y, double shape, double rate)
    {
        Guard.Positive(shape, "shape");
        Guard.Positive(rate, "rate");
        double F(double a) => y <= 0 ? 0 : SpecialFunctions.GammaLowerRegularized(a, rate * y);
        return y * (2 * F(shape) - 1) - shape / rate * (2 * F(shape + 1) - 1) - Math.Exp(-SpecialFunctions.BetaLn(0.5, shape)) / rate;
    }

    /// <summary>Beta on 0 to 1.</summary>
    /// <param name="y">What happened.</param>
    /// <param name="a">First shape, above 0.</param>
    /// <param name="b">Second shape, above 0.</param>
    public static double OfBeta(double y, double a, double b)
    {
        Guard.Positive(a, "a");
        Guard.Positive(b, "b");
        double F(double first) => y <= 0 ? 0 : y >= 1 ? 1 : SpecialFunctions.BetaRegularized(first, b, y);
        var ratio = 2 / a * Math.Exp(SpecialFunctions.BetaLn(2 * a, 2 * b) - 2 * SpecialFunctions.BetaLn(a, b));
        return y * (2 * F(a) - 1) + a / (a + b) * (1 - 2 * F(a + 1) - ratio);
    }

    /// <summary>Poisson.</summary>
    /// <param name="y">The count that happened.</param>
    /// <param name="mean">Mean, above 0.</param>
    public static double OfPoisson(double y, double mean)
    {
        Guard.Positive(mean, "mean");
        var limit = (long)(mean + 40 * Math.Sqrt(mean) + 60);
        return OfCounts(y, Enumerable.Range(0, (int)Math.Max(limit, y + 1)).Select(k => Poisson.PMF(mean, k)));
    }

    /// <summary>Binomial.</summary>
    /// <param name="y">The successes that happened.</param>
    /// <param name="n">Trials, at least 1.</param>
    /// <param name="p">Chance of a success, 0 to 1.</param>
    public static double OfBinomial(double y, int n, double p)
    {
        Guard.Probability(p, "p");
        return OfCounts(y, Enumerable.Range(0, Guard.AtLeast(n, 1, "n") + 1).Select(k => Binomial.PMF(p, n, k)));
    }

    /// <summary>The integral of (F - step)^2 over the line, for a distribution on 0, 1, 2, ...</summary>
    private static double OfCounts(double y, IEnumerable<double> probabilities)
    {
        double score = Math.Max(0, -y), below = 0, k = 0;
        foreach (var p in probabilities)
        {
            below += p;
            var hit = Math.Clamp(y - k, 0, 1);
            score += hit * below * below + (1 - hit) * (1 - below) * (1 - below);
            k++;
        }

        return score + Math.Max(0, y - k);
    }

    private static double Ensemble(double y, double[] members, bool fair)
    {
        Array.Sort(members);
        double m = members.Length, spread = 0;
        for (var i = 0; i < members.Length; i++) spread += (2 * i + 1 - m) * members[i];
        var distance = Moments.Sum(members.Select(member => Math.Abs(member - Guard.Finite(y, "y")))) / m;
        return distance - spread / (fair ? m * (m - 1) : m * m);
    }
}
