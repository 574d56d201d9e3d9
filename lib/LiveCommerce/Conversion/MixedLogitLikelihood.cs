using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Marginal likelihood of the mixed logit: one integral per group, around its own mode.</summary>
internal sealed class MixedLogitLikelihood
{
    private readonly double[][] x;
    private readonly double[] y;
    private readonly double[] n;
    private readonly double[] eta;
    private readonly int[] starts;
    private readonly double[] modes;
    private readonly QuadratureRule rule;
    private readonly double[] logWeights;

    internal MixedLogitLikelihood(LogitData data, int nodes)
    {
        int[] order = [.. Enumerable.Range(0, data.Rows.Length).OrderBy(i => data.Rows[i].Group, StringComparer.Ordinal)];
        x = [.. order.Select(i => data.X[i])];
        y = [.. order.Select(i => data.Y[i])];
        n = [.. order.Select(i => data.N[i])];
        eta = new double[order.Length];
        var groups = new List<string>();
        var from = new List<int>();
        for (var i = 0; i < order.Length; i++)
        {
            var group = data.Rows[order[i]].Group;
            if (groups.Count > 0 && groups[^1] == group) continue;
            groups.Add(group);
            from.Add(i);
        }

        Groups = [.. groups];
        starts = [.. from, order.Length];
        modes = new double[Groups.Length];
        rule = Quadrature.GaussHermite(nodes);
        logWeights = [.. rule.Weights.Select(weight => Math.Log(weight))];
    }

    internal string[] Groups { get; }

    /// <summary>Minus the log likelihood at the coefficients and, last, the standard deviation; its sign does not matter.</summary>
    internal double Minus(double[] point)
    {
        var sd = point[^1];
        for (var i = 0; i < x.Length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < x[i].Length; j++) sum += x[i][j] * point[j];
            eta[i] = sum;
        }

        var total = 0.0;
        for (var g = 0; g < Groups.Length; g++) total += LogIntegral(g, sd);
        return double.IsFinite(total) ? -total : 1e300;
    }

    internal IReadOnlyList<GroupEffect> Effects(double[] point)
    {
        _ = Minus(point);
        var sd = point[^1];
        return [.. Groups.Select((group, g) => new GroupEffect(group, sd * modes[g], sd / Math.Sqrt(Mode(g, sd))))];
    }

    private double LogIntegral(int g, double sd)
    {
        var curvature = Mode(g, sd);
        var scale = 1 / Math.Sqrt(curvature);
        var centre = modes[g];
        if (rule.Nodes.Count == 1) return Log(g, sd, centre) + Math.Log(scale);
        var most = double.NegativeInfinity;
        var terms = new double[rule.Nodes.Count];
        for (var k = 0; k < terms.Length; k++)
        {
            var z = rule.Nodes[k];
            terms[k] = logWeights[k] + (z * z) + Log(g, sd, centre + (Math.Sqrt(2) * scale * z));
            most = Math.Max(most, terms[k]);
        }

        return most + Math.Log(terms.Sum(t => Math.Exp(t - most))) + Math.Log(scale) - (0.5 * Math.Log(Math.PI));
    }

    private double Log(int g, double sd, double u)
    {
        var sum = -0.5 * u * u;
        for (var i = starts[g]; i < starts[g + 1]; i++) sum += LogitData.Log(y[i], n[i], eta[i] + (sd * u));
        return sum;
    }

    /// <summary>Moves the group's mode by Newton steps from where it was; gives the curvature there.</summary>
    private double Mode(int g, double sd)
    {
        // The mode changes sign with the standard deviation; a start on the wrong side only costs steps.
        var u = Math.Clamp(modes[g], -8, 8);
        var curvature = 1.0;
        var last = false;
        for (var step = 0; step < 100; step++)
        {
            var slope = -u;
            curvature = 1;
            for (var i = starts[g]; i < starts[g + 1]; i++)
            {
                var mean = 1 / (1 + Math.Exp(-(eta[i] + (sd * u))));
                slope += sd * (y[i] - (n[i] * mean));
                curvature += sd * sd * n[i] * mean * (1 - mean);
            }

            if (last) break;
            var change = Math.Clamp(slope / curvature, -1.5, 1.5);
            u += change;
            // Newton squares its error: one more curvature at the new point, and all digits are there.
            last = Math.Abs(change) < 1e-6;
        }

        modes[g] = u;
        return curvature;
    }
}
