namespace LiveCommerce.Conversion;

/// <summary>How segment rates are pooled.</summary>
public sealed record PoolingOptions
{
    /// <summary>Level of every interval, between 0 and 1.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Draws of the posterior, at least 100.</summary>
    public int Draws { get; init; } = 4000;

    /// <summary>Seed of the draws: one seed, one answer.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Prior of the spread of segments.</summary>
    public HyperPrior Prior { get; init; } = HyperPrior.Diffuse;

    /// <summary>Whether empirical Bayes carries the uncertainty of alpha and beta (Laplace, or the parametric bootstrap when <see cref="BootstrapReplicates"/> is above 0); without it its intervals are labelled too narrow.</summary>
    public bool HyperUncertainty { get; init; } = true;

    /// <summary>Replicates of the parametric bootstrap that carries the uncertainty of alpha and beta in empirical Bayes (Laird and Louis 1987); 0 takes the Laplace approximation.</summary>
    public int BootstrapReplicates { get; init; }

    /// <summary>The same options with another level.</summary>
    public PoolingOptions WithLevel(double level) => this with { Level = level };

    /// <summary>The same options with another number of draws.</summary>
    public PoolingOptions WithDraws(int draws) => this with { Draws = draws };

    /// <summary>The same options with another seed.</summary>
    public PoolingOptions WithSeed(ulong seed) => this with { Seed = seed };

    /// <summary>The same options with another prior.</summary>
    public PoolingOptions WithPrior(HyperPrior prior) => this with { Prior = prior };

    /// <summary>The same options with or without the uncertainty of alpha and beta in empirical Bayes.</summary>
    public PoolingOptions WithHyperUncertainty(bool hyperUncertainty) => this with { HyperUncertainty = hyperUncertainty };

    /// <summary>The same options with a parametric bootstrap of alpha and beta in empirical Bayes.</summary>
    /// <param name="replicates">At least 20; 200 are enough for a 95% interval.</param>
    public PoolingOptions WithBootstrap(int replicates) => this with { BootstrapReplicates = replicates, HyperUncertainty = true };

    internal PoolingOptions Checked()
    {
        Check.Level(Level);
        if (Draws is < 100 or > 10_000_000)
            throw new InputException("MODEL344", "'Draws'", $"it is {Draws}", "100 to 10,000,000 draws give an interval", "leave the default of 4000");
        if (BootstrapReplicates is not (0 or (>= 20 and <= 100_000)))
            throw new InputException("MODEL344", "'BootstrapReplicates'", $"it is {BootstrapReplicates}", "0 (Laplace) or 20 to 100,000 replicates can be used", "200 are enough for a 95% interval");
        return this;
    }
}
