using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>The values of a composite by platform and indicator, checked, on the scale of their goalposts.</summary>
internal sealed class CompositeTable
{
    private readonly CompositeValue[][][] cells;
    private readonly bool[] gaps;

    public CompositeTable(IEnumerable<CompositeIndicator> indicators, IEnumerable<CompositeValue> values, IEnumerable<string>? platforms)
    {
        ArgumentNullException.ThrowIfNull(indicators);
        ArgumentNullException.ThrowIfNull(values);
        Indicators = Guard.Items(indicators, "indicators", indicator => indicator.Id);
        Guard.AtLeast(Indicators.Length, 1, "indicators");
        foreach (var indicator in Indicators) Check(indicator);
        var all = Guard.Items(values, "values", value => value.Platform, value => value.Indicator, value => value.Draws).ToList();
        var known = Indicators.Select(indicator => indicator.Id).ToArray();
        foreach (var value in all) Check(value, known);
        Platforms = platforms is null ? [.. all.Select(v => v.Platform).Distinct().Order(StringComparer.Ordinal)] : Guard.Items(platforms, "platforms");
        if (Platforms.Length < 2) throw Tables.TooSmall("MODEL231", Platforms.Length, Indicators.Length, "a rank needs two platforms");
        cells = [.. Platforms.Select(p => known.Select(k => all.Where(v => v.Platform == p && v.Indicator == k).OrderBy(v => v.Value).ThenBy(v => v.StandardError).ToArray()).ToArray())];
        foreach (var (row, p) in cells.Select((row, p) => (row, p)))
        {
            if (row.All(cell => cell.Length == 0))
                throw new NotIdentifiedException("MODEL233", $"platform '{Platforms[p]}'", "no value at all", "its score would be made up", "leave the platform out, or add a value");
        }

        for (var k = 0; k < known.Length; k++)
        {
            if (cells.Count(row => row[k].Length > 0) < 2)
                throw new NotIdentifiedException("MODEL234", $"indicator '{known[k]}'", "values for fewer than two platforms", "it compares nothing", "leave the indicator out, or add values");
        }

        gaps = [.. known.Select((_, k) => cells.Any(row => row[k].Length == 0))];
        Provenance = Provenance.Combine(all.Select(value => value.Provenance));
        Used = all.Count(value => Platforms.Contains(value.Platform));
        Given = all.Count;
    }

    public CompositeIndicator[] Indicators { get; }
    public string[] Platforms { get; }
    public Provenance Provenance { get; }
    public int Used { get; }
    public int Given { get; }

    public int Missing => cells.Sum(row => row.Count(cell => cell.Length == 0));

    public int Disputed => cells.Sum(row => row.Count(cell => cell.Length > 1));

    public Provenance OriginOf(int platform) => Provenance.Combine(cells[platform].SelectMany(cell => cell).Select(value => value.Provenance));

    public int ValuesOf(int platform) => cells[platform].Sum(cell => cell.Length);

    /// <summary>One set of values: a source per cell, its error, and gaps filled from the other platforms.</summary>
    public double[][] Draw(RandomStream stream)
    {
        var turn = stream.NextInt(int.MaxValue);
        var x = new double[cells.Length][];
        for (var p = 0; p < x.Length; p++)
        {
            x[p] = new double[Indicators.Length];
            for (var k = 0; k < Indicators.Length; k++)
            {
                var cell = cells[p][k];
                x[p][k] = cell.Length == 0 ? double.NaN : Value(cell[stream.NextInt(cell.Length)], k, turn, stream);
            }
        }

        for (var k = 0; k < Indicators.Length; k++)
        {
            if (!gaps[k]) continue;
            var seen = Moments.Of(x.Select(row => row[k]).Where(value => !double.IsNaN(value)));
            foreach (var row in x)
            {
                // A platform's own value lies anywhere that the others' do: predictive t about their mean.
                if (double.IsNaN(row[k])) row[k] = seen.Mean + (seen.StandardDeviation * Math.Sqrt(1 + (1.0 / seen.Count)) * stream.NextStudentT(seen.Count - 1));
            }
        }

        return x;
    }

    private double Value(CompositeValue value, int k, int turn, RandomStream stream)
    {
        var raw = value.Draws.Count > 0 ? value.Draws[turn % value.Draws.Count] : value.Value;
        if (!Indicators[k].Logarithmic) return raw + (value.StandardError == 0 ? 0 : value.StandardError * stream.NextNormal());
        return Math.Log(raw) + (value.StandardError == 0 ? 0 : value.StandardError / raw * stream.NextNormal());
    }

    /// <summary>Goalposts on the scale of the values drawn.</summary>
    public (double Low, double High) Posts(int k) => Indicators[k].Logarithmic
        ? (Math.Log(Indicators[k].Low), Math.Log(Indicators[k].High))
        : (Indicators[k].Low, Indicators[k].High);

    private static void Check(CompositeIndicator indicator)
    {
        Guard.Positive(indicator.Weight, $"weight of {indicator.Id}");
        if (indicator.Logarithmic) Guard.Positive(Math.Min(indicator.Low, indicator.High), $"goalposts of {indicator.Id}");
        CompositeIndex.GoalPost(0, indicator.Low, indicator.High);
    }

    private void Check(CompositeValue value, string[] known)
    {
        var where = $"{value.Platform}, {value.Indicator}";
        var at = Array.IndexOf(known, value.Indicator);
        if (at < 0)
        {
            throw new InputException("MODEL235", $"'{where}'", $"no indicator '{value.Indicator}'", "each value needs its indicator with goalposts",
                Spelling.Nearest(value.Indicator, known) is { } near ? $"did you mean '{near}'?" : "add the indicator");
        }

        Guard.Finite(value.Value, where);
        if (!(value.StandardError >= 0)) Guard.Positive(value.StandardError, $"standard error of {where}");
        foreach (var draw in value.Draws) Guard.Finite(draw, $"draws of {where}");
        if (!Indicators[at].Logarithmic) return;
        Guard.Positive(value.Draws.Append(value.Value).Min(), where);
    }
}
