using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>Readings of one or two axes as a standardised response with its platform, source, axis and level.</summary>
internal sealed class ReadingTable
{
    public ReadingTable(IReadOnlyList<IndicatorReading> readings, IReadOnlyList<string> axes)
    {
        Readings = readings;
        Axes = axes;
        Platforms = [.. readings.Select(r => r.Platform).Distinct().Order(StringComparer.Ordinal)];
        Sources = [.. readings.Select(r => r.Source).Distinct().Order(StringComparer.Ordinal)];
        Indicators = [.. readings.Select(r => (r.Axis, r.Indicator)).Distinct()];
        var levels = readings.Select(r => (r.Axis, r.Indicator, r.Definition)).Distinct().ToList();
        Levels = levels.Count;
        Values = new double[readings.Count];
        Errors = new double[readings.Count];
        (Platform, Source, Axis, Indicator, Level) = (new int[readings.Count], new int[readings.Count], new int[readings.Count], new int[readings.Count], new int[readings.Count]);
        var scale = readings.GroupBy(r => (r.Axis, r.Indicator)).ToDictionary(group => group.Key, Spread);
        var means = readings.GroupBy(r => (r.Axis, r.Indicator, r.Definition)).ToDictionary(group => group.Key, group => Moments.Of(group.Select(r => r.Value)).Mean);
        for (var i = 0; i < readings.Count; i++)
        {
            var r = readings[i];
            var sd = scale[(r.Axis, r.Indicator)];
            Values[i] = r.Direction * (r.Value - means[(r.Axis, r.Indicator, r.Definition)]) / sd;
            Errors[i] = r.StandardError / sd;
            Platform[i] = Platforms.IndexOf(r.Platform);
            Source[i] = Sources.IndexOf(r.Source);
            Axis[i] = axes.ToList().IndexOf(r.Axis);
            Indicator[i] = Indicators.IndexOf((r.Axis, r.Indicator));
            Level[i] = levels.IndexOf((r.Axis, r.Indicator, r.Definition));
        }
    }

    public IReadOnlyList<IndicatorReading> Readings { get; }
    public IReadOnlyList<string> Axes { get; }
    public List<string> Platforms { get; }
    public List<string> Sources { get; }
    public List<(string Axis, string Indicator)> Indicators { get; }

    /// <summary>Number of fixed levels: one per indicator and definition.</summary>
    public int Levels { get; }
    public double[] Values { get; }
    public double[] Errors { get; }
    public int[] Platform { get; }
    public int[] Source { get; }
    public int[] Axis { get; }
    public int[] Indicator { get; }
    public int[] Level { get; }

    private static double Spread(IGrouping<(string Axis, string Indicator), IndicatorReading> group)
    {
        var sd = group.GroupBy(r => r.Definition).Select(g => Moments.Of(g.Select(r => r.Value))).ToArray();
        var variance = sd.Sum(m => m.Variance * (m.Count - 1)) / Math.Max(1, sd.Sum(m => m.Count - 1));
        return variance > 0 ? Math.Sqrt(variance)
            : throw new NotIdentifiedException("MODEL216", $"indicator '{group.Key.Indicator}'", "all readings are equal", "it places no platform", "drop the indicator");
    }
}
