using LiveCommerce.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Trust;

/// <summary>Events of one group beside those expected were all groups alike.</summary>
/// <param name="Group">Its name.</param>
/// <param name="Observed">Events.</param>
/// <param name="Expected">Expected events.</param>
/// <param name="N">People.</param>
public sealed record LogRankGroup(string Group, long Observed, double Expected, long N);

/// <summary>Whether survival differs between groups (Mantel 1966). Reference case C06.</summary>
/// <param name="ChiSquared">Test statistic.</param>
/// <param name="DegreesOfFreedom">Groups minus 1.</param>
/// <param name="PValue">Upper tail.</param>
/// <param name="Groups">By name.</param>
/// <param name="N">People.</param>
/// <param name="Provenance">Where the durations come from.</param>
public sealed record LogRank(double ChiSquared, int DegreesOfFreedom, double PValue, IReadOnlyList<LogRankGroup> Groups, SampleSize N, Provenance Provenance)
{
    /// <summary>Runs the test over the groups of the durations.</summary>
    /// <exception cref="NotIdentifiedException">One group, or no event.</exception>
    public static LogRank Of(IEnumerable<Duration> durations)
    {
        var list = Duration.Checked(durations);
        string[] names = [.. list.Select(row => row.Group).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (names.Length < 2)
        {
            throw new NotIdentifiedException("MODEL453", "durations", "one group", "a comparison needs two", "name the group of each row");
        }

        var k = names.Length;
        var expected = new double[k];
        var variance = Matrix<double>.Build.Dense(k - 1, k - 1);
        foreach (var time in list.Where(row => row.Event).Select(row => row.Time).Distinct())
        {
            double[] atRisk = [.. names.Select(name => (double)list.Count(row => row.Time >= time && row.Group == name))];
            double n = atRisk.Sum(), d = list.Count(row => row.Event && row.Time == time);
            for (var i = 0; i < k; i++) expected[i] += d * atRisk[i] / n;
            if (n < 2) continue;
            var scale = d * (n - d) / (n - 1);
            for (var i = 0; i < k - 1; i++)
                for (var j = 0; j < k - 1; j++) variance[i, j] += scale * atRisk[i] / n * ((i == j ? 1 : 0) - atRisk[j] / n);
        }

        LogRankGroup[] groups = [.. names.Select((name, i) => new LogRankGroup(name, list.Count(row => row.Group == name && row.Event), expected[i], list.Count(row => row.Group == name)))];
        if (!(variance.Determinant() > 0))
        {
            throw new NotIdentifiedException("MODEL454", "durations", "a group with nobody at risk at any event", "it cannot be compared", "leave that group out");
        }

        var excess = Vector<double>.Build.Dense(k - 1, i => groups[i].Observed - groups[i].Expected);
        var chi = excess.DotProduct(variance.Solve(excess));
        return new(chi, k - 1, Survival.ChiSquared(chi, k - 1), groups, new SampleSize(list.Length), Provenance.Combine(list.Select(row => row.Provenance)));
    }
}
