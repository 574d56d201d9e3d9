using LiveCommerce.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Trust;

/// <summary>Pools published effects. Reference case C03; Viechtbauer (2010).</summary>
public static class MetaAnalysis
{
    /// <summary>Pools effects of one kind.</summary>
    /// <param name="effects">At least two effects of the same kind.</param>
    /// <param name="options">Estimator and interval.</param>
    /// <exception cref="InputException">Kinds are mixed, or a variance is not above 0.</exception>
    /// <exception cref="NotIdentifiedException">Fewer than two effects.</exception>
    public static MetaResult Pool(IEnumerable<EffectSize> effects, MetaOptions? options = null) => Fit(effects, [], [], options ?? new MetaOptions());

    /// <summary>Meta-regression on moderators.</summary>
    /// <param name="effects">Effects of the same kind.</param>
    /// <param name="names">A name per moderator.</param>
    /// <param name="moderators">One row of moderators per effect.</param>
    /// <param name="options">Estimator and interval.</param>
    public static MetaResult Regress(IEnumerable<EffectSize> effects, IEnumerable<string> names, IEnumerable<IReadOnlyList<double>> moderators, MetaOptions? options = null) =>
        Fit(effects, [.. names], [.. moderators], options ?? new MetaOptions());

    internal static EffectSize[] Checked(IEnumerable<EffectSize> effects, int atLeast)
    {
        ArgumentNullException.ThrowIfNull(effects);
        EffectSize[] list = [.. effects];
        if (list.Length < atLeast)
        {
            throw new NotIdentifiedException("MODEL401", "effects", FormattableString.Invariant($"{list.Length} effects"),
                FormattableString.Invariant($"at least {atLeast} are needed"), "add studies, or show the single study with its own interval");
        }

        EffectKind[] kinds = [.. list.Select(effect => effect.Kind).Distinct()];
        if (kinds.Length > 1)
        {
            throw new InputException("MODEL403", "effects", "kinds " + string.Join(" and ", kinds),
                "different statistics have no common scale and are never pooled", "pool each kind on its own, or convert with a stated formula first");
        }

        foreach (var effect in list)
        {
            if (double.IsFinite(effect.Value) && effect.Variance > 0 && double.IsFinite(effect.Variance)) continue;
            throw new InputException("MODEL402", effect.Study, FormattableString.Invariant($"value {effect.Value}, variance {effect.Variance}"),
                "a finite effect with a variance above 0 is needed", "give the standard error squared, or leave the study out");
        }

        return list;
    }

