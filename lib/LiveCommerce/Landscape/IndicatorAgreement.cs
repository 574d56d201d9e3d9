namespace LiveCommerce.Landscape;

/// <summary>How strongly an indicator follows its axis.</summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Loading">1 for all unless loadings are free; then standard deviations of the indicator per standard deviation of the axis.</param>
/// <param name="StandardError">Standard error; 0 when fixed.</param>
public sealed record IndicatorLoading(string Indicator, double Loading, double StandardError);

/// <summary>How well sources agree on an indicator; numbers are null where the overlap is too small.</summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Platforms">Platforms with a reading.</param>
/// <param name="Sources">Sources with a reading.</param>
/// <param name="Icc21">Agreement of single sources, over the platforms that all sources report.</param>
/// <param name="Icc2K">Agreement of the mean of the sources.</param>
/// <param name="KrippendorffAlpha">Agreement beyond chance, gaps allowed.</param>
public sealed record IndicatorAgreement(string Indicator, int Platforms, int Sources, double? Icc21, double? Icc2K, double? KrippendorffAlpha)
{
    /// <summary>Agreement on one indicator; several readings of one source on one platform are averaged.</summary>
    internal static IndicatorAgreement Of(string indicator, IEnumerable<IndicatorReading> readings)
    {
        var all = readings.ToList();
        string[] platforms = [.. all.Select(r => r.Platform).Distinct()], sources = [.. all.Select(r => r.Source).Distinct()];
        double[][] table = [.. platforms.Select(p => sources.Select(s => all.Where(r => r.Platform == p && r.Source == s).Select(r => r.Value).DefaultIfEmpty(double.NaN).Average()).ToArray())];
        double[][] complete = [.. table.Where(row => row.All(double.IsFinite))];
        var icc = Try(() => Icc.Of(complete));
        double? alpha = null;
        try
        {
            alpha = LiveCommerce.Landscape.KrippendorffAlpha.Interval(table);
        }
        catch (ModelException)
        {
            // Too little overlap is an answer here: the table shows a gap.
        }

        return new IndicatorAgreement(indicator, platforms.Length, sources.Length, icc?.Icc21, icc?.Icc2K, alpha);
    }

    private static Icc? Try(Func<Icc> compute)
    {
        try
        {
            return compute();
        }
        catch (ModelException)
        {
            return null;
        }
    }
}
