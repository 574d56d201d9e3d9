using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>A fit of the measurement model on one axis or two, with its bootstrap over sources.</summary>
internal sealed class PositionRun
{
    private readonly int[] free;

    public PositionRun(ReadingTable table, PositionOptions options, bool correlated, List<ModelWarning> warnings)
    {
        Table = table;
        Options = options;
        Model = new CrossedModel(table);
        var open = new List<int>();
        double[] Start(double platform, double source, double error) =>
            [.. Model.Factors == 1 ? [platform] : new[] { platform, correlated ? 0.05 : 0, platform },
             .. Enumerable.Repeat(source, Model.Axes), .. Enumerable.Repeat(error, Model.Axes), .. Enumerable.Repeat(options.FreeLoadings ? platform : 1, table.Indicators.Count)];
        double[][] starts = [Start(0.7, 0.4, 0.5), Start(1, 0.05, 0.3), Start(0.3, 0.6, 0.6)];
        if (options.FreeLoadings)
        {
            foreach (var start in starts) start[0] = start[Model.Factors - 1] = 1;
            open.AddRange(Enumerable.Range(0, table.Indicators.Count).Select(Model.LoadingAt));
        }
        else
        {
            open.AddRange(Model.Factors == 1 ? [0] : new[] { 0, 2 });
        }

        if (correlated) open.Add(1);
        for (var axis = 0; axis < Model.Axes; axis++)
        {
            open.Add(Model.ErrorAt(axis));
            var speaking = Enumerable.Range(0, table.Readings.Count).Where(i => table.Axis[i] == axis).Select(i => table.Source[i]).Distinct().Count();
            if (speaking >= 3)
            {
                open.Add(Model.SourceAt(axis));
                continue;
            }

            foreach (var start in starts) start[Model.SourceAt(axis)] = options.AssumedSourceSpread;
            warnings.Add(new ModelWarning("MODEL218", Severity.Caution,
                FormattableString.Invariant($"{speaking} sources on axis '{table.Axes[axis]}': the spread of source bias ({options.AssumedSourceSpread} standard deviations) is assumed, not estimated")));
        }

        free = [.. open];
        Fit = CrossedFit.From(Model, table, table.Values, starts, free);
        if (!Fit.Converged) warnings.Add(new ModelWarning("MODEL226", Severity.Serious, "the likelihood was still rising when the steps were used up"));
        Scale = [.. Enumerable.Range(0, Model.Axes).Select(AxisScale)];
    }

    public ReadingTable Table { get; }
    public CrossedModel Model { get; }
    public CrossedFit Fit { get; }
    public PositionOptions Options { get; }

    /// <summary>What positions are multiplied by on each axis: 1, or the sign and unit that free loadings need.</summary>
    public double[] Scale { get; }

    public double Position(double[] point, double[] effects, int axis, int platform) => Scale[axis] * Model.Position(point, effects, axis, platform);

    public IReadOnlyList<VarianceProfile> Profiles()
    {
        var list = new List<VarianceProfile>();
        if (free.Contains(0)) list.Add(VarianceProfile.Of("platforms", Model, Table, Fit, free, 0, Options.Level));
        if (free.Contains(Model.SourceAt(0))) list.Add(VarianceProfile.Of("sources", Model, Table, Fit, free, Model.SourceAt(0), Options.Level));
        list.Add(VarianceProfile.Of("residual", Model, Table, Fit, free, Model.ErrorAt(0), Options.Level));
        return list;
    }

    public IReadOnlyList<IndicatorLoading> Loadings(int axis)
    {
        double[][]? covariance = null;
        if (Options.FreeLoadings) covariance = SymmetricSystem.Factor(Fit.Likelihood.Slope(free).Information)?.Inverse();
        return [.. Table.Indicators.Select((indicator, k) => (indicator, k)).Where(pair => pair.indicator.Axis == Table.Axes[axis]).Select(pair =>
        {
            var at = Array.IndexOf(free, Model.LoadingAt(pair.k));
            return new IndicatorLoading(pair.indicator.Indicator, Fit.Point[Model.LoadingAt(pair.k)] / Scale[axis], at < 0 ? 0 : covariance is null ? double.NaN : Math.Sqrt(covariance[at][at]) / Math.Abs(Scale[axis]));
        })];
    }

    /// <summary>Errors of the positions [replicate][axis][platform]: sources, platforms and errors drawn anew from the fit, and fitted again.</summary>
    public double[][][] Bootstrap(IReadOnlyDictionary<int, double> plausible, CancellationToken token)
    {
        double[] truth = [.. Fit.Point];
        foreach (var (parameter, value) in plausible) truth[parameter] = value;
        var rows = Enumerable.Range(0, Table.Values.Length).Select(i => Model.Entries(truth, i)).ToArray();
        return Replicates.Run(Options.Replicates, Options.Seed, (stream, _) =>
        {
            double[] effects = [.. Enumerable.Range(0, Model.Columns).Select(column => Model.IsRandom(column) ? stream.NextNormal() : 0)];
            double[] y = [.. rows.Select((row, i) => row.Dot(effects) + (Math.Sqrt(Model.ErrorVariance(truth, i)) * stream.NextNormal()))];
            var again = CrossedFit.From(Model, Table, y, [truth], free, 1e-6);
            var scale = Enumerable.Range(0, Model.Axes).Select(axis => Options.FreeLoadings ? SignOf(again.Point, axis) : 1).ToArray();
            return Enumerable.Range(0, Model.Axes).Select(axis => Errors(axis, p =>
                scale[axis] * Math.Abs(Scale[axis]) * Model.Position(again.Point, again.Likelihood.Effects, axis, p), p => Position(truth, effects, axis, p))).ToArray();
        }, Options.MaxParallelism, token);
    }

    /// <summary>Parameters that are standard deviations, with the component each stands for.</summary>
    public IEnumerable<(int Parameter, string Component)> Components() => free.Where(Model.IsScale).Select(parameter =>
        (parameter, parameter < Model.Factors ? "platforms" : parameter < Model.ErrorAt(0) ? "sources" : "residual"));

    /// <summary>Positions are told from the mean of the platforms that the axis has: both sides are, before they are compared.</summary>
    private double[] Errors(int axis, Func<int, double> got, Func<int, double> truth)
    {
        int[] present = [.. Enumerable.Range(0, Table.Readings.Count).Where(i => Table.Axis[i] == axis).Select(i => Table.Platform[i]).Distinct()];
        var off = present.Average(p => got(p) - truth(p));
        return [.. Enumerable.Range(0, Table.Platforms.Count).Select(p => got(p) - truth(p) - off)];
    }

    private double AxisScale(int axis) => !Options.FreeLoadings ? 1 : SignOf(Fit.Point, axis) / Math.Sqrt(CrossedModel.PlatformVariance(Fit.Point, axis));

    private double SignOf(double[] point, int axis) =>
        Table.Indicators.Select((indicator, k) => indicator.Axis == Table.Axes[axis] ? point[Model.LoadingAt(k)] : 0).Sum() < 0 ? -1 : 1;
}
