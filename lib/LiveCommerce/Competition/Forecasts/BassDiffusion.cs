using LiveCommerce.Numerics;
using MathNet.Numerics.Distributions;

namespace LiveCommerce.Competition.Forecasts;

/// <summary>How sales of a period follow from the share that has adopted.</summary>
public enum BassForm
{
    /// <summary>m times the density at the end of the period.</summary>
    Density,

    /// <summary>m times the growth of the share over the period (Srinivasan and Mason 1986): right for sums over a period.</summary>
    Increment,
}

/// <summary>First purchases that spread by innovation and imitation, by nonlinear least squares.</summary>
/// <param name="Market">Final number of adopters m, in the unit of the series.</param>
/// <param name="Innovation">Coefficient p, per period.</param>
/// <param name="Imitation">Coefficient q, per period.</param>
/// <param name="Form">The form fitted.</param>
/// <param name="Fit">The fit of ln m, ln p and ln q.</param>
/// <param name="Sales">The series fitted, period 1 first.</param>
/// <remarks>Bass (1969); Srinivasan and Mason (1986). m is not identified before the peak: see <see cref="Ridge"/>. Reference case E04.</remarks>
public sealed record BassDiffusion(double Market, double Innovation, double Imitation, BassForm Form, NonlinearFit Fit, IReadOnlyList<double> Sales)
{
    /// <summary>Standard errors of m, p and q.</summary>
    public IReadOnlyList<double> StandardErrors => [Market * Fit.StandardErrors[0], Innovation * Fit.StandardErrors[1], Imitation * Fit.StandardErrors[2]];

    /// <summary>Period in which sales peak: ln(q/p) / (p + q); below 0 when imitation is below innovation.</summary>
    public double PeakTime => Math.Log(Imitation / Innovation) / (Innovation + Imitation);

    /// <summary>What to know before it is used: a peak that lies beyond the data.</summary>
    public IReadOnlyList<ModelWarning> Warnings => PeakTime <= Sales.Count ? [] :
    [
        new ModelWarning("MODEL624", Severity.Serious, FormattableString.Invariant($"The peak (period {PeakTime:0.#}) lies beyond the {Sales.Count} periods of data: the market size is hardly identified."))
        { Numbers = new Dictionary<string, double> { ["peak"] = PeakTime, ["periods"] = Sales.Count } },
    ];

    /// <summary>Fits sales per period.</summary>
    /// <param name="sales">Sales of periods 1, 2, ..., none negative; at least four.</param>
    /// <param name="form">The form.</param>
    /// <exception cref="InputException">A negative value, or none above 0.</exception>
    /// <exception cref="NotIdentifiedException">Fewer than four periods.</exception>
    public static BassDiffusion Of(IEnumerable<double> sales, BassForm form = BassForm.Increment)
    {
        var y = Guard.Values(sales, "sales");
        if (y.Length < 4) throw new NotIdentifiedException("MODEL622", "Bass diffusion", FormattableString.Invariant($"{y.Length} periods"), "three parameters and a spread need at least 4", "take a simpler rule, or more periods");
        foreach (var value in y)
        {
            if (value < 0) Guard.Positive(value, "sales");
        }

        var total = Guard.Positive(y.Sum(), "sum of sales");
        var starts = from m in new[] { 1.05, 1.5, 4 } from p in new[] { 0.002, 0.02 } from q in new[] { 0.25, 0.6 } select new[] { Math.Log(m * total), Math.Log(p), Math.Log(q) };
        var fit = NonlinearLeastSquares.Fit(x => Residuals(x, y, form), starts);
        return new BassDiffusion(Math.Exp(fit.Parameters[0]), Math.Exp(fit.Parameters[1]), Math.Exp(fit.Parameters[2]), form, fit, y);
    }

    /// <summary>Sales of a period.</summary>
    /// <param name="period">1 for the first.</param>
    public double At(double period) => Value([.. Fit.Parameters], period, Form);

    /// <summary>Forecast of the sales of a period: spread of the parameters and of the residuals.</summary>
    /// <param name="period">1 for the first.</param>
    /// <exception cref="NotIdentifiedException">The points cannot tell the three parameters apart.</exception>
    public Forecast ForecastAt(double period) => CurveForecast.Of("Bass diffusion", x => Value(x, period, Form), Fit);

    /// <summary>The market sizes that fit about as well as the best one: the profile interval of m.</summary>
    /// <param name="level">Level of the interval.</param>
    /// <returns>Its upper end is infinite when sizes of a thousand times the best still fit.</returns>
    public Interval Ridge(double level = 0.95)
    {
        double df = Fit.DegreesOfFreedom;
        var limit = Fit.ResidualSumOfSquares * (1 + FisherSnedecor.InvCDF(1, df, Guard.Level(level)) / df);
        double[] inner = [Fit.Parameters[1], Fit.Parameters[2]];
        double End(int sign)
        {
            double near = 0, step = 0.05, far = 0;
            var from = inner;
            bool Fits(double shift)
            {
                var fixedAt = Fit.Parameters[0] + sign * shift;
                var profile = NonlinearLeastSquares.Fit(x => Residuals([fixedAt, x[0], x[1]], [.. Sales], Form), [from, inner]);
                if (profile.ResidualSumOfSquares > limit) return false;
                from = [.. profile.Parameters];
                return true;
            }

            while (Fits(far + step))
            {
                near = far += step;
                step *= 1.6;
                if (far > Math.Log(1000)) return double.PositiveInfinity;
            }

            far += step;
            for (var i = 0; i < 30; i++)
            {
                var middle = (near + far) / 2;
                if (Fits(middle)) near = middle;
                else far = middle;
            }

            return near;
        }

        return new Interval(Market * Math.Exp(-End(-1)), Market * Math.Exp(End(1)), level, IntervalKind.Confidence);
    }

    private static double[] Residuals(double[] x, double[] y, BassForm form) => [.. y.Select((value, t) => Value(x, t + 1, form) - value)];

    private static double Value(double[] x, double t, BassForm form)
    {
        double m = Math.Exp(x[0]), p = Math.Exp(x[1]), q = Math.Exp(x[2]);
        if (form == BassForm.Increment) return m * (Adopted(p, q, t) - Adopted(p, q, t - 1));
        var e = Math.Exp(-(p + q) * t);
        var d = 1 + q / p * e;
        return m * (p + q) * (p + q) / p * e / (d * d);
    }

    private static double Adopted(double p, double q, double t)
    {
        var e = Math.Exp(-(p + q) * t);
        return (1 - e) / (1 + q / p * e);
    }
}

/// <summary>Forecasts by Bass diffusion: the series counts what is new in each period.</summary>
public sealed class BassForecaster : SeriesForecaster
{
    /// <inheritdoc/>
    public override string Name => "Bass";

    /// <inheritdoc/>
    public override int FewestPoints => 4;

    private protected override IEnumerable<Forecast> Ahead(double[] y, int horizon)
    {
        var fit = BassDiffusion.Of(y);
        return Enumerable.Range(1, horizon).Select(h => fit.ForecastAt(y.Length + h));
    }
}
