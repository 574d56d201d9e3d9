using LiveCommerce.Numerics;
using MathNet.Numerics.Distributions;

namespace LiveCommerce.Landscape;

/// <summary>How well the readings tell one variance of the measurement model.</summary>
/// <param name="Component"><c>platforms</c>, <c>sources</c> or <c>residual</c>.</param>
/// <param name="Variance">Estimate, in squared standard deviations of the axis.</param>
/// <param name="Interval">Variances that the likelihood does not reject; starts at 0 where 0 is not rejected, and ends at infinity where nothing is.</param>
/// <param name="Curve">Standard deviations with the fall of twice the log likelihood from its top.</param>
public sealed record VarianceProfile(string Component, double Variance, Interval Interval, IReadOnlyList<ProfilePoint> Curve)
{
    private const double Largest = 1000;

    /// <summary>Profiles a standard deviation with all others free again at each point.</summary>
    internal static VarianceProfile Of(string component, CrossedModel model, ReadingTable table, CrossedFit fit, int[] free, int parameter, double level)
    {
        var limit = ChiSquared.InvCDF(1, level);
        int[] others = [.. free.Where(index => index != parameter)];
        double Fall(double sd)
        {
            double[] start = [.. fit.Point];
            start[parameter] = sd;
            return 2 * (fit.Likelihood.Value - CrossedFit.From(model, table, table.Values, [start], others, 1e-8).Likelihood.Value);
        }

        var top = fit.Point[parameter];
        var low = top < CrossedModel.Floor || Fall(0) <= limit ? 0 : Root(Fall, 0, top, limit);
        var far = Math.Max(0.1, 2 * top);
        while (far < Largest && Fall(far) <= limit) far *= 2;
        var high = far >= Largest ? double.PositiveInfinity : Root(Fall, far, Math.Max(top, low), limit);
        var end = double.IsInfinity(high) ? Math.Max(2, 4 * top) : high;
        ProfilePoint[] curve = [.. Enumerable.Range(0, 25).Select(i => i * end * 1.2 / 24).Select(sd => new ProfilePoint(sd, Math.Max(0, Fall(sd))))];
        return new VarianceProfile(component, top * top, new Interval(low * low, high * high, level, IntervalKind.Confidence), curve);
    }

    /// <summary>The standard deviation at which a component that was estimated at 0 still has an even chance.</summary>
    internal double Plausible => Variance > 1e-6 || Curve.Count == 0 ? Math.Sqrt(Variance)
        : Curve.TakeWhile(point => point.Fall <= 0.455).Select(point => point.StandardDeviation).DefaultIfEmpty(0).Last();

    private static double Root(Func<double, double> fall, double outside, double inside, double limit)
    {
        for (var i = 0; i < 40 && Math.Abs(outside - inside) > 1e-5 * Math.Max(1e-3, inside); i++)
        {
            var middle = (outside + inside) / 2;
            if (fall(middle) > limit) outside = middle;
            else inside = middle;
        }

        return (outside + inside) / 2;
    }
}

/// <summary>A point of a profile.</summary>
/// <param name="StandardDeviation">The value held.</param>
/// <param name="Fall">Twice the log likelihood at the top less that here; above 2.7 lies outside 90%.</param>
public sealed record ProfilePoint(double StandardDeviation, double Fall);
