namespace LiveCommerce.Conversion;

/// <summary>The levels of crossed factors as numbers: the factor with most levels leads and is eliminated first, the others follow as one list.</summary>
internal sealed class CrossedLevels
{
    /// <summary>Entries of the reduced matrix that are still quick to factor.</summary>
    private const long MostEntries = 6_000_000;

    internal CrossedLevels(string[] factors, LogitRow[] rows)
    {
        string[][] names = [.. factors.Select((_, f) => rows.Select(r => r.Levels[f]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray())];
        Order = [.. Enumerable.Range(0, factors.Length).OrderByDescending(f => names[f].Length).ThenBy(f => factors[f], StringComparer.Ordinal)];
        Names = [.. Order.Select(f => names[f])];
        Dictionary<string, int>[] number = [.. Names.Select(list => list.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal))];
        int[] lead = [.. rows.Select(r => number[0][r.Levels[Order[0]]])];
        RowOrder = [.. Enumerable.Range(0, rows.Length).OrderBy(i => lead[i])];
        Lead = [.. RowOrder.Select(i => lead[i])];
        Offset = new int[factors.Length];
        for (var f = 2; f < factors.Length; f++) Offset[f] = Offset[f - 1] + Names[f - 1].Length;
        Rest = [.. RowOrder.Select(i => Enumerable.Range(1, factors.Length - 1).Select(f => Offset[f] + number[f][rows[i].Levels[Order[f]]]).ToArray())];
        RestCount = Names.Skip(1).Sum(list => list.Length);
        Touched = new int[Names[0].Length][];
        Place = new int[rows.Length][];
        First = [.. Enumerable.Range(0, RestCount)];
        for (int from = 0, to; from < Lead.Length; from = to)
        {
            to = from;
            while (to < Lead.Length && Lead[to] == Lead[from]) to++;
            int[] touched = [.. Rest[from..to].SelectMany(list => list).Distinct().Order()];
            var place = touched.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
            for (var i = from; i < to; i++) Place[i] = [.. Rest[i].Select(m => place[m])];
            Touched[Lead[from]] = touched;
            foreach (var m in touched) First[m] = Math.Min(First[m], touched[0]);
        }

        var entries = First.Index().Sum(pair => (long)pair.Index - pair.Item + 1);
        if (entries > MostEntries)
            throw new InputException("MODEL376", "factors", $"{RestCount} levels beside '{factors[Order[0]]}', {entries} linked pairs", "the factors are crossed too densely for one machine's exact Laplace", "give the factor with fewer levels as covariates, or use lme4 or Stan");
    }

    /// <summary>The factors as given, in the order used here.</summary>
    internal int[] Order { get; }

    /// <summary>Names of the levels per factor, sorted, in the order used here.</summary>
    internal string[][] Names { get; }

    /// <summary>Row numbers as given, by level of the leading factor.</summary>
    internal int[] RowOrder { get; }

    /// <summary>Per row, its level of the leading factor.</summary>
    internal int[] Lead { get; }

    /// <summary>Per row, its levels of the other factors in their common list.</summary>
    internal int[][] Rest { get; }

    /// <summary>Per row and other factor, where its level stands in <see cref="Touched"/> of its leading level.</summary>
    internal int[][] Place { get; }

    /// <summary>Per leading level, the other levels that it meets.</summary>
    internal int[][] Touched { get; }

    /// <summary>Where each factor starts in the common list.</summary>
    internal int[] Offset { get; }

    internal int RestCount { get; }

    /// <summary>Per other level, the first one that it is linked with.</summary>
    internal int[] First { get; }
}
