using LiveCommerce.Numerics;
using MathNet.Numerics.Distributions;

namespace LiveCommerce.Trust;

/// <summary>Whether a response first rises and then falls within the data (Lind and Mehlum 2010). Reference case C12.</summary>
/// <param name="Coefficients">Intercept, slope, curvature.</param>
/// <param name="TurningPoint">Where the fitted curve turns.</param>
/// <param name="TurningPointStandardError">Delta method.</param>
/// <param name="Fieller">Fieller interval of the turning point; null when it is unbounded.</param>
/// <param name="SlopeTAtLowest">t of the slope at the lowest value seen.</param>
/// <param name="SlopeTAtHighest">t of the slope at the highest value seen.</param>
/// <param name="ResidualStandardDeviation">Of the fit.</param>
/// <param name="IsInvertedU">Slopes significant with opposite signs and the interval inside the data.</param>
/// <param name="N">Points used.</param>
/// <param name="Provenance">Where the points come from.</param>
public sealed record InvertedU(IReadOnlyList<double> Coefficients, double TurningPoint, double TurningPointStandardError, Interval? Fieller,
    double SlopeTAtLowest, double SlopeTAtHighest, double ResidualStandardDeviation, bool IsInvertedU, SampleSize N, Provenance Provenance)
{
    /// <summary>Fits the parabola and tests it.</summary>
    /// <param name="exposure">Exposure per point.</param>
    /// <param name="response">Response per point.</param>
    /// <param name="level">Level of the interval and of the slope tests.</param>
    /// <param name="provenance">Where the points come from.</param>
    public static InvertedU Test(IEnumerable<double> exposure, IEnumerable<double> response, double level = 0.95, Provenance? provenance = null)
    {
        Guard.Level(level);
        var x = Guard.Values(exposure, "exposure", 4);
        var y = Guard.Values(response, "response", 4);
        Guard.SameLength(x.Length, y.Length, "response");
        if (x.Distinct().Count() < 3)
        {
            throw new NotIdentifiedException("MODEL421", "exposure", FormattableString.Invariant($"{x.Distinct().Count()} different values"),
                "a curve needs three", "add sessions with other exposure");
        }

        var fit = LeastSquares.Fit(x.Select(value => (IReadOnlyList<double>)[1, value, value * value]), y);
        double b = fit.Coefficients[1], c = fit.Coefficients[2];
        double vb = fit.Covariance[1, 1], vc = fit.Covariance[2, 2], vbc = fit.Covariance[1, 2];
        if (c == 0 || !(vb > 0) || y.Min() == y.Max())
            throw new NotIdentifiedException("MODEL422", "response", "no curvature or no noise", "a line has no turning point", "report the slope");
        double SlopeT(double at) => (b + 2 * c * at) / Math.Sqrt(vb + 4 * at * vbc + 4 * at * at * vc);
        double low = SlopeT(x.Min()), high = SlopeT(x.Max());
        var df = fit.DegreesOfFreedom;
        var t = StudentT.InvCDF(0, 1, df, 0.5 + level / 2);
        // Fieller: all x where the slope b + 2 c x is not told from 0.
        double qa = 4 * (c * c - t * t * vc), qb = 4 * (b * c - t * t * vbc), qc = b * b - t * t * vb;
        var root = qb * qb - 4 * qa * qc;
        var fieller = qa > 0 && root >= 0
            ? new Interval((-qb - Math.Sqrt(root)) / (2 * qa), (-qb + Math.Sqrt(root)) / (2 * qa), level, IntervalKind.Confidence)
            : null;
        var turn = -b / (2 * c);
        var se = Math.Sqrt(vb / (4 * c * c) + b * b * vc / (4 * c * c * c * c) - b * vbc / (2 * c * c * c));
        var one = StudentT.InvCDF(0, 1, df, level);
        var verdict = low > one && high < -one && fieller is not null && fieller.Low > x.Min() && fieller.High < x.Max();
        return new(fit.Coefficients, turn, se, fieller, low, high, fit.ResidualStandardDeviation, verdict, new SampleSize(x.Length), provenance ?? Provenance.None);
    }
}
