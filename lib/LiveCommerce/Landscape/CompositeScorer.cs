using LiveCommerce.Numerics;
using MathNet.Numerics.Distributions;

namespace LiveCommerce.Landscape;

/// <summary>One way of computing a composite, from values to scores.</summary>
internal sealed record CompositeScorer(CompositeTable Table, CompositeOptions Options)
{
    /// <summary>Lowest index in a geometric mean, so that one zero does not wipe out all else.</summary>
    private const double GeometricFloor = 0.01;

    private readonly double[] stated = [.. Table.Indicators.Select(indicator => indicator.Weight)];

    /// <summary>Scores of the platforms from indices of 0 to 1 by platform and indicator.</summary>
    public static double[] Scores(double[][] index, double[] weights, Aggregation aggregation) => Array.ConvertAll(index, row => Score(row, weights, aggregation));

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

    /// <summary>Indices of 0 to 1 from one set of values, which stay as they are.</summary>
    public double[][] Normalised(double[][] values, OutlierRule outliers, Normalisation normalisation)
    {
        int n = values.Length, count = Table.Indicators.Length;
        var index = Array.ConvertAll(values, _ => new double[count]);
        var column = new double[n];
        for (var k = 0; k < count; k++)
        {
            for (var p = 0; p < n; p++) column[p] = values[p][k];
            if (outliers == OutlierRule.Winsorise) Winsorise(column);
            var (low, high) = Table.Posts(k);
            var up = high > low ? 1 : -1;
            double[] ranks = [];
            if (normalisation == Normalisation.Rank)
            {
                for (var p = 0; p < n; p++) column[p] *= up;
                ranks = Ranks.Average(column);
            }

            double mean = 0, deviation = 0;
            if (normalisation == Normalisation.StandardScore)
            {
                var moments = Moments.Of(column);
                (mean, deviation) = (moments.Mean, moments.StandardDeviation);
            }

            for (var p = 0; p < n; p++)
            {
                index[p][k] = normalisation switch
                {
                    Normalisation.GoalPosts => Math.Clamp((column[p] - low) / (high - low), 0, 1),
                    Normalisation.Rank => (ranks[p] - 0.5) / n,
                    _ => deviation == 0 ? 0.5 : Normal.CDF(0, 1, up * (column[p] - mean) / deviation),
                };
            }
        }

        return index;
    }

    /// <summary>Weights of the indicators, which add up to 1.</summary>
    public double[] Weights(double[][] index, Weighting weighting, RandomStream stream)
    {
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
            var deviation = moments.StandardDeviation;
            var z = Array.ConvertAll(column, value => (value - moments.Mean) / deviation);
            double skew = 0, kurtosis = 0;
            foreach (var v in z)
            {
                skew += v * v * v;
                kurtosis += v * v * v * v;
            }

            if (Math.Abs(skew / z.Length) <= 2 || kurtosis / z.Length - 3 <= 3.5) return;
            var far = Array.IndexOf(z, z.MaxBy(Math.Abs));
            var sign = Math.Sign(z[far]);
            column[far] = sign * column.Where((_, i) => i != far).Max(value => sign * value);
        }
    }
}
