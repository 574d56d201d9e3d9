namespace LiveCommerce.Conversion;

/// <summary>What is held of the spread of segments before the data: a density of the population mean (uniform) and the concentration k = alpha + beta.</summary>
public sealed record HyperPrior
{
    private readonly Func<double, double>? logDensity;

    private HyperPrior(string name, Func<double, double>? logDensity)
    {
        Name = name;
        this.logDensity = logDensity;
    }

    /// <summary>p(alpha, beta) in proportion to (alpha + beta)^(-5/2): the default (Gelman et al., sec. 5.3).</summary>
    public static HyperPrior Diffuse { get; } = new("(alpha + beta)^(-5/2)", k => -1.5 * Math.Log(k));

    /// <summary>p(k) = 1 / (1 + k)²: the shrinkage of one trial is uniform.</summary>
    public static HyperPrior UniformShrinkage { get; } = new("uniform shrinkage", k => -2 * Math.Log(1 + k));

    /// <summary>Uniform on log(alpha / beta) and log(alpha + beta). Improper with any data: refused by every fit.</summary>
    public static HyperPrior UniformOnLogs { get; } = new("uniform on (log(alpha / beta), log(alpha + beta))", null);

    /// <summary>Name for tables.</summary>
    public string Name { get; }

    /// <summary>log k normal around the log of a median.</summary>
    /// <param name="median">Median concentration, above 0: how many trials the other segments are worth.</param>
    /// <param name="spread">Standard deviation of log k, above 0.</param>
    public static HyperPrior LogNormal(double median, double spread)
    {
        Check.Positive("'median'", median);
        Check.Positive("'spread'", spread);
        return new(FormattableString.Invariant($"log-normal concentration (median {median:G4}, spread {spread:G4})"), k =>
        {
            var z = Math.Log(k / median) / spread;
            return (-0.5 * z * z) - Math.Log(k);
        });
    }

    internal bool NeedsMixedSegment => this == Diffuse;

    internal double LogDensity(double k) => logDensity is { } density
        ? density(k)
        : throw new InputException("MODEL306", "prior", Name, "the posterior is improper: it does not integrate however many data there are", "use HyperPrior.Diffuse, the same on a scale where it is proper");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
