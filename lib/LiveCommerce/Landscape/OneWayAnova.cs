using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>Between and within mean squares of one factor.</summary>
/// <param name="Between">Mean square between groups.</param>
/// <param name="Within">Mean square within groups.</param>
/// <param name="PValue">P of F.</param>
/// <param name="VarianceBetween">Variance component between groups, (between - within) / n0; negative values are kept.</param>
/// <remarks>Reference case E26 (NIST AtmWtAg).</remarks>
public sealed record OneWayAnova(double Between, double Within, double PValue, double VarianceBetween)
{
    /// <summary>Ratio of the mean squares; infinite when groups differ and nothing varies within them.</summary>
    public double F => Between / Within;

    /// <summary>Analysis of groups of values.</summary>
    /// <exception cref="NotIdentifiedException">Fewer than two groups, no group with two values, or no spread at all.</exception>
    public static OneWayAnova Of<TRow>(IEnumerable<TRow> groups)
        where TRow : class, IReadOnlyList<double>
    {
        ArgumentNullException.ThrowIfNull(groups);
        Moments[] g = [.. Guard.Items(groups, "groups").Select(Moments.Of)];
        var n = g.Sum(m => m.Count);
        if (g.Length < 2 || n <= g.Length) throw Tables.TooSmall("MODEL207", g.Length, n, "variance between groups needs two groups and a repeated value");
        var origin = g[0].Mean;
        var grand = g.Sum(m => m.Count * (m.Mean - origin)) / n;
        var between = g.Sum(m => m.Count * Math.Pow(m.Mean - origin - grand, 2)) / (g.Length - 1);
        var within = g.Sum(m => m.Variance * (m.Count - 1)) / (n - g.Length);
        if (between == 0 && within == 0) throw new NotIdentifiedException("MODEL202", "'groups'", "all values are equal", "a ratio of no spread to no spread is undefined", "add values that differ");
        var n0 = (n - (g.Sum(m => (double)m.Count * m.Count) / n)) / (g.Length - 1);
        return new OneWayAnova(between, within, Survival.F(between / within, g.Length - 1, n - g.Length), (between - within) / n0);
    }
}
