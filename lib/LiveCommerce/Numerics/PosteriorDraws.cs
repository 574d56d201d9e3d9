namespace LiveCommerce.Numerics;

/// <summary>Draws of a posterior, chain by chain, with what tells whether they may be used.</summary>
public sealed record PosteriorDraws
{
    /// <summary>Names of the parameters.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The draws [chain][draw][parameter].</summary>
    public required IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> Chains { get; init; }

    /// <summary>R-hat, effective sizes and Monte Carlo error of each parameter.</summary>
    public required IReadOnlyList<McmcDiagnostics> Diagnostics { get; init; }

    /// <summary>Share of proposals accepted after warm-up, by chain (its mean acceptance statistic for Hamiltonian paths).</summary>
    public required IReadOnlyList<double> Acceptance { get; init; }

    /// <summary>Hamiltonian paths that broke off because the energy ran away, after warm-up; 0 for Metropolis.</summary>
    public required int Divergences { get; init; }

    /// <summary>The method by name.</summary>
    public required string Method { get; init; }

    /// <summary>The options.</summary>
    public required SamplerOptions Options { get; init; }

    /// <summary>What to know before use.</summary>
    public required IReadOnlyList<ModelWarning> Warnings { get; init; }

    /// <summary>Number of draws over all chains.</summary>
    public int Count => Chains.Count * Chains[0].Count;

    /// <summary>Whether every parameter passes: R-hat at most 1.01, both effective sizes at least 400.</summary>
    public bool Usable => Diagnostics.All(d => d.Usable);

    /// <summary>All draws of one parameter, chain after chain.</summary>
    /// <exception cref="InputException">No such parameter; the nearest name is offered.</exception>
    public IReadOnlyList<double> Of(string name) => ByChain(Pick(name)).SelectMany(chain => chain).ToArray();

    /// <summary>A quantity computed from the parameters of each draw, chain after chain, such as a standard deviation from its logarithm.</summary>
    /// <param name="quantity">Takes the parameters in the order of <see cref="Names"/>.</param>
    public IReadOnlyList<double> Derived(Func<IReadOnlyList<double>, double> quantity) => ByChain(quantity).SelectMany(chain => chain).ToArray();

    /// <summary>Posterior mean of one parameter with its central interval.</summary>
    /// <exception cref="InputException">No such parameter, or a level outside (0, 1).</exception>
    public Estimate Estimate(string name, double level = 0.95, Unit? unit = null) => DerivedEstimate(Pick(name), level, unit);

    /// <summary>Posterior mean of a quantity with its central interval and its own diagnostics as warnings.</summary>
    /// <param name="quantity">Takes the parameters in the order of <see cref="Names"/>.</param>
    /// <param name="level">Share of the posterior inside.</param>
    /// <param name="unit">Unit; a pure number when left out.</param>
    /// <exception cref="InputException">A quantity that is not finite in some draw, or a level outside (0, 1).</exception>
    public Estimate DerivedEstimate(Func<IReadOnlyList<double>, double> quantity, double level = 0.95, Unit? unit = null)
    {
        var chains = ByChain(quantity);
        double[] all = [.. chains.SelectMany(chain => chain)];
        var own = McmcDiagnostics.Of(chains);
        return new Estimate(Moments.Of(all).Mean, Quantile.Central(all, level, IntervalKind.Credible), unit ?? Unit.Number, new SampleSize(all.Length), Method)
        {
            Warnings = own.Usable ? Warnings : [.. Warnings, SamplerVerdict.Warning("the quantity", own)],
        };
    }

    private Func<IReadOnlyList<double>, double> Pick(string name)
    {
        var at = Names.ToList().IndexOf(name);
        if (at >= 0) return draw => draw[at];
        var near = Spelling.Nearest(name, Names);
        throw new InputException("MODEL144", "'name'", $"no parameter '{name}'", $"the parameters are {string.Join(", ", Names)}", near is null ? "give one of these" : $"did you mean '{near}'?");
    }

    private double[][] ByChain(Func<IReadOnlyList<double>, double> quantity)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        return [.. Chains.Select(chain => chain.Select(quantity).ToArray())];
    }
}
