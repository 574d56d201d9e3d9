using LiveCommerce.Numerics;
using MathNet.Numerics.Distributions;

namespace LiveCommerce.Landscape;

/// <summary>How well sources agree on rated objects: the six intraclass correlations, from the two-way mean squares.</summary>
/// <remarks>Shrout and Fleiss (1979). Reference case A01.</remarks>
public sealed record Icc
{
    /// <summary>Mean square between objects (platforms).</summary>
    public required double BetweenObjects { get; init; }

    /// <summary>Mean square within objects.</summary>
    public required double WithinObjects { get; init; }

    /// <summary>Mean square between sources.</summary>
    public required double BetweenSources { get; init; }

    /// <summary>Residual mean square.</summary>
    public required double Residual { get; init; }

    /// <summary>Number of objects.</summary>
    public required int Objects { get; init; }

    /// <summary>Number of sources.</summary>
    public required int Sources { get; init; }

    /// <summary>One source, sources nested in objects.</summary>
    public double Icc11 => (BetweenObjects - WithinObjects) / (BetweenObjects + ((Sources - 1) * WithinObjects));

    /// <summary>One source, sources a sample: absolute agreement.</summary>
    public double Icc21 => (BetweenObjects - Residual) / (BetweenObjects + ((Sources - 1) * Residual) + ((double)Sources / Objects * (BetweenSources - Residual)));

    /// <summary>One source, these sources only: consistency.</summary>
    public double Icc31 => (BetweenObjects - Residual) / (BetweenObjects + ((Sources - 1) * Residual));

    /// <summary>Mean of the sources, nested.</summary>
    public double Icc1K => (BetweenObjects - WithinObjects) / BetweenObjects;

    /// <summary>Mean of the sources, absolute agreement.</summary>
    public double Icc2K => (BetweenObjects - Residual) / (BetweenObjects + ((BetweenSources - Residual) / Objects));

    /// <summary>Mean of the sources, consistency.</summary>
    public double Icc3K => (BetweenObjects - Residual) / BetweenObjects;

    /// <summary>Mean squares of a complete table.</summary>
    /// <param name="ratings">One row per object, one column per source; no gaps.</param>
    /// <exception cref="InputException">Ragged rows or numbers that are not finite.</exception>
    /// <exception cref="NotIdentifiedException">Fewer than two objects or sources, or all objects alike.</exception>
    public static Icc Of<TRow>(IEnumerable<TRow> ratings)
        where TRow : class, IReadOnlyList<double>
    {
        var x = Tables.Complete(ratings, "ratings");
        int n = x.Length, k = x[0].Length;
        if (n < 2 || k < 2) throw Tables.TooSmall("MODEL201", n, k, "agreement needs at least two objects and two sources");
        double grand = x.Average(row => row.Average()), objects = 0, within = 0, sources = 0;
        foreach (var row in x)
        {
            var mean = row.Average();
            objects += k * (mean - grand) * (mean - grand);
            within += row.Sum(value => (value - mean) * (value - mean));
        }

        for (var j = 0; j < k; j++)
        {
            var d = x.Average(row => row[j]) - grand;
            sources += n * d * d;
        }

        if (objects == 0) throw new NotIdentifiedException("MODEL202", "'ratings'", "all objects have the same mean", "agreement about objects that do not differ is undefined", "add objects that differ");
        return new Icc
        {
            BetweenObjects = objects / (n - 1),
            WithinObjects = within / (n * (k - 1)),
            BetweenSources = sources / (k - 1),
            Residual = Math.Max(0, within - sources) / ((n - 1) * (k - 1)),
            Objects = n,
            Sources = k,
        };
    }

    /// <summary>F interval of <see cref="Icc11"/> (McGraw and Wong 1996, case 1).</summary>
    /// <param name="level">Level, such as 0.95.</param>
    /// <exception cref="InputException">A level outside (0, 1).</exception>
    public Interval Icc11Interval(double level = 0.95) => Ratio(level, WithinObjects, Objects * (Sources - 1.0), One);

    /// <summary>F interval of <see cref="Icc1K"/>.</summary>
    /// <inheritdoc cref="Icc11Interval"/>
    public Interval Icc1KInterval(double level = 0.95) => Ratio(level, WithinObjects, Objects * (Sources - 1.0), Mean);

    /// <summary>F interval of <see cref="Icc31"/>.</summary>
    /// <inheritdoc cref="Icc11Interval"/>
    public Interval Icc31Interval(double level = 0.95) => Ratio(level, Residual, (Objects - 1.0) * (Sources - 1), One);

    /// <summary>F interval of <see cref="Icc3K"/>.</summary>
    /// <inheritdoc cref="Icc11Interval"/>
    public Interval Icc3KInterval(double level = 0.95) => Ratio(level, Residual, (Objects - 1.0) * (Sources - 1), Mean);

    /// <summary>Interval of <see cref="Icc21"/> (McGraw and Wong 1996, case 2A).</summary>
    /// <inheritdoc cref="Icc11Interval"/>
    public Interval Icc21Interval(double level = 0.95)
    {
        Guard.Level(level);
        if (Residual == 0 && BetweenSources == 0) return new Interval(1, 1, level, IntervalKind.Confidence);
        double n = Objects, k = Sources, r = Icc21, p = (1 - level) / 2;
        // Both weights times 1 - r, which is 0 when the sources agree wholly.
        double a = k * r / n, b = 1 - r + (k * r * (n - 1) / n);
        var top = (a * BetweenSources) + (b * Residual);
        var v = top * top / ((a * BetweenSources * a * BetweenSources / (k - 1)) + (b * Residual * b * Residual / ((n - 1) * (k - 1))));
        var f1 = UpperF(n - 1, v, p);
        var f2 = UpperF(v, n - 1, p);
        var rest = (k * BetweenSources) + (((k * n) - k - n) * Residual);
        return new Interval(n * (BetweenObjects - (f1 * Residual)) / ((f1 * rest) + (n * BetweenObjects)),
            n * ((f2 * BetweenObjects) - Residual) / (rest + (n * f2 * BetweenObjects)), level, IntervalKind.Confidence);
    }

    /// <summary>Interval of <see cref="Icc2K"/>: that of <see cref="Icc21"/>, stepped up to the mean of the sources.</summary>
    /// <inheritdoc cref="Icc11Interval"/>
    public Interval Icc2KInterval(double level = 0.95)
    {
        var one = Icc21Interval(level);
        double Up(double r) => r * Sources / (1 + (r * (Sources - 1)));
        return one with { Low = Up(one.Low), High = Up(one.High) };
    }

    private double One(double ratio) => double.IsInfinity(ratio) ? 1 : (ratio - 1) / (ratio + Sources - 1);

    private static double Mean(double ratio) => 1 - (1 / ratio);

    /// <summary>An interval from the ratio of the mean square of objects to that of the error.</summary>
    private Interval Ratio(double level, double error, double degrees, Func<double, double> of)
    {
        Guard.Level(level);
        double d1 = Objects - 1, p = (1 - level) / 2, ratio = BetweenObjects / error;
        return new Interval(of(ratio / UpperF(d1, degrees, p)), of(ratio * UpperF(degrees, d1, p)), level, IntervalKind.Confidence);
    }

    /// <summary>The point of F with <paramref name="tail"/> above it.</summary>
    private static double UpperF(double d1, double d2, double tail) => FisherSnedecor.InvCDF(d1, d2, 1 - tail);
}
