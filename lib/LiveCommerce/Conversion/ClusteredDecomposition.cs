using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>At which stage one side loses to another, and how much of it is mix, from sessions whose viewers are not independent.</summary>
public static class ClusteredDecomposition
{
    /// <summary>Splits the end-to-end rate of two sides into the mix of groups and the stage rates, with intervals over clusters drawn again.</summary>
    /// <param name="stages">Names of all stages, the first one included.</param>
    /// <param name="first">Sessions of the first side.</param>
    /// <param name="second">Sessions of the second side, with the same groups.</param>
    /// <param name="by">What is drawn again.</param>
    /// <param name="level">Level of the intervals.</param>
    /// <param name="replicates">Draws of all clusters of each side, at least 100.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <returns>Effects of the data as they are, exactly additive, with percentile intervals; <c>ProbabilityPositive</c> is the share of replicates.</returns>
    /// <exception cref="InputException">A stage grows within a session, counts and stages differ in number, or a group is on one side only.</exception>
    /// <exception cref="NotIdentifiedException">A side has fewer than two clusters or no event at the last stage.</exception>
    /// <remarks>Shapley values (Das Gupta 1993) with Kitagawa's (1955) mix effect. A group that a replicate leaves out has weight 0 in it and keeps its rates. Accounting, not causation.</remarks>
    public static RateChange OfMix(IEnumerable<string> stages, IEnumerable<SessionFunnel> first, IEnumerable<SessionFunnel> second, ClusterBy by = ClusterBy.Kol, double level = 0.95, int replicates = 2000, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(stages);
        Check.Level(level);
        if (replicates < 100) throw new InputException("MODEL344", "'replicates'", $"it is {replicates}", "100 or more give an interval", "leave the default of 2000");
        var names = Guard.Items(stages, "stages");
        Side a = Side.Of("first", names, first, by), b = Side.Of("second", names, second, by);
        if (!a.Groups.SequenceEqual(b.Groups))
            throw new InputException("MODEL321", "groups", $"[{string.Join(", ", a.Groups)}] against [{string.Join(", ", b.Groups)}]", "a group on one side only has no rate on the other to compare with", "merge it with a neighbour, or leave it out on both sides and say so");
        var (from, into) = (a.Table(a.Whole), b.Table(b.Whole));
        var point = Decomposition.OfGroups(["mix", .. names.Skip(1)], from, into, a.Provenance.With(b.Provenance));
        var effects = Replicates.Run(replicates, seed, (stream, _) => Effects(a.Table(a.Draw(stream)), b.Table(b.Draw(stream))));
        var warnings = new List<ModelWarning>(point.Warnings);
        foreach (var side in new[] { a, b })
            if (side.Clusters < 20) warnings.Add(new ModelWarning("MODEL353", Severity.Caution, $"With {side.Clusters} clusters on one side the bootstrap interval is somewhat too narrow.") { Numbers = new Dictionary<string, double> { ["clusters"] = side.Clusters } });
        return DrawnDecomposition.Summary(point, effects, level, IntervalKind.Confidence) with { Warnings = warnings };
    }

    private static double[] Effects(double[][] from, double[][] into) => Shapley.Effects(from.Length, set =>
    {
        var sum = 0.0;
        for (var g = 0; g < from[0].Length; g++)
        {
            var product = 1.0;
            for (var i = 0; i < from.Length; i++) product *= (set & (1 << i)) != 0 ? into[i][g] : from[i][g];
            sum += product;
        }

        return sum;
    });

    /// <summary>Counts of one side by cluster, group and stage.</summary>
    private sealed class Side
    {
        private readonly double[][][] clusters;

        private Side(string[] groups, double[][][] clusters, Provenance provenance)
        {
            (Groups, this.clusters, Provenance) = (groups, clusters, provenance);
            Whole = Sum(clusters);
        }

        internal string[] Groups { get; }

        internal Provenance Provenance { get; }

        internal int Clusters => clusters.Length;

        /// <summary>All clusters together: per group, its counts by stage.</summary>
        internal double[][] Whole { get; }

        internal static Side Of(string side, string[] stages, IEnumerable<SessionFunnel> sessions, ClusterBy by)
        {
            ArgumentNullException.ThrowIfNull(sessions);
            var rows = Guard.Items(sessions, $"{side} side", row => row.Session, row => row.Kol, row => row.Group, row => row.Counts);
            foreach (var row in rows)
            {
                if (row.Counts.Count != stages.Length) throw new InputException("MODEL312", $"{side} side, session '{row.Session}'", $"{row.Counts.Count} counts", $"there are {stages.Length} stages", "give one count per stage");
                if (row.Counts.Any(c => c != 0)) _ = FunnelCounts.OfPeople($"{side} side, session {row.Session}", stages, row.Counts);
            }

            rows = [.. rows.Where(row => row.Counts[0] > 0)];
            string[] groups = [.. rows.Select(row => row.Group).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            var clusters = rows.GroupBy(row => by == ClusterBy.Kol ? row.Kol : row.Session, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(cluster => groups.Select(group => stages.Select((_, i) => (double)cluster.Where(row => row.Group == group).Sum(row => row.Counts[i])).ToArray()).ToArray()).ToArray();
            if (clusters.Length < 2)
                throw new NotIdentifiedException("MODEL351", $"{side} side", $"{clusters.Length} clusters with viewers", "the spread between clusters cannot be seen in one", by == ClusterBy.Kol ? "cluster by session and say so, or add KOLs" : "add sessions");
            if (rows.Sum(row => row.Counts[^1]) == 0)
                throw new NotIdentifiedException("MODEL314", $"{side} side", $"nobody reached '{stages[^1]}'", "drawing the sessions again shows no spread", "end the funnel at an earlier stage");
            return new Side(groups, clusters, Provenance.Combine(rows.Select(row => row.Provenance).Distinct()));
        }

        internal double[][] Draw(RandomStream stream) => Sum(Enumerable.Range(0, clusters.Length).Select(_ => clusters[stream.NextInt(clusters.Length)]));

        /// <summary>Weights of the groups, then the rate of each stage by group; a stage that nobody reached before keeps the rate of the whole, or 0.</summary>
        internal double[][] Table(double[][] counts)
        {
            var entrants = counts.Sum(group => group[0]);
            var table = new double[counts[0].Length][];
            table[0] = [.. counts.Select(group => group[0] / entrants)];
            for (var i = 1; i < table.Length; i++)
                table[i] = [.. counts.Select((group, g) => group[i - 1] > 0 ? group[i] / group[i - 1] : Whole[g][i - 1] > 0 ? Whole[g][i] / Whole[g][i - 1] : 0)];
            return table;
        }

        private static double[][] Sum(IEnumerable<double[][]> parts)
        {
            double[][]? sum = null;
            foreach (var part in parts)
            {
                sum ??= [.. part.Select(group => new double[group.Length])];
                for (var g = 0; g < part.Length; g++)
                    for (var i = 0; i < part[g].Length; i++) sum[g][i] += part[g][i];
            }

            return sum!;
        }
    }
}
