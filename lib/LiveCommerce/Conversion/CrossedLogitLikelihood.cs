namespace LiveCommerce.Conversion;

/// <summary>Laplace approximation of the likelihood with crossed normal intercepts: Newton to the joint mode, the leading factor eliminated level by level.</summary>
internal sealed class CrossedLogitLikelihood
{
    private readonly LogitData data;
    private readonly CrossedLevels levels;
    private readonly EnvelopeCholesky reduced;
    private readonly double[] fixedPart;
    private readonly double[] lead;
    private readonly double[] rest;
    private readonly double[] slope;
    private readonly double[] weight;
    private readonly double[] diagonal;
    private readonly double[] leadSlope;
    private readonly double[] restSlope;
    private readonly double[][] cross;

    internal CrossedLogitLikelihood(LogitData data, string[] factors)
    {
        this.data = data;
        levels = new CrossedLevels(factors, data.Rows);
        reduced = new EnvelopeCholesky(levels.First);
        fixedPart = new double[data.X.Length];
        slope = new double[data.X.Length];
        weight = new double[data.X.Length];
        lead = new double[levels.Names[0].Length];
        diagonal = new double[lead.Length];
        leadSlope = new double[lead.Length];
        rest = new double[levels.RestCount];
        restSlope = new double[rest.Length];
        cross = [.. levels.Touched.Select(touched => new double[touched.Length])];
    }

    internal CrossedLevels Levels => levels;

    /// <summary>Minus the log likelihood at the coefficients and then the standard deviations, in the order of the factors as given.</summary>
    internal double Minus(double[] point)
    {
        double[] sds = [.. levels.Order.Select(f => point[data.Width + f])];
        for (var i = 0; i < fixedPart.Length; i++) fixedPart[i] = LogitRegression.Eta(data.X[levels.RowOrder[i]], point);
        var height = Height(sds, lead, rest);
        for (var step = 0; step < 60; step++)
        {
            var log = Assemble(sds);
            if (double.IsNaN(log)) return double.PositiveInfinity;
            var (moved, movedRest, largest) = Move();
            var length = 1.0;
            for (var halving = 0; halving < 30 && largest > 1e-10; halving++)
            {
                double[] u = [.. lead.Zip(moved, (at, by) => at + (length * by))], v = [.. rest.Zip(movedRest, (at, by) => at + (length * by))];
                var next = Height(sds, u, v);
                if (next < height - (1e-10 * Math.Abs(height)))
                {
                    length /= 2;
                    continue;
                }

                u.CopyTo(lead, 0);
                v.CopyTo(rest, 0);
                height = next;
                break;
            }

            // Newton squares its error: after so small a move the curvature at the new point has all its digits.
            if (length * largest < 1e-6) return -height + (0.5 * Assemble(sds));
        }

        return double.PositiveInfinity;
    }

    /// <summary>Conditional modes per factor as given, at a point.</summary>
    internal IReadOnlyList<IReadOnlyList<GroupEffect>> Effects(double[] point)
    {
        _ = Minus(point);
        double[] sds = [.. levels.Order.Select(f => point[data.Width + f])];
        _ = Assemble(sds);
        var effects = new IReadOnlyList<GroupEffect>[sds.Length];
        effects[levels.Order[0]] = [.. levels.Names[0].Select((name, k) => new GroupEffect(name, sds[0] * lead[k], sds[0] * Math.Sqrt(LeadVariance(k))))];
        for (var f = 1; f < sds.Length; f++)
        {
            var (offset, sd) = (levels.Offset[f], sds[f]);
            effects[levels.Order[f]] = [.. levels.Names[f].Select((name, m) => new GroupEffect(name, sd * rest[offset + m], sd * Math.Sqrt(RestVariance(offset + m))))];
        }

        return effects;
    }

