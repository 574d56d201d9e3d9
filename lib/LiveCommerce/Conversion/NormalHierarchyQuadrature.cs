using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Sums over a grid of the spread; mean and effects are normal given it.</summary>
internal static class NormalHierarchyQuadrature
{
    internal static NormalHierarchy Fit(double[] y, double[] s, double? meanScale, double? betweenScale, double level)
    {
        var unit = s.Max() + Math.Sqrt(y.Sum(v => (v - y.Average()) * (v - y.Average())) / y.Length);
        // tau = unit t / (1 - t) puts the whole half line on 0..1, heavy tail included.
        var rule = Quadrature.GaussLegendre(512, 0, 1);
        int count = 512, n = y.Length;
        var logs = new double[count];
        var taus = new double[count];
        var means = new double[count];
        var variances = new double[count];
        for (var i = 0; i < count; i++)
        {
            var t = rule.Nodes[i];
            var tau = unit * t / (1 - t);
            var precision = meanScale is { } m ? 1 / (m * m) : 0;
            var sum = 0.0;
            for (var j = 0; j < n; j++)
            {
                precision += 1 / ((s[j] * s[j]) + (tau * tau));
                sum += y[j] / ((s[j] * s[j]) + (tau * tau));
            }

            (taus[i], means[i], variances[i]) = (tau, sum / precision, 1 / precision);
            var log = (-0.5 * Math.Log(precision)) + (0.5 * sum * sum / precision) + Math.Log(rule.Weights[i] * unit / ((1 - t) * (1 - t)));
            for (var j = 0; j < n; j++) log -= 0.5 * (Math.Log((s[j] * s[j]) + (tau * tau)) + (y[j] * y[j] / ((s[j] * s[j]) + (tau * tau))));
            if (betweenScale is { } b) log -= Math.Log(1 + (tau / b * (tau / b)));
            logs[i] = log;
        }

        var most = logs.Max();
        double[] weights = [.. logs.Select(l => Math.Exp(l - most))];
        var total = weights.Sum();
        for (var i = 0; i < count; i++) weights[i] /= total;
        double Average(Func<int, double> f) => Enumerable.Range(0, count).Sum(i => weights[i] * f(i));
        double mean = Average(i => means[i]), between = Average(i => taus[i]);
        var effects = new double[n];
        var sds = new double[n];
        var intervals = new Interval[n];
        for (var j = 0; j < n; j++)
        {
            var square = s[j] * s[j];
            double Weight(int i) => taus[i] * taus[i] / (square + (taus[i] * taus[i]));
            double Centre(int i) => (Weight(i) * y[j]) + ((1 - Weight(i)) * means[i]);
            effects[j] = Average(Centre);
            sds[j] = Math.Sqrt(Math.Max(0, Average(i => (Weight(i) * square) + ((1 - Weight(i)) * (1 - Weight(i)) * variances[i]) + (Centre(i) * Centre(i))) - (effects[j] * effects[j])));
            intervals[j] = Mixture(weights, Centre, i => Math.Sqrt((Weight(i) * square) + ((1 - Weight(i)) * (1 - Weight(i)) * variances[i])), effects[j], sds[j], level);
        }

        return new NormalHierarchy
        {
            Mean = mean,
            MeanSd = Math.Sqrt(Average(i => variances[i] + (means[i] * means[i])) - (mean * mean)),
            BetweenMean = between,
            BetweenSd = Math.Sqrt(Math.Max(0, Average(i => taus[i] * taus[i]) - (between * between))),
            BetweenMedian = Median(taus, weights),
            MeanInterval = Mixture(weights, i => means[i], i => Math.Sqrt(variances[i]), mean, s.Max(), level),
            EffectIntervals = intervals,
            N = new SampleSize(n),
            Effects = effects,
            EffectSds = sds,
        };
    }

    /// <summary>Equal tails of a mixture of normals.</summary>
    private static Interval Mixture(double[] weights, Func<int, double> mean, Func<int, double> sd, double centre, double unit, double level)
    {
        double[] means = [.. weights.Select((_, i) => mean(i))], sds = [.. weights.Select((_, i) => sd(i))];
        var tail = (1 - level) / 2;
        return new Interval(Root(-1), Root(1), level, IntervalKind.Credible);

        double Root(int side)
        {
            double inside = 0, outside = unit;
            while (Beyond(side, outside) > tail && outside < 1e9 * unit) outside *= 2;
            for (var step = 0; step < 32; step++)
            {
                var middle = (inside + outside) / 2;
                if (Beyond(side, middle) > tail) inside = middle;
                else outside = middle;
            }

            return centre + (side * outside);
        }

        double Beyond(int side, double distance)
        {
            var sum = 0.0;
            for (var i = 0; i < weights.Length; i++)
                if (weights[i] > 1e-12) sum += weights[i] * Tail.Normal((distance - (side * (means[i] - centre))) / sds[i]);
            return sum;
        }
    }

    private static double Median(double[] taus, double[] weights)
    {
        var order = Enumerable.Range(0, taus.Length).OrderBy(i => taus[i]).ToArray();
        double reached = 0, from = 0;
        for (var k = 0; k < order.Length; k++)
        {
            // Half of a node's weight lies below it.
            var i = order[k];
            var next = reached + (weights[i] / 2) + (k == 0 ? 0 : weights[order[k - 1]] / 2);
            if (next >= 0.5) return from + ((taus[i] - from) * (0.5 - reached) / (next - reached));
            (reached, from) = (next, taus[i]);
        }

        return taus[order[^1]];
    }
}
