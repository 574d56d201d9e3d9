namespace LiveCommerce.Conversion;

/// <summary>Probability of each rank per segment, the highest rate first.</summary>
internal static class RankTable
{
    /// <summary>Up to this many segments every rank is kept; above it a table would grow with the square of the segments.</summary>
    internal const int MostRanked = 632;

    /// <summary>Ranks kept of more segments than that.</summary>
    private const int First = 10;

    internal static double[][] Of(RateDraws draws) => draws.Segments <= MostRanked ? All(draws) : Leaders(draws);

    private static double[][] All(RateDraws draws)
    {
        var n = draws.Segments;
        double[][] columns = [.. Enumerable.Range(0, n).Select(draws.Column)];
        double[][] ranks = [.. columns.Select(_ => new double[n])];
        var order = new int[n];
        var keys = new double[n];
        for (var s = 0; s < draws.Count; s++)
        {
            for (var j = 0; j < n; j++) (order[j], keys[j]) = (j, -columns[j][s]);
            Array.Sort(keys, order);
            for (var r = 0; r < n; r++) ranks[order[r]][r] += 1.0 / draws.Count;
        }

        return ranks;
    }

    /// <summary>One pass over the segments, with the leaders of each draw kept in order: linear in the segments.</summary>
    private static double[][] Leaders(RateDraws draws)
    {
        var leaders = new (double Rate, int Segment)[draws.Count][];
        for (var s = 0; s < leaders.Length; s++) leaders[s] = [.. Enumerable.Repeat((double.NegativeInfinity, -1), First)];
        for (var j = 0; j < draws.Segments; j++)
        {
            var column = draws.Column(j);
            for (var s = 0; s < column.Length; s++)
            {
                var mine = leaders[s];
                if (column[s] <= mine[^1].Rate) continue;
                var at = First - 1;
                for (; at > 0 && column[s] > mine[at - 1].Rate; at--) mine[at] = mine[at - 1];
                mine[at] = (column[s], j);
            }
        }

        var never = new double[First];
        double[][] ranks = [.. Enumerable.Repeat(never, draws.Segments)];
        foreach (var draw in leaders)
        {
            for (var r = 0; r < First; r++)
            {
                if (ranks[draw[r].Segment] == never) ranks[draw[r].Segment] = new double[First];
                ranks[draw[r].Segment][r] += 1.0 / draws.Count;
            }
        }

        return ranks;
    }
}