    /// <summary>Log density of data and intercepts together.</summary>
    private double Height(double[] sds, double[] u, double[] v)
    {
        var sum = 0.0;
        for (var i = 0; i < fixedPart.Length; i++) sum += LogitData.Log(data.Y[levels.RowOrder[i]], data.N[levels.RowOrder[i]], Eta(i, sds, u, v));
        foreach (var value in u) sum -= 0.5 * value * value;
        foreach (var value in v) sum -= 0.5 * value * value;
        return sum;
    }

    private double Eta(int i, double[] sds, double[] u, double[] v)
    {
        var eta = fixedPart[i] + (sds[0] * u[levels.Lead[i]]);
        int[] others = levels.Rest[i];
        for (var f = 0; f < others.Length; f++) eta += sds[f + 1] * v[others[f]];
        return eta;
    }

    /// <summary>Fills slopes and the reduced matrix, factors it, and gives the log determinant of the whole curvature.</summary>
    private double Assemble(double[] sds)
    {
        Array.Fill(diagonal, 1);
        for (var k = 0; k < lead.Length; k++) leadSlope[k] = -lead[k];
        for (var m = 0; m < rest.Length; m++) restSlope[m] = -rest[m];
        foreach (var row in cross) Array.Clear(row);
        reduced.Clear();
        for (var m = 0; m < rest.Length; m++) reduced.Add(m, m, 1);
        for (var i = 0; i < fixedPart.Length; i++)
        {
            var at = levels.RowOrder[i];
            var mean = 1 / (1 + Math.Exp(-Eta(i, sds, lead, rest)));
            slope[i] = data.Y[at] - (data.N[at] * mean);
            weight[i] = data.N[at] * mean * (1 - mean);
            var k = levels.Lead[i];
            diagonal[k] += sds[0] * sds[0] * weight[i];
            leadSlope[k] += sds[0] * slope[i];
            int[] others = levels.Rest[i], place = levels.Place[i];
            for (var f = 0; f < others.Length; f++)
            {
                restSlope[others[f]] += sds[f + 1] * slope[i];
                cross[k][place[f]] += sds[0] * sds[f + 1] * weight[i];
                for (var g = 0; g <= f; g++) reduced.Add(others[f], others[g], sds[f + 1] * sds[g + 1] * weight[i]);
            }
        }

        var log = 0.0;
        for (var k = 0; k < lead.Length; k++)
        {
            log += Math.Log(diagonal[k]);
            int[] touched = levels.Touched[k];
            for (var a = 0; a < touched.Length; a++)
                for (var b = 0; b <= a; b++) reduced.Add(touched[a], touched[b], -cross[k][a] * cross[k][b] / diagonal[k]);
        }

        return log + reduced.Factor();
    }

    private (double[] Lead, double[] Others, double Largest) Move()
    {
        double[] v = [.. restSlope];
        for (var k = 0; k < lead.Length; k++)
            for (var a = 0; a < cross[k].Length; a++) v[levels.Touched[k][a]] -= cross[k][a] * leadSlope[k] / diagonal[k];
        reduced.Solve(v);
        var u = new double[lead.Length];
        for (var k = 0; k < lead.Length; k++)
        {
            var sum = leadSlope[k];
            for (var a = 0; a < cross[k].Length; a++) sum -= cross[k][a] * v[levels.Touched[k][a]];
            u[k] = sum / diagonal[k];
        }

        return (u, v, u.Concat(v).Select(Math.Abs).DefaultIfEmpty(0).Max());
    }

    private double RestVariance(int m)
    {
        var unit = new double[rest.Length];
        unit[m] = 1;
        reduced.Solve(unit);
        return unit[m];
    }

    private double LeadVariance(int k)
    {
        var side = new double[rest.Length];
        for (var a = 0; a < cross[k].Length; a++) side[levels.Touched[k][a]] = cross[k][a] / diagonal[k];
        double[] solved = [.. side];
        reduced.Solve(solved);
        return (1 / diagonal[k]) + side.Zip(solved, (x, y) => x * y).Sum();
    }
}
