namespace LiveCommerce.Conversion;

/// <summary>James and Stein's estimates of many means with one known variance.</summary>
/// <param name="Estimates">In the order given.</param>
/// <param name="Kept">Part of each deviation that is kept, 0 to 1; the rest is shrinkage.</param>
/// <param name="Centre">What the values are drawn towards.</param>
/// <remarks>Positive part. Around the mean: kept = 1 - (k - 3) variance / sum of squares; around a given centre k - 2 (Efron and Morris 1975).</remarks>
public sealed record JamesStein(IReadOnlyList<double> Estimates, double Kept, double Centre)
{
    /// <summary>Where the values come from.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>Shrinks values towards their mean, or towards a given centre.</summary>
    /// <param name="values">At least four around the mean, three around a given centre.</param>
    /// <param name="variance">Known variance of each, above 0.</param>
    /// <param name="centre">A centre fixed before the data; the mean when left out.</param>
    /// <param name="provenance">Where the values come from; it goes to the result.</param>
    /// <exception cref="NotIdentifiedException">Too few values.</exception>
    public static JamesStein Of(IEnumerable<double> values, double variance, double? centre = null, Provenance? provenance = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        Check.Positive("'variance'", variance);
        double[] x = [.. values];
        for (var i = 0; i < x.Length; i++) Check.Finite($"value {i + 1}", x[i]);
        var freedom = x.Length - (centre is null ? 3 : 2);
        if (freedom < 1)
            throw new NotIdentifiedException("MODEL313", "values", $"{x.Length}", "James and Stein's estimate needs four values around their mean, three around a given centre", "use PartialPooling.FullBayes with a prior that you can defend");
        var middle = centre ?? x.Average();
        var square = x.Sum(v => (v - middle) * (v - middle));
        var kept = square > 0 ? Math.Max(0, 1 - (freedom * variance / square)) : 0;
        return new JamesStein([.. x.Select(v => middle + (kept * (v - middle)))], kept, middle) { Provenance = provenance ?? Provenance.None };
    }
}
