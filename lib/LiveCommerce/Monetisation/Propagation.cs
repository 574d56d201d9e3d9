using LiveCommerce.Numerics;

namespace LiveCommerce.Monetisation;

/// <summary>What uncertain inputs make of a result: all draws, not a formula for small errors. Reference case D01 (JCGM 101:2008).</summary>
/// <param name="Mean">Mean of the draws.</param>
/// <param name="StandardDeviation">Their standard deviation.</param>
/// <param name="Interval">Leaves equal shares below and above.</param>
/// <param name="Draws">Result per draw.</param>
/// <param name="Options">Options given.</param>
/// <param name="Provenance">Of the inputs together.</param>
public sealed record Propagation(double Mean, double StandardDeviation, Interval Interval, IReadOnlyList<double> Draws, PropagationOptions Options, Provenance Provenance)
{
    /// <summary>Draws the inputs and computes the result of each draw.</summary>
    /// <param name="inputs">Inputs by name.</param>
    /// <param name="result">Result of one draw, inputs in the order given; called by several threads.</param>
    /// <param name="options">Draws, seed, correlations.</param>
    /// <exception cref="InputException">A result is not finite.</exception>
    public static Propagation Run(IEnumerable<KeyValuePair<string, UncertainInput>> inputs, Func<IReadOnlyList<double>, double> result, PropagationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(result);
        options = (options ?? new PropagationOptions()).Checked();
        KeyValuePair<string, UncertainInput>[] list = [.. inputs];
        Guard.AtLeast(list.Length, 1, "inputs");
        var draws = new double[options.Draws];
        new InputDraws([.. list.Select(i => i.Key)], [.. list.Select(i => i.Value)], options.Correlations).Run(options, (d, x) => draws[d] = result(x));
        var moments = Moments.Of(draws);
        return new(moments.Mean, moments.StandardDeviation, Quantile.Central(draws, options.Level, IntervalKind.Credible), draws, options, Provenance.Combine(list.Select(i => i.Value.Provenance)));
    }

    /// <summary>The result as an estimate in a unit.</summary>
    public Estimate In(Unit unit) => new(Mean, Interval, unit, new SampleSize(Draws.Count), FormattableString.Invariant($"Monte Carlo propagation, seed {Options.Seed}")) { Provenance = Provenance };
}
