using LiveCommerce.Numerics;

namespace LiveCommerce.Competition;

/// <summary>A parameter that is not known, and what is believed of it.</summary>
/// <param name="Name">Name of the parameter.</param>
/// <param name="Prior">What is believed of it.</param>
public sealed record NamedPrior(string Name, Prior Prior);

/// <summary>Independent priors of some parameters of the share model; the others are fixed.</summary>
public sealed record ParameterPriors : IRunSource
{
    /// <summary>Priors around fixed parameters.</summary>
    /// <param name="fixedParameters">The values of all parameters without a prior.</param>
    /// <param name="priors">Names of <see cref="ShareParameters.Names"/> with their priors, each once.</param>
    /// <exception cref="InputException">An unknown name, or one given twice.</exception>
    public ParameterPriors(ShareParameters fixedParameters, IEnumerable<NamedPrior> priors)
    {
        ArgumentNullException.ThrowIfNull(fixedParameters);
        ArgumentNullException.ThrowIfNull(priors);
        Fixed = fixedParameters;
        Priors = [.. priors];
        foreach (var prior in Priors) Fixed.With(prior.Name, prior.Prior.Mean);
        if (Priors.Select(prior => prior.Name).Distinct(StringComparer.Ordinal).Count() != Priors.Count)
            throw new InputException("MODEL619", "'priors'", "a name twice", "one belief per parameter", "leave one of them out");
    }

    /// <summary>Values of the parameters without a prior.</summary>
    public ShareParameters Fixed { get; }

    /// <summary>The priors.</summary>
    public IReadOnlyList<NamedPrior> Priors { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Varies => [.. Priors.Select(prior => prior.Name)];

    /// <summary>The parameters at a point of the unit cube, one coordinate per prior.</summary>
    /// <param name="unit">Coordinates from 0 to 1; the ends are moved inside by 1e-9.</param>
    public ShareParameters At(IReadOnlyList<double> unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        Guard.AtLeast(unit.Count, Priors.Count, "unit");
        var parameters = Fixed;
        for (var i = 0; i < Priors.Count; i++) parameters = parameters.With(Priors[i].Name, Priors[i].Prior.Quantile(Math.Clamp(unit[i], 1e-9, 1 - 1e-9)));
        return parameters;
    }

    /// <inheritdoc/>
    public RunInputs Draw(RandomStream stream, int platforms)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var parameters = Fixed;
        foreach (var prior in Priors) parameters = parameters.With(prior.Name, prior.Prior.Quantile(stream.NextDouble()));
        return new RunInputs(parameters, new double[platforms]);
    }
}
