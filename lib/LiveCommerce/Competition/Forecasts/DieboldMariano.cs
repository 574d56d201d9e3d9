using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Forecasts;

/// <summary>Whether one series of forecasts lost less than another, beyond chance.</summary>
/// <param name="MeanDifference">Mean loss of the first less that of the second; below 0 the first is better.</param>
/// <param name="Statistic">The corrected statistic, to be read as Student's t with n - 1 degrees of freedom; NaN when all differences are equal.</param>
/// <param name="PValue">Two-sided; NaN when all differences are equal.</param>
/// <param name="N">Pairs of losses.</param>
/// <remarks>Diebold and Mariano (1995) with the small-sample correction of Harvey, Leybourne and Newbold (1997).</remarks>
public sealed record DieboldMariano(double MeanDifference, double Statistic, double PValue, SampleSize N)
{
    /// <summary>What to know before it is used.</summary>
    public IReadOnlyList<ModelWarning> Warnings { get; init; } = [];

    /// <summary>Compares two series of losses.</summary>
    /// <param name="first">Losses of the first, in time order.</param>
    /// <param name="second">Losses of the second, of the same times.</param>
    /// <param name="horizon">Steps ahead, at least 1: losses up to horizon - 1 apart are correlated.</param>
    /// <exception cref="NotIdentifiedException">The losses differ by the same at all times.</exception>
    /// <exception cref="InputException">Unequal lengths, or fewer than three pairs beyond the horizon.</exception>
    public static DieboldMariano Of(IEnumerable<double> first, IEnumerable<double> second, int horizon = 1)
    {
        Guard.AtLeast(horizon, 1, "horizon");
        var a = Guard.Values(first, "first", horizon + 2);
        var b = Guard.Values(second, "second", horizon + 2);
        Guard.SameLength(a.Length, b.Length, "second");
        double[] d = [.. a.Zip(b, (x, y) => x - y)];
        double n = d.Length, mean = Moments.Of(d).Mean;
        double Covariance(int lag) => Enumerable.Range(lag, d.Length - lag).Sum(i => (d[i] - mean) * (d[i - lag] - mean)) / n;
        var variance = Covariance(0) + 2 * Enumerable.Range(1, horizon - 1).Sum(Covariance);
        List<ModelWarning> warnings = [];
        if (variance <= 0 && Covariance(0) > 0)
        {
            (variance, horizon) = (Covariance(0), 1);
            warnings.Add(new ModelWarning("MODEL620", Severity.Caution, "The long-run variance came out at or below 0; the test for one step ahead is used instead."));
        }

        if (!(variance > 1e-24 * mean * mean))
        {
            throw new NotIdentifiedException("MODEL625", "Diebold-Mariano test", FormattableString.Invariant($"losses that differ by {mean:G4} at all {d.Length} times"),
                "without any variation there is nothing to test against", "compare the mean losses, or rules that differ");
        }

        if (d.Length < 10)
        {
            warnings.Add(new ModelWarning("MODEL621", Severity.Caution, FormattableString.Invariant($"{d.Length} pairs of losses: the test has little power."))
            { Numbers = new Dictionary<string, double> { ["pairs"] = d.Length } });
        }

        var correction = Math.Sqrt((n + 1 - 2 * horizon + horizon * (horizon - 1) / n) / n);
        var statistic = correction * mean / Math.Sqrt(variance / n);
        return new DieboldMariano(mean, statistic, Survival.StudentTTwoSided(statistic, n - 1), new SampleSize(d.Length)) { Warnings = warnings };
    }
}
