using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>Logit of counts on one exposure whose slope changes at a threshold (Muggeo 2003). Reference case C10.</summary>
/// <remarks>For counts of one group. Panels of KOLs with a load that builds up and fades: <see cref="SponsoredLoad"/>.</remarks>
public sealed record ThresholdLogit
{
    /// <summary>The threshold: delta-method interval; null interval never.</summary>
    public required Estimate Threshold { get; init; }

    /// <summary>Profile-deviance interval of the threshold, over-dispersion counted; it ends at the data's ends where the profile stays flat.</summary>
    public required Interval ProfileInterval { get; init; }

    /// <summary>Delta-method standard error of the threshold.</summary>
    public required double ThresholdStandardError { get; init; }

    /// <summary>Log odds at exposure 0 on the line below the threshold.</summary>
    public required double Intercept { get; init; }

    /// <summary>Slope below the threshold, log odds per unit.</summary>
    public required double SlopeBelow { get; init; }

    /// <summary>Slope above.</summary>
    public required double SlopeAbove { get; init; }

    /// <summary>Residual deviance.</summary>
    public required double Deviance { get; init; }

    /// <summary>Residual deviance of a straight line.</summary>
    public required double LinearDeviance { get; init; }

    /// <summary>Rows used.</summary>
    public required SampleSize N { get; init; }

    /// <summary>What to know before use.</summary>
    public required IReadOnlyList<ModelWarning> Warnings { get; init; }

    /// <summary>Fits by a profile over the threshold.</summary>
    /// <param name="exposure">Exposure per row, at least four different values.</param>
    /// <param name="events">Events, 0 to the trials.</param>
    /// <param name="trials">Trials, above 0.</param>
    /// <param name="level">Level of the intervals.</param>
    /// <param name="provenance">Where the counts come from.</param>
    /// <exception cref="NotIdentifiedException">Too few different exposures, or no maximum.</exception>
    public static ThresholdLogit Fit(IEnumerable<double> exposure, IEnumerable<double> events, IEnumerable<double> trials, double level = 0.95, Provenance? provenance = null)
    {
        Guard.Level(level);
        var x = Guard.Values(exposure, "exposure", 5);
        var y = Guard.Values(events, "events", 5);
        var n = Guard.Values(trials, "trials", 5);
        Guard.SameLength(x.Length, y.Length, "events");
        Guard.SameLength(x.Length, n.Length, "trials");
        for (var i = 0; i < y.Length; i++) LoadSession.CheckCounts(FormattableString.Invariant($"row {i + 1}"), y[i], n[i]);
        double[] knots = [.. x.Distinct().Order()];
        if (knots.Length < 4 || y.All(value => value == 0) || y.Zip(n).All(row => row.First == row.Second))
        {
            throw new NotIdentifiedException("MODEL425", "exposure", FormattableString.Invariant($"{knots.Length} different exposures"),
                "a threshold needs two of them on each side, with events and non-events", "add rows with other exposure");
        }

        var model = new FixedEffectLogit(y, n, new int[x.Length], 1);
        double[] ones = model.Places.Spread([.. x.Select(_ => 1.0)]), line = model.Places.Spread(x);
        double[] Over(double at) => model.Places.Spread([.. x.Select(value => Math.Max(0, value - at))]);
        FixedEffectLogit.Result? near = null;
        double DevianceAt(double at)
        {
            var fit = model.Fit([line, Over(at)], ones, near);
            if (fit is null) return double.PositiveInfinity;
            near = fit;
            return fit.Deviance;
        }

        // Between neighbouring exposures the profile is smooth: best point of a grid, then a golden section within it.
        double low = knots[1], high = knots[^2];
        const int Points = 240;
        double[] grid = [.. Enumerable.Range(0, Points + 1).Select(i => low + (high - low) * i / Points)];
        double[] profile = [.. grid.Select(DevianceAt)];
        var best = Array.IndexOf(profile, profile.Min());
        var psi = Golden(DevianceAt, grid[Math.Max(0, best - 1)], grid[Math.Min(Points, best + 1)]);
        var linear = model.Fit([line], ones);
        var at = model.Fit([line, Over(psi)], ones, near);
        // A third column, minus one above the threshold, carries the threshold's own error (Muggeo 2003).
        var wide = model.Fit([line, Over(psi), model.Places.Spread([.. x.Select(value => value > psi ? -1.0 : 0)])], ones);
        if (linear is null || at is null || wide is null || at.Slopes[1] == 0)
        {
            throw new NotIdentifiedException("MODEL426", "exposure", "no maximum", "exposure separates events from the rest, or there is no bend", "report the straight line");
        }

        var df = x.Length - 4;
        var scale = df > 0 ? Math.Max(1, model.Pearson([line, Over(psi)], at).Sum() / df) : 1;
        var se = Math.Sqrt(wide.Inverse[2, 2]) / Math.Abs(at.Slopes[1]);
        var z = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, 0.5 + level / 2);
        var limit = at.Deviance + scale * z * z;
        double[] inside = [.. grid.Where((_, i) => profile[i] <= limit), psi];
        List<ModelWarning> warnings = [];
        if (inside.Min() <= low || inside.Max() >= high)
            warnings.Add(new("MODEL427", Severity.Serious, FormattableString.Invariant($"The interval of the threshold reaches the end of the data ({low:G4} to {high:G4}): a threshold is not found within it.")));
        var delta = new Interval(psi - z * se, psi + z * se, level, IntervalKind.Confidence);
        return new ThresholdLogit
        {
            Threshold = new Estimate(psi, delta, Unit.Number, new SampleSize(x.Length), "break-point logit, delta method") { Warnings = warnings, Provenance = provenance ?? Provenance.None },
            ProfileInterval = new Interval(inside.Min(), inside.Max(), level, IntervalKind.Confidence),
            ThresholdStandardError = se,
            Intercept = at.Constants[0],
            SlopeBelow = at.Slopes[0],
            SlopeAbove = at.Slopes[0] + at.Slopes[1],
            Deviance = at.Deviance,
            LinearDeviance = linear.Deviance,
            N = new SampleSize(x.Length),
            Warnings = warnings,
        };
    }

    internal static double Golden(Func<double, double> f, double low, double high)
    {
        const double Ratio = 0.6180339887498949;
        double a = high - Ratio * (high - low), b = low + Ratio * (high - low), fa = f(a), fb = f(b);
        for (var i = 0; i < 60 && high - low > 1e-9 * (1 + Math.Abs(high)); i++)
        {
            if (fa <= fb)
            {
                (high, b, fb) = (b, a, fa);
                a = high - Ratio * (high - low);
                fa = f(a);
            }
            else
            {
                (low, a, fa) = (a, b, fb);
                b = low + Ratio * (high - low);
                fb = f(b);
            }
        }

        return fa <= fb ? a : b;
    }
}
