using System.Globalization;

namespace LiveCommerce.Charts.Kinds;

/// <summary>Values of a table as Plotly takes them, and the number that stands in each cell.</summary>
internal static class Cells
{
    /// <summary>Rows of values; null for NaN, which JSON does not know.</summary>
    public static double?[][] Of(IEnumerable<IEnumerable<double>> rows) => [.. rows.Select(row => row.Select(value => double.IsNaN(value) ? (double?)null : value).ToArray())];

    /// <summary>The numbers as written; nothing for NaN, where Plotly would write 0.</summary>
    /// <param name="rows">Values.</param>
    /// <param name="format">Decimals and kind as d3 has them: <c>.1%</c>, <c>.2f</c>.</param>
    public static string[][] Text(IEnumerable<IEnumerable<double>> rows, string format)
    {
        var decimals = format.Length > 1 && char.IsAsciiDigit(format[1]) ? format[1..2] : "0";
        string Written(double value) => double.IsNaN(value) ? "" : format.EndsWith('%') ? (100 * value).ToString("F" + decimals, CultureInfo.InvariantCulture) + "%" : value.ToString("F" + decimals, CultureInfo.InvariantCulture);
        return [.. rows.Select(row => row.Select(Written).ToArray())];
    }
}
