using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Calibration;

/// <summary>A model that can be simulated, with what was observed of it.</summary>
/// <param name="Priors">Priors of its parameters.</param>
/// <param name="Simulate">Takes parameter values and random numbers, gives summaries.</param>
/// <param name="Observed">The summaries observed.</param>
public sealed record AbcModel(IReadOnlyList<NamedPrior> Priors, Func<IReadOnlyList<double>, RandomStream, IReadOnlyList<double>> Simulate, IReadOnlyList<double> Observed)
{
    /// <summary>Names of the summaries; numbered when empty.</summary>
    public IReadOnlyList<string> SummaryNames { get; init; } = [];

    internal string NameOf(int summary) => SummaryNames.Count > summary ? SummaryNames[summary] : FormattableString.Invariant($"summary {summary + 1}");

    /// <summary>Values at a point of the unit cube.</summary>
    internal double[] At(double[] unit) => [.. Priors.Select((prior, i) => prior.Prior.Quantile(Math.Clamp(unit[i], 1e-12, 1 - 1e-12)))];

    internal double[] Summaries(double[] unit, RandomStream stream)
    {
        var summaries = Simulate(At(unit), stream);
        Guard.SameLength(Observed.Count, summaries.Count, "simulated summaries");
        return [.. summaries];
    }

    internal double[] Unit(RandomStream stream)
    {
        var unit = new double[Priors.Count];
        for (var i = 0; i < unit.Length; i++) unit[i] = stream.NextDouble();
        return unit;
    }

    internal void Check()
    {
        Guard.AtLeast(Priors.Count, 1, "Priors");
        Guard.Values(Observed, "Observed");
    }
}
