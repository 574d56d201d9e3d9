namespace LiveCommerce.Landscape;

/// <summary>Which parameters the measurement model has, and how a reading depends on them.</summary>
/// <remarks>
/// A reading = level of its indicator and definition + loading x position of its platform + bias of its source + error.
/// Parameters, all on the scale of standard deviations and without bounds (signs do not matter): the Cholesky factor of
/// the positions (1 number for one axis, 3 for two), source bias per axis, error per axis, then a loading per indicator.
/// </remarks>
internal sealed class CrossedModel
{
    public const double Floor = 1e-4;
    private readonly ReadingTable table;

    public CrossedModel(ReadingTable table)
    {
        this.table = table;
        Axes = table.Axes.Count;
        Factors = Axes == 1 ? 1 : 3;
        Parameters = Factors + (2 * Axes) + table.Indicators.Count;
        Columns = table.Levels + (Axes * (table.Platforms.Count + table.Sources.Count));
    }

    public int Axes { get; }

    /// <summary>Numbers in the Cholesky factor of the positions.</summary>
    public int Factors { get; }
    public int Parameters { get; }
    public int Columns { get; }
    public int SourceAt(int axis) => Factors + axis;
    public int ErrorAt(int axis) => Factors + Axes + axis;
    public int LoadingAt(int indicator) => Factors + (2 * Axes) + indicator;
    public int PlatformColumn(int axis, int platform) => table.Levels + (axis * table.Platforms.Count) + platform;
    public int SourceColumn(int axis, int source) => table.Levels + (Axes * table.Platforms.Count) + (axis * table.Sources.Count) + source;
    public bool IsRandom(int column) => column >= table.Levels;

    /// <summary>Whether a parameter is a standard deviation, whose sign does not matter.</summary>
    public bool IsScale(int parameter) => parameter < LoadingAt(0) && !(Factors == 3 && parameter == 1);

    /// <summary>Variance of a reading's error.</summary>
    public double ErrorVariance(double[] x, int row)
    {
        var sd = x[ErrorAt(table.Axis[row])];
        return (sd * sd) + (Floor * Floor) + (table.Errors[row] * table.Errors[row]);
    }

    /// <summary>Columns and coefficients of a reading's random part.</summary>
    public RowEntries Entries(double[] x, int row)
    {
        var axis = table.Axis[row];
        var loading = x[LoadingAt(table.Indicator[row])];
        var source = new Entry(SourceColumn(axis, table.Source[row]), x[SourceAt(axis)]);
        return axis == 0
            ? new RowEntries(new Entry(PlatformColumn(0, table.Platform[row]), loading * x[0]), source, default)
            : new RowEntries(new Entry(PlatformColumn(0, table.Platform[row]), loading * x[1]), source, new Entry(PlatformColumn(1, table.Platform[row]), loading * x[2]));
    }

    /// <summary>Derivative of those coefficients by one parameter; the columns are the same.</summary>
    public RowEntries Derivative(double[] x, int row, int parameter)
    {
        var axis = table.Axis[row];
        var loading = LoadingAt(table.Indicator[row]);
        var source = new Entry(SourceColumn(axis, table.Source[row]), parameter == SourceAt(axis) ? 1 : 0);
        double By(int factor) => parameter == factor ? x[loading] : parameter == loading ? x[factor] : 0;
        return axis == 0
            ? new RowEntries(new Entry(PlatformColumn(0, table.Platform[row]), By(0)), source, default)
            : new RowEntries(new Entry(PlatformColumn(0, table.Platform[row]), By(1)), source, new Entry(PlatformColumn(1, table.Platform[row]), By(2)));
    }

    /// <summary>Position of a platform from the standardised effects.</summary>
    public double Position(double[] x, double[] effects, int axis, int platform) => axis == 0
        ? x[0] * effects[PlatformColumn(0, platform)]
        : (x[1] * effects[PlatformColumn(0, platform)]) + (x[2] * effects[PlatformColumn(1, platform)]);

    /// <summary>Variance of positions between platforms on an axis.</summary>
    public static double PlatformVariance(double[] x, int axis) => axis == 0 ? x[0] * x[0] : (x[1] * x[1]) + (x[2] * x[2]);
}

/// <summary>A coefficient in a column.</summary>
internal readonly record struct Entry(int Column, double Value);

/// <summary>At most three coefficients of a row; a third of value 0 is none.</summary>
internal readonly record struct RowEntries(Entry First, Entry Second, Entry Third)
{
    public double Dot(double[] vector) => (First.Value * vector[First.Column]) + (Second.Value * vector[Second.Column]) + (Third.Value * vector[Third.Column]);
}
