using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>The posterior of (log(alpha / beta), log(alpha + beta)) on a grid that covers all but e^-18 of its height.</summary>
internal sealed class HyperGrid
{
    private const int Fine = 72;
    private const int Coarse = 25;
    private const double Depth = 18;
    private const double Highest = 21;
    private const double Lowest = -14;
    private readonly double[] cumulative;

    private HyperGrid(double[] us, double[] vs, double[] weights, double[] mode)
    {
        Us = us;
        Vs = vs;
        Weights = weights;
        Mode = mode;
        cumulative = new double[weights.Length];
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++) cumulative[i] = sum += weights[i];
    }

    internal double[] Us { get; }

    internal double[] Vs { get; }

    /// <summary>Probability of each cell, u outer.</summary>
    internal double[] Weights { get; }

    /// <summary>Highest point in (u, v).</summary>
    internal double[] Mode { get; }

    /// <summary>Probability in the topmost tenth of log k when the grid was cut there: the data do not tell the segments apart.</summary>
    internal double MassAtCut
    {
        get
        {
            if (Vs[^1] < Highest - 0.01) return 0;
            var sum = 0.0;
            for (var i = 0; i < Weights.Length; i++)
                if (Vs[i % Vs.Length] > 9.2) sum += Weights[i];
            return sum;
        }
    }

    internal static HyperGrid Of(Func<double, double, double> logPosterior, double startU, double startV)
    {
        var best = QuasiNewton.Minimise(p => -logPosterior(p[0], Math.Clamp(p[1], Lowest, Highest)), [startU, startV]);
        double[] mode = [best.Point[0], Math.Clamp(best.Point[1], Lowest, Highest)];
        var peak = -best.Value;
        double lowU = mode[0] - 1, highU = mode[0] + 1, lowV = Math.Max(Lowest, mode[1] - 2), highV = Math.Min(Highest, mode[1] + 2);
        for (var i = 0; i < 40; i++)
        {
            var left = Edge(t => logPosterior(lowU, t), lowV, highV);
            var right = Edge(t => logPosterior(highU, t), lowV, highV);
            var below = lowV <= Lowest ? double.NegativeInfinity : Edge(t => logPosterior(t, lowV), lowU, highU);
            var above = highV >= Highest ? double.NegativeInfinity : Edge(t => logPosterior(t, highV), lowU, highU);
            if (Math.Max(Math.Max(left, right), Math.Max(below, above)) < peak - Depth) break;
            if (left > peak - Depth) lowU -= 0.6 * (mode[0] - lowU);
            if (right > peak - Depth) highU += 0.6 * (highU - mode[0]);
            if (below > peak - Depth) lowV = Math.Max(Lowest, lowV - (0.5 * (highV - lowV)));
            if (above > peak - Depth) highV = Math.Min(Highest, highV + (0.5 * (highV - lowV)));
        }

        (lowU, highU, lowV, highV) = Trim(logPosterior, peak, lowU, highU, lowV, highV);
        return Fill(logPosterior, Points(lowU, highU, Fine), Points(lowV, highV, Fine), mode);
    }

    /// <summary>A point of the posterior: a cell by its probability, then a place in it.</summary>
    internal (double Alpha, double Beta) Draw(RandomStream stream)
    {
        var at = Array.BinarySearch(cumulative, stream.NextDouble() * cumulative[^1]);
        if (at < 0) at = Math.Min(~at, cumulative.Length - 1);
        var u = Us[at / Vs.Length] + ((stream.NextDouble() - 0.5) * (Us[1] - Us[0]));
        var v = Vs[at % Vs.Length] + ((stream.NextDouble() - 0.5) * (Vs[1] - Vs[0]));
        return Shapes(u, v);
    }

    /// <summary>Posterior mean of a function of (alpha, beta).</summary>
    internal double Mean(Func<double, double, double> f)
    {
        var sum = 0.0;
        for (var i = 0; i < Weights.Length; i++)
        {
            if (Weights[i] < 1e-13) continue;
            var (a, b) = Shapes(Us[i / Vs.Length], Vs[i % Vs.Length]);
            sum += Weights[i] * f(a, b);
        }

        return sum;
    }

    internal IEnumerable<(double Alpha, double Beta, double Weight)> Cells()
    {
        for (var i = 0; i < Weights.Length; i++)
        {
            if (Weights[i] < 1e-9) continue;
            var (a, b) = Shapes(Us[i / Vs.Length], Vs[i % Vs.Length]);
            yield return (a, b, Weights[i]);
        }
    }

    internal static (double Alpha, double Beta) Shapes(double u, double v)
    {
        var k = Math.Exp(v);
        return (k / (1 + Math.Exp(-u)), k / (1 + Math.Exp(u)));
    }

    private static double Edge(Func<double, double> at, double low, double high) => Points(low, high, 9).Max(at);

    private static double[] Points(double low, double high, int n) => [.. Enumerable.Range(0, n).Select(i => low + ((high - low) * i / (n - 1)))];

    private static (double LowU, double HighU, double LowV, double HighV) Trim(Func<double, double, double> log, double peak, double lowU, double highU, double lowV, double highV)
    {
        double[] us = Points(lowU, highU, Coarse), vs = Points(lowV, highV, Coarse);
        int firstU = Coarse, lastU = 0, firstV = Coarse, lastV = 0;
        for (var i = 0; i < Coarse; i++)
            for (var j = 0; j < Coarse; j++)
            {
                if (!(log(us[i], vs[j]) > peak - Depth)) continue;
                (firstU, lastU, firstV, lastV) = (Math.Min(firstU, i), Math.Max(lastU, i), Math.Min(firstV, j), Math.Max(lastV, j));
            }

        if (firstU > lastU) return (lowU, highU, lowV, highV);
        return (us[Math.Max(0, firstU - 1)], us[Math.Min(Coarse - 1, lastU + 1)], vs[Math.Max(0, firstV - 1)], vs[Math.Min(Coarse - 1, lastV + 1)]);
    }

    private static HyperGrid Fill(Func<double, double, double> log, double[] us, double[] vs, double[] mode)
    {
        var weights = new double[us.Length * vs.Length];
        Parallel.For(0, us.Length, i =>
        {
            for (var j = 0; j < vs.Length; j++)
                weights[(i * vs.Length) + j] = log(us[i], vs[j]);
        });
        var peak = weights.Max();
        for (var i = 0; i < weights.Length; i++) weights[i] = Math.Exp(weights[i] - peak);
        var sum = weights.Sum();
        for (var i = 0; i < weights.Length; i++) weights[i] /= sum;
        return new HyperGrid(us, vs, weights, mode);
    }
}
