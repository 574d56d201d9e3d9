namespace LiveCommerce.Numerics;

/// <summary>How hard a minimum is looked for.</summary>
public sealed record MinimiserOptions
{
    /// <summary>Change of the value, relative to its size, at which the search ends.</summary>
    public double Tolerance { get; init; } = 1e-10;

    /// <summary>Norm of the gradient, relative to the size of the value, that counts as flat.</summary>
    public double GradientTolerance { get; init; } = 1e-5;

    /// <summary>Function evaluations allowed from each start.</summary>
    public int MaxEvaluations { get; init; } = 20_000;

    /// <summary>First step of each parameter, relative to its size and at least this.</summary>
    public double InitialStep { get; init; } = 0.1;

    /// <summary>The same with another tolerance.</summary>
    public MinimiserOptions WithTolerance(double tolerance) => this with { Tolerance = tolerance };

    /// <summary>The same with another number of evaluations.</summary>
    public MinimiserOptions WithMaxEvaluations(int maxEvaluations) => this with { MaxEvaluations = maxEvaluations };

    /// <summary>The same with another first step.</summary>
    public MinimiserOptions WithInitialStep(double initialStep) => this with { InitialStep = initialStep };

    /// <summary>The same with another tolerance of the gradient.</summary>
    public MinimiserOptions WithGradientTolerance(double gradientTolerance) => this with { GradientTolerance = gradientTolerance };
}

/// <summary>The lowest point found, and whether it is a minimum.</summary>
/// <param name="Point">The point.</param>
/// <param name="Value">The function there; positive infinity when it is finite nowhere.</param>
/// <param name="Converged">Whether the point is flat and stable under a restart.</param>
/// <param name="Reason">Why the search ended, in words.</param>
/// <param name="Evaluations">Function evaluations over all starts.</param>
/// <param name="GradientNorm">Largest component of the gradient there, each times the size of its parameter (at least 1), by central differences.</param>
public sealed record MinimiserResult(IReadOnlyList<double> Point, double Value, bool Converged, string Reason, int Evaluations, double GradientNorm)
{
    /// <summary>Value reached from each start, in the order given: unequal values are several valleys.</summary>
    public IReadOnlyList<double> ValuesByStart { get; init; } = [];
}
