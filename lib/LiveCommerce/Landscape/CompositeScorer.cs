using LiveCommerce.Numerics;
using MathNet.Numerics.Distributions;

namespace LiveCommerce.Landscape;

/// <summary>One way of computing a composite, from values to scores.</summary>
internal sealed record CompositeScorer(CompositeTable Table, CompositeOptions Options)
{
    /// <summary>Lowest index in a geometric mean, so that one zero does not wipe out all else.</summary>
    private const double GeometricFloor = 0.01;

    public double[] Scores(double[][] values, OutlierRule outliers, Normalisation normalisation, Weighting weighting, Aggregation aggregation, RandomStream weights)
    {
        var index = Normalised(values, outliers, normalisation);
        var w = Weights(index, weighting, weights);
        return [.. index.Select(row => Score(row, w, aggregation))];
    }

    /// <summary>Arithmetic less geometric score under equal weights, from one set of values between goalposts.</summary>
    public double[] Gaps(double[][] values)
    {
        double[] equal = [.. Table.Indicators.Select(_ => 1.0 / Table.Indicators.Length)];
        return [.. Normalised(values, OutlierRule.Keep, Normalisation.GoalPosts).Select(row => Score(row, equal, Aggregation.Arithmetic) - Score(row, equal, Aggregation.Geometric))];
    }

    private static double Score(double[] row, double[] weights, Aggregation aggregation)
    {
        var sum = 0.0;
        for (var k = 0; k < row.Length; k++) sum += weights[k] * (aggregation == Aggregation.Arithmetic ? row[k] : Math.Log(Math.Max(GeometricFloor, row[k])));
        return aggregation == Aggregation.Arithmetic ? sum : Math.Exp(sum);
    }

    private double[][] Normalised(double[][] values, OutlierRule outliers, Normalisation normalisation)
    {
        int n = values.Length, count = Table.Indicators.Length;
        double[][] index = [.. values.Select(_ => new double[count])];
        for (var k = 0; k < count; k++)
        {
            double[] column = [.. values.Select(row => row[k])];
            if (outliers == OutlierRule.Winsorise) Winsorise(column);
            var (low, high) = Table.Posts(k);
            var up = high > low ? 1 : -1;
            var ranks = normalisation == Normalisation.Rank ? Ranks.Average(column.Select(value => up * value)) : [];
            var moments = normalisation == Normalisation.StandardScore ? Moments.Of(column) : null;
            for (var p = 0; p < n; p++)
            {
                index[p][k] = normalisation switch
                {
                    Normalisation.GoalPosts => Math.Clamp((column[p] - low) / (high - low), 0, 1),
                    Normalisation.Rank => (ranks[p] - 0.5) / n,
                    _ => moments!.StandardDeviation == 0 ? 0.5 : Normal.CDF(0, 1, up * (column[p] - moments.Mean) / moments.StandardDeviation),
                };
            }
        }

        return index;
    }

    private double[] Weights(double[][] index, Weighting weighting, RandomStream stream)
    {
        double[] stated = [.. Table.Indicators.Select(indicator => indicator.Weight)];
        var total = stated.Sum();
        switch (weighting)
        {
            case Weighting.Equal: return [.. stated.Select(_ => 1.0 / stated.Length)];
            case Weighting.Random: return stream.NextDirichlet(stated.Select(weight => Options.Concentration * weight * stated.Length / total));
            case Weighting.PrincipalComponent when stated.Length > 1: return Component(index);
            default: return [.. stated.Select(weight => weight / total)];
        }
    }

    /// <summary>Squared loadings of the first component; an indicator that does not vary has none.</summary>
    private static double[] Component(double[][] index)
    {
        int[] varying = [.. Enumerable.Range(0, index[0].Length).Where(k => index.Any(row => row[k] != index[0][k]))];
        var weights = new double[index[0].Length];
        if (varying.Length == 0) return [.. weights.Select(_ => 1.0 / weights.Length)];
        var found = PrincipalComponents.Of(index.Select(row => varying.Select(k => row[k]).ToArray())).Weights;
        for (var i = 0; i < varying.Length; i++) weights[varying[i]] = found[i];
        return weights;
    }

    private static void Winsorise(double[] column)
    {
        for (var changed = 0; changed < column.Length / 5; changed++)
        {
            var moments = Moments.Of(column);
            if (moments.StandardDeviation == 0) return;
            double[] z = [.. column.Select(value => (value - moments.Mean) / moments.StandardDeviation)];
            if (Math.Abs(z.Average(v => v * v * v)) <= 2 || z.Average(v => v * v * v * v) - 3 <= 3.5) return;
            var far = Array.IndexOf(z, z.MaxBy(Math.Abs));
            var sign = Math.Sign(z[far]);
            column[far] = sign * column.Where((_, i) => i != far).Max(value => sign * value);
        }
    }
}