    private static MetaResult Fit(IEnumerable<EffectSize> effects, string[] names, IReadOnlyList<double>[] moderators, MetaOptions options)
    {
        Guard.Level(options.Level);
        var list = Checked(effects, names.Length + 2);
        var k = list.Length;
        var p = names.Length + 1;
        if (names.Length > 0 && (moderators.Length != k || moderators.Any(row => row.Count != names.Length || row.Any(value => !double.IsFinite(value)))))
        {
            throw new InputException("MODEL405", "moderators", FormattableString.Invariant($"{moderators.Length} rows"),
                FormattableString.Invariant($"one row of {names.Length} finite numbers for each of {k} effects is needed"), "leave effects without the moderator out");
        }

        double[][] x = [.. list.Select((_, i) => names.Length == 0 ? [1.0] : (double[])[1.0, .. moderators[i]])];
        var model = new MetaModel([.. list.Select(effect => effect.Value)], [.. list.Select(effect => effect.Variance)], x);
        var tau2 = model.Tau2(options.Method);
        var start = model.At(0);
        var at = model.At(tau2);
        double df = k - p;
        var test = options.Test ?? (k < 30 ? PooledTest.HartungKnapp : PooledTest.Normal);
        // Effects without any residual would make an interval without width.
        var flat = test != PooledTest.Normal && !(at.Q > 1e-12 * df);
        var scale = test switch
        {
            PooledTest.Normal => 1,
            PooledTest.HartungKnapp => flat ? 1 : at.Q / df,
            _ => Math.Max(1, at.Q / df),
        };
        var upper = 0.5 + options.Level / 2;
        var critical = test == PooledTest.Normal ? Normal.InvCDF(0, 1, upper) : StudentT.InvCDF(0, 1, df, upper);
        MetaCoefficient[] coefficients = [.. at.Beta.Select((value, i) =>
        {
            var se = Math.Sqrt(scale * at.Inverse[i, i]);
            var z = se > 0 ? Math.Abs(value / se) : value == 0 ? 0 : double.MaxValue;
            var tail = test == PooledTest.Normal ? 2 * Survival.Normal(z) : Survival.StudentTTwoSided(z, df);
            return new MetaCoefficient(i == 0 ? "intercept" : names[i - 1], value, se,
                new Interval(value - critical * se, value + critical * se, options.Level, IntervalKind.Confidence), tail);
        })];
        var typical = df / start.TraceP;
        var half = critical * Math.Sqrt(tau2 + coefficients[0].StandardError * coefficients[0].StandardError);
        return new MetaResult
        {
            Kind = list[0].Kind,
            Coefficients = coefficients,
            Tau2 = tau2,
            Tau2Interval = new Interval(model.RootOfQ(ChiSquared.InvCDF(df, upper)), model.RootOfQ(ChiSquared.InvCDF(df, 1 - upper)), options.Level, IntervalKind.Confidence),
            Q = start.Q,
            QPValue = Survival.ChiSquared(start.Q, df),
            I2 = tau2 / (tau2 + typical),
            H2 = 1 + tau2 / typical,
            Prediction = p > 1 ? null : new Interval(at.Beta[0] - half, at.Beta[0] + half, options.Level, IntervalKind.Prediction),
            Moderators = p > 1 ? Together(list, at, scale, tau2, test, options) : null,
            DegreesOfFreedom = test == PooledTest.Normal ? null : df,
            N = new SampleSize(k),
            Test = test,
            Options = options,
            Warnings = Warnings(list, p, test, scale, flat),
            Provenance = Provenance.Combine(list.Select(effect => effect.Provenance)),
        };
    }

    private static ModeratorTest Together(EffectSize[] list, MetaModel.Sums at, double scale, double tau2, PooledTest test, MetaOptions options)
    {
        int q = at.Beta.Length - 1, rest = list.Length - at.Beta.Length;
        var slopes = Vector<double>.Build.Dense([.. at.Beta.Skip(1)]);
        var cover = Matrix<double>.Build.Dense(q, q, (i, j) => scale * at.Inverse[i + 1, j + 1]);
        var wald = slopes.DotProduct(cover.Solve(slopes));
        var without = new MetaModel([.. list.Select(effect => effect.Value)], [.. list.Select(effect => effect.Variance)], [.. list.Select(_ => new[] { 1.0 })]).Tau2(options.Method);
        double? r2 = without > 0 ? Math.Max(0, 1 - tau2 / without) : null;
        return test == PooledTest.Normal
            ? new(wald, q, null, Survival.ChiSquared(wald, q), r2)
            : new(wald / q, q, rest, MathNet.Numerics.SpecialFunctions.BetaRegularized(rest / 2.0, q / 2.0, rest / (rest + wald)), r2);
    }

    private static List<ModelWarning> Warnings(EffectSize[] list, int p, PooledTest test, double scale, bool flat)
    {
        List<ModelWarning> warnings = [];
        if (flat)
            warnings.Add(new("MODEL415", Severity.Serious, "The effects do not differ at all: the scaling of Hartung and Knapp would be 0 and is held at 1. Look whether a study is listed twice."));
        if (list.Length - p < 4)
            warnings.Add(new("MODEL410", Severity.Serious, FormattableString.Invariant($"{list.Length} effects: the variance between studies is hardly estimated; treat it as an assumption.")));
        if (test == PooledTest.HartungKnapp && scale < 1)
            warnings.Add(new("MODEL411", Severity.Caution, FormattableString.Invariant($"Hartung-Knapp scaling is {scale:G3}, below 1: the interval may be narrower than the normal one.")));
        var clusters = list.Select(effect => effect.Cluster ?? effect.Study).Distinct(StringComparer.Ordinal).Count();
        if (clusters < list.Length)
            warnings.Add(new("MODEL412", Severity.Caution, FormattableString.Invariant($"{list.Length} effects from {clusters} clusters: the interval is too short; ClusterRobust gives one that holds.")));
        return warnings;
    }
}
