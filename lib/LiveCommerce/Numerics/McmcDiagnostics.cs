using MathNet.Numerics.Distributions;

namespace LiveCommerce.Numerics;

/// <summary>Whether chains of draws agree, and how many independent draws they are worth.</summary>
/// <param name="RHat">Rank-normalised split R-hat, the larger of bulk and folded; 1.01 is the limit.</param>
/// <param name="BulkEss">Effective draws for the centre.</param>
/// <param name="TailEss">Effective draws for the 5% and 95% quantiles, the smaller.</param>
/// <param name="MeanError">Monte Carlo standard error of the mean.</param>
/// <param name="BasicRHat">Split R-hat of the draws as they are.</param>
/// <remarks>Vehtari, Gelman, Simpson, Carpenter and Burkner (2021). Reference case E29.</remarks>
public sealed record McmcDiagnostics(double RHat, double BulkEss, double TailEss, double MeanError, double BasicRHat)
{
    /// <summary>Whether the draws may be used: R-hat at most 1.01 and both effective sizes at least 400.</summary>
    public bool Usable => RHat <= 1.01 && BulkEss >= 400 && TailEss >= 400;

    /// <summary>Diagnoses one quantity.</summary>
    /// <param name="chains">Chains of equal length, at least 8 draws each.</param>
    /// <exception cref="InputException">Short, ragged, or not finite chains.</exception>
    /// <exception cref="NotIdentifiedException">All draws are equal: nothing moved.</exception>
    public static McmcDiagnostics Of<TRow>(IEnumerable<TRow> chains)
        where TRow : class, IReadOnlyList<double>
    {
        ArgumentNullException.ThrowIfNull(chains);
        double[][] all = [.. Guard.Items(chains, "chains").Select((chain, c) => Guard.Values(chain, FormattableString.Invariant($"chains[{c}]"), 8))];
        Guard.AtLeast(all.Length, 1, "chains");
        foreach (var chain in all) Guard.SameLength(all[0].Length, chain.Length, "chains");
        double[] flat = [.. all.SelectMany(chain => chain)];
        if (flat.Max() == flat.Min())
            throw new NotIdentifiedException("MODEL140", "'chains'", "all draws are equal", "a chain that never moves tells nothing", "check the proposal scale and the start");
        var split = Split(all);
        var median = Quantile.Of(flat, 0.5);
        var folded = split.Select(chain => chain.Select(x => Math.Abs(x - median)).ToArray()).ToArray();
        var bulk = Ess(Scores(split));
        double Tail(double p)
        {
            var cut = Quantile.Of(flat, p);
            // Where a quantile is the end of the draws, as of counts, all lie on one side of it: it tells nothing.
            return cut >= flat.Max() ? bulk : Ess(split.Select(chain => chain.Select(x => x <= cut ? 1.0 : 0).ToArray()).ToArray());
        }

        return new McmcDiagnostics(Math.Max(Rhat(Scores(split)), Rhat(Scores(folded))), bulk, Math.Min(Tail(0.05), Tail(0.95)),
            Moments.Of(flat).StandardDeviation / Math.Sqrt(Ess(split)), Rhat(split));
    }

    private static double[][] Split(double[][] chains)
    {
        var half = chains[0].Length / 2;
        return [.. chains.SelectMany(chain => new[] { chain[..half], chain[^half..] })];
    }

    private static double[][] Scores(double[][] chains)
    {
        double[] flat = [.. chains.SelectMany(chain => chain)];
        var ranks = Ranks.Average(flat);
        var length = chains[0].Length;
        return [.. chains.Select((chain, c) => chain.Select((_, i) =>
            Normal.InvCDF(0, 1, (ranks[(c * length) + i] - 0.375) / (flat.Length + 0.25))).ToArray())];
    }

    private static double Rhat(double[][] chains)
    {
        double n = chains[0].Length;
        var between = n * Moments.Of(chains.Select(chain => chain.Average())).Variance;
        var within = chains.Average(chain => Moments.Of(chain).Variance);
        return Math.Sqrt(((between / within) + n - 1) / n);
    }

    private static double Ess(double[][] chains)
    {
        int n = chains[0].Length, m = chains.Length;
        double[] means = [.. chains.Select(chain => chain.Average())];
        // Lags are taken one by one: the sum below ends long before the last.
        double Covariance(int lag) => chains.Select((chain, c) => Autocovariance(chain, means[c], lag)).Average();
        var meanVariance = Covariance(0) * n / (n - 1.0);
        var total = meanVariance * (n - 1.0) / n;
        if (m > 1) total += Moments.Of(means).Variance;
        double Rho(int lag) => 1 - ((meanVariance - Covariance(lag)) / total);
        var rho = new double[n];
        double even = 1, odd = Rho(1);
        (rho[0], rho[1]) = (1, odd);
        var t = 0;
        while (t < n - 5 && !double.IsNaN(even + odd) && even + odd > 0)
        {
            t += 2;
            even = Rho(t);
            odd = Rho(t + 1);
            if (even + odd >= 0) (rho[t], rho[t + 1]) = (even, odd);
        }

        var max = t;
        if (even > 0) rho[max] = even;
        for (t = 0; t <= max - 4;)
        {
            t += 2;
            if (rho[t] + rho[t + 1] > rho[t - 2] + rho[t - 1])
                rho[t] = rho[t + 1] = (rho[t - 2] + rho[t - 1]) / 2;
        }

        var tau = -1 + (2 * rho.Take(Math.Max(1, max)).Sum()) + rho[max];
        double draws = (double)n * m;
        return draws / Math.Max(tau, 1 / Math.Log10(draws));
    }

    private static double Autocovariance(double[] chain, double mean, int lag)
    {
        var sum = 0.0;
        for (var i = lag; i < chain.Length; i++) sum += (chain[i] - mean) * (chain[i - lag] - mean);
        return sum / chain.Length;
    }
}
