using System.Collections;
using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Draws of many rates. Each segment draws from a stream of its own name, so neither the order of the rows nor other segments change its draws.</summary>
/// <remarks>Above <see cref="MostKept"/> values a column is drawn again when it is asked for: the same numbers, without the memory.</remarks>
internal sealed class RateDraws : IReadOnlyList<IReadOnlyList<double>>
{
    private const long MostKept = 40_000_000;
    private readonly IReadOnlyList<string> names;
    private readonly ulong seed;
    private readonly Func<int, RandomStream, double[]> column;
    private readonly double[][]? kept;

    /// <param name="names">Names of the segments.</param>
    /// <param name="count">Draws of each.</param>
    /// <param name="seed">Seed of all.</param>
    /// <param name="column">All draws of one segment, from its stream.</param>
    internal RateDraws(IReadOnlyList<string> names, int count, ulong seed, Func<int, RandomStream, double[]> column)
    {
        (this.names, Count, this.seed, this.column) = (names, count, seed, column);
        if (names.Count > RankTable.MostRanked && (long)names.Count * count > MostKept) return;
        kept = new double[names.Count][];
        Parallel.For(0, names.Count, j => kept[j] = Draw(j));
    }

    /// <summary>Draws of each segment.</summary>
    public int Count { get; }

    internal int Segments => names.Count;

    /// <summary>One draw of all segments.</summary>
    public IReadOnlyList<double> this[int index] => index >= 0 && index < Count ? new Row(this, index) : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>All draws of one segment; not to be written to.</summary>
    internal double[] Column(int j) => kept is null ? Draw(j) : kept[j];

    /// <inheritdoc/>
    public IEnumerator<IReadOnlyList<double>> GetEnumerator() => Enumerable.Range(0, Count).Select(s => this[s]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private double[] Draw(int j) => column(j, RandomStream.For(seed, Hash(names[j])));

    /// <summary>FNV-1a over the characters of a name: the same on every machine.</summary>
    private static long Hash(string name)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in name) hash = unchecked((hash ^ letter) * 1099511628211UL);
        return unchecked((long)hash);
    }

    private sealed class Row(RateDraws table, int s) : IReadOnlyList<double>
    {
        public int Count => table.Segments;

        public double this[int index] => table.Column(index)[s];

        public IEnumerator<double> GetEnumerator() => Enumerable.Range(0, Count).Select(j => this[j]).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
