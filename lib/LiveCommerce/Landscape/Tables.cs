using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>Checks of rectangular tables.</summary>
internal static class Tables
{
    public static double[][] Complete(IEnumerable<IReadOnlyList<double>> rows, string where)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[][] x = [.. Guard.Items(rows, where).Select((row, i) => Guard.Values(row, FormattableString.Invariant($"{where}[{i}]")))];
        Guard.AtLeast(x.Length, 1, where);
        foreach (var row in x) Guard.SameLength(x[0].Length, row.Length, where);
        return x;
    }

    public static NotIdentifiedException TooSmall(string code, int rows, int columns, string why) =>
        new(code, "the table", FormattableString.Invariant($"{rows} x {columns}"), why, "add rows or columns");
}
