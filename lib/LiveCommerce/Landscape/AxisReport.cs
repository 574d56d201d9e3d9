using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>The readings of one axis that are fit for the model.</summary>
internal sealed record AxisInput(string Axis, IndicatorReading[] Used, int Given, List<ModelWarning> Warnings, IReadOnlyList<IndicatorAgreement> Agreement)
{
    public static AxisInput Of(IEnumerable<IndicatorReading> readings, string axis, PositionOptions options)
    {
        ArgumentNullException.ThrowIfNull(readings);
        Guard.Level(options.Level);
        Guard.AtLeast(options.Replicates, 100, nameof(options.Replicates));
        Guard.Positive(options.AssumedSourceSpread, nameof(options.AssumedSourceSpread));
        var warnings = new List<ModelWarning>();
        // One order whatever the order of the rows, so that sums round alike.
        IndicatorReading[] all = [.. Guard.Items(readings, "readings", r => r.Platform, r => r.Axis, r => r.Indicator, r => r.Source, r => r.Definition).Where(r => r.Axis == axis).OrderBy(r => r.Platform, StringComparer.Ordinal).ThenBy(r => r.Indicator, StringComparer.Ordinal)
            .ThenBy(r => r.Definition, StringComparer.Ordinal).ThenBy(r => r.Source, StringComparer.Ordinal).ThenBy(r => r.Value)];
        var used = ReadingCheck.Usable(all, axis, options, warnings);
        return new AxisInput(axis, used, all.Length, warnings, [.. used.GroupBy(r => r.Indicator).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => IndicatorAgreement.Of(g.Key, g))]);
    }
}

/// <summary>Positions, biases and conflicts of one axis of a fit.</summary>
internal static class AxisReport
{
    public static AxisPositions Of(PositionRun run, int axis, AxisInput input, IReadOnlyList<VarianceProfile> profiles, double[][][] errors)
    {
        var (table, model, point, options) = (run.Table, run.Model, run.Fit.Point, run.Options);
        var effects = run.Fit.Likelihood.Effects;
        var covariance = run.Fit.Likelihood.Covariance();
        int[] rows = [.. Enumerable.Range(0, table.Readings.Count).Where(i => table.Axis[i] == axis)];
        int[] platforms = [.. rows.Select(i => table.Platform[i]).Distinct().Order()];
        int[] sources = [.. rows.Select(i => table.Source[i]).Distinct().Order()];
        var positions = platforms.Select(p => Position(run, axis, p, [.. rows.Where(i => table.Platform[i] == p)], errors, input.Warnings)).ToArray();
        var residuals = run.Fit.Likelihood.StandardisedResiduals();
        double[] variances = [CrossedModel.PlatformVariance(point, axis), point[model.SourceAt(axis)] * point[model.SourceAt(axis)], point[model.ErrorAt(axis)] * point[model.ErrorAt(axis)]];
        string[] names = ["platforms", "sources", "residual"];
        for (var i = 0; i < 3; i++)
        {
            if (variances[i] > 1e-5) continue;
            input.Warnings.Add(new ModelWarning("MODEL219", i == 0 ? Severity.Serious : Severity.Caution,
                $"axis '{input.Axis}': the variance of {names[i]} is estimated at its bound of 0: with so few readings that is weak evidence of none"));
        }

        var loadings = run.Loadings(axis);
        foreach (var against in loadings.Where(loading => loading.Loading < 0))
            input.Warnings.Add(new ModelWarning("MODEL229", Severity.Caution, $"indicator '{against.Indicator}' runs against its stated direction on axis '{input.Axis}'"));
        var mean = options.FreeLoadings ? loadings.Average(loading => loading.Loading * loading.Loading) : variances[0];
        ReadingResidual[] all = [.. rows.Select(i => new ReadingResidual(table.Readings[i], rows.Count(j => table.Platform[j] == table.Platform[i]) > 1 ? residuals[i] : null))];
        double[][] draws = [.. errors.Select(error => positions.Select((position, i) => position.Estimate.Value - error[axis][platforms[i]]).ToArray())];
        return new AxisPositions
        {
            Axis = input.Axis,
            Positions = positions,
            Covariance = Square(platforms.Length, (i, j) => errors.Average(error => error[axis][platforms[i]] * error[axis][platforms[j]])),
            Biases = [.. sources.Select(s => new SourceBias(table.Sources[s], point[model.SourceAt(axis)] * effects[model.SourceColumn(axis, s)],
                Math.Abs(point[model.SourceAt(axis)]) * Math.Sqrt(covariance[model.SourceColumn(axis, s)][model.SourceColumn(axis, s)])))],
            Conflicts = [.. all.Where(r => r.Standardised is > 2 or < -2).Select(r => new Conflict(r.Reading, r.Standardised!.Value)).OrderByDescending(c => Math.Abs(c.StandardisedResidual))],
            Residuals = all,
            PlatformVariance = mean,
            SourceVariance = variances[1],
            ResidualVariance = variances[2],
            Profiles = profiles,
            Loadings = loadings,
            Agreement = input.Agreement,
            Draws = draws,
            N = new SampleSize(rows.Length, input.Given - rows.Length, input.Given == rows.Length ? null : "indicator with one source"),
            Warnings = input.Warnings,
            Provenance = Provenance.Combine(rows.Select(i => table.Readings[i].Provenance)),
            Options = options,
        };
    }

    private static AxisPosition Position(PositionRun run, int axis, int platform, int[] rows, double[][][] errors, List<ModelWarning> warnings)
    {
        var (table, options) = (run.Table, run.Options);
        var value = run.Position(run.Fit.Point, run.Fit.Likelihood.Effects, axis, platform);
        double[] own = [.. errors.Select(error => error[axis][platform]).Order()];
        var tail = (1 - options.Level) / 2;
        var interval = new Interval(value - Math.Max(0, Quantile.Type7(own, 1 - tail)), value - Math.Min(0, Quantile.Type7(own, tail)), options.Level, IntervalKind.Confidence);
        double[] bySource = [.. rows.GroupBy(i => table.Source[i]).Select(group => group.Average(i => table.Values[i]))];
        if (bySource.Length == 1)
            warnings.Add(new ModelWarning("MODEL217", Severity.Caution, $"{table.Platforms[platform]} rests on one source on axis '{table.Axes[axis]}': no spread can be shown"));
        var estimate = new Estimate(value, interval, Unit.Number, new SampleSize(rows.Length), "crossed random effects, REML, bootstrap over sources")
        {
            Provenance = Provenance.Combine(rows.Select(i => table.Readings[i].Provenance)),
        };
        return new AxisPosition(table.Platforms[platform], estimate, bySource.Length > 1 ? new Interval(bySource.Min(), bySource.Max(), 1, IntervalKind.SourceSpread) : null,
            [.. rows.Select(i => table.Readings[i].Source).Distinct()]);
    }

    private static double[,] Square(int n, Func<int, int, double> entry)
    {
        var matrix = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++) matrix[i, j] = matrix[j, i] = entry(i, j);
        }

        return matrix;
    }
}
