using LiveCommerce.Numerics;
using MathNet.Numerics;

namespace LiveCommerce.Trust;

/// <summary>Retention of a cohort whose members each leave at a constant rate of their own (Fader and Hardie 2007). Reference case C08.</summary>
/// <param name="Alpha">First shape of the leaving rate.</param>
/// <param name="Beta">Second shape.</param>
/// <param name="LogLikelihood">At the maximum.</param>
/// <param name="N">People in the cohort.</param>
/// <param name="Provenance">Where the counts come from.</param>
public sealed record ShiftedBetaGeometric(double Alpha, double Beta, double LogLikelihood, SampleSize N, Provenance Provenance)
{
    /// <summary>Rising retention is no proof of growing loyalty: here each person's rate is constant.</summary>
    public IReadOnlyList<ModelWarning> Warnings { get; } =
        [new("MODEL440", Severity.Note, "Retention rises in this model because those likely to leave go first; it is no sign of growing loyalty.")];

    /// <summary>Maximum likelihood.</summary>
    /// <param name="start">People at the start.</param>
    /// <param name="survivors">Still there after period 1, 2, ...; never rising.</param>
    /// <param name="provenance">Where the counts come from.</param>
    public static ShiftedBetaGeometric Fit(long start, IEnumerable<long> survivors, Provenance? provenance = null)
    {
        ArgumentNullException.ThrowIfNull(survivors);
        long[] alive = [start, .. survivors];
        for (var t = 1; t < alive.Length; t++)
        {
            if (alive[t] < 0 || alive[t] > alive[t - 1])
            {
                throw new InputException("MODEL441", FormattableString.Invariant($"period {t}"), FormattableString.Invariant($"{alive[t]} survivors after {alive[t - 1]}"),
                    "survivors never rise", "count the same cohort throughout");
            }
        }

        if (alive.Length < 3 || alive[^1] == start || alive[1] == 0)
        {
            throw new NotIdentifiedException("MODEL442", "survivors", FormattableString.Invariant($"{alive.Length - 1} periods, {start - alive[^1]} left"),
                "two shapes need at least two periods with some who left and some who stayed", "wait for another period");
        }

        double MinusLogLikelihood(double[] x)
        {
            double a = Math.Exp(x[0]), b = Math.Exp(x[1]), sum = 0;
            var norm = SpecialFunctions.BetaLn(a, b);
            for (var t = 1; t < alive.Length; t++) sum += (alive[t - 1] - alive[t]) * (SpecialFunctions.BetaLn(a + 1, b + t - 1) - norm);
            return -(sum + alive[^1] * (SpecialFunctions.BetaLn(a, b + alive.Length - 1) - norm));
        }

        var fit = Minimiser.Minimise(MinusLogLikelihood, [[0, 0], [-0.5, 1], [1, 2]]);
        if (!fit.Converged)
        {
            throw new NotIdentifiedException("MODEL443", "survivors", fit.Reason, "the likelihood has no maximum that was reached: all may leave at one rate",
                "report the retention of each period, or wait for more periods");
        }

        return new(Math.Exp(fit.Point[0]), Math.Exp(fit.Point[1]), -fit.Value, new SampleSize(start), provenance ?? Provenance.None);
    }

    /// <summary>Share still there after period <paramref name="t"/>.</summary>
    public double SurvivalAt(int t) => Math.Exp(SpecialFunctions.BetaLn(Alpha, Beta + Guard.AtLeast(t, 0, "t")) - SpecialFunctions.BetaLn(Alpha, Beta));

    /// <summary>Share of those there before period <paramref name="t"/> who stay through it.</summary>
    public double RetentionAt(int t) => (Beta + Guard.AtLeast(t, 1, "t") - 1) / (Alpha + Beta + t - 1);
}
