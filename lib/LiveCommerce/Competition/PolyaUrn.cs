using LiveCommerce.Numerics;

namespace LiveCommerce.Competition;

/// <summary>Users join one after another, each platform with a chance that grows with the users it has: lock-in by luck.</summary>
/// <remarks>
/// Eggenberger and Polya (1923); Arthur, Ermoliev and Kaniovski (1987); Arthur (1989). With exponent 1 and two platforms
/// the limit share is Beta(a, b); above 1 one platform takes all; below 1 shares even out. Reference case E02.
/// </remarks>
public sealed record PolyaUrn
{
    private PolyaUrn(IReadOnlyList<double> start, double exponent, int joiners, ulong seed, IReadOnlyList<IReadOnlyList<double>> shares) =>
        (Start, Exponent, Joiners, Seed, Shares) = (start, exponent, joiners, seed, shares);

    /// <summary>Users of each platform at the start.</summary>
    public IReadOnlyList<double> Start { get; }

    /// <summary>Exponent of the user count in the chance of joining.</summary>
    public double Exponent { get; }

    /// <summary>Users who joined on each path.</summary>
    public int Joiners { get; }

    /// <summary>Seed.</summary>
    public ulong Seed { get; }

    /// <summary>Final shares, one list per path.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Shares { get; }

    /// <summary>Simulates paths.</summary>
    /// <param name="start">Users at the start, each above 0; at least two platforms.</param>
    /// <param name="joiners">Users who join, at least 1.</param>
    /// <param name="paths">Paths, at least 1.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="exponent">Feedback exponent, at least 0; 1 is the urn of Polya.</param>
    /// <exception cref="InputException">A value outside these ranges.</exception>
    public static PolyaUrn Simulate(IEnumerable<double> start, int joiners, int paths, ulong seed = 1, double exponent = 1)
    {
        var counts = Guard.Values(start, "start", 2);
        foreach (var count in counts) Guard.Positive(count, "start");
        Guard.AtLeast(joiners, 1, "joiners");
        if (!(exponent >= 0)) Guard.Positive(exponent, "exponent");
        var shares = Replicates.Run(paths, seed, (stream, _) => (IReadOnlyList<double>)Path(counts, joiners, exponent, stream));
        return new PolyaUrn(counts, exponent, joiners, seed, shares);
    }

    /// <summary>P(limit share of the first of two platforms above <paramref name="share"/>) of the urn with exponent 1, in closed form.</summary>
    /// <param name="first">Users of the first at the start, above 0.</param>
    /// <param name="second">Users of the other, above 0.</param>
    /// <param name="share">Such as 0.5.</param>
    public static double LimitAbove(double first, double second, double share) => Survival.Beta(share, first, second);

    /// <summary>Part of the paths on which a platform ends above a share, with a Wilson interval for the simulation error.</summary>
    /// <param name="platform">Place of the platform, from 0.</param>
    /// <param name="share">Such as 0.5.</param>
    /// <param name="level">Level of the interval.</param>
    public Estimate ChanceAbove(int platform, double share, double level = 0.95) =>
        MonteCarloChance.Of(Shares.Count(path => path[platform] > share), Shares.Count, level, FormattableString.Invariant($"urn, exponent {Exponent}, {Shares.Count} paths, seed {Seed}"));

    /// <summary>Mean Herfindahl index over the paths, as a fraction, 1/K to 1.</summary>
    public double MeanHhi => Shares.Average(path => path.Sum(share => share * share));

    private static double[] Path(double[] start, int joiners, double exponent, RandomStream stream)
    {
        double[] counts = [.. start];
        double[] weights = [.. counts.Select(count => Math.Pow(count, exponent))];
        var total = weights.Sum();
        for (var step = 0; step < joiners; step++)
        {
            var at = stream.NextDouble() * total;
            var platform = 0;
            while (platform < weights.Length - 1 && at >= weights[platform]) at -= weights[platform++];
            counts[platform]++;
            var grown = exponent == 1 ? counts[platform] : Math.Pow(counts[platform], exponent);
            total += grown - weights[platform];
            weights[platform] = grown;
        }

        var users = counts.Sum();
        for (var i = 0; i < counts.Length; i++) counts[i] /= users;
        return counts;
    }
}
