namespace LiveCommerce.Numerics;

public sealed partial class RandomStream
{
    /// <summary>Standard normal.</summary>
    /// <remarks>Marsaglia's polar method; the second of each pair is kept for the next call.</remarks>
    public double NextNormal()
    {
        if (!double.IsNaN(spare))
        {
            var kept = spare;
            spare = double.NaN;
            return kept;
        }

        while (true)
        {
            var u = (2 * NextDouble()) - 1;
            var v = (2 * NextDouble()) - 1;
            var s = (u * u) + (v * v);
            if (s >= 1 || s == 0) continue;
            var factor = Math.Sqrt(-2 * Math.Log(s) / s);
            spare = v * factor;
            return u * factor;
        }
    }

    /// <summary>Exponential with mean 1.</summary>
    public double NextExponential() => -Math.Log(NextDouble());

    /// <summary>Gamma with scale 1.</summary>
    /// <param name="shape">Shape, above 0; the mean.</param>
    /// <exception cref="InputException">The shape is not above 0.</exception>
    /// <remarks>Marsaglia and Tsang (2000); below shape 1 boosted by a power of a uniform, so a tiny shape may underflow to 0.</remarks>
    public double NextGamma(double shape) => Math.Exp(NextLogGamma(shape));

    /// <summary>The logarithm of a gamma variate with scale 1: keeps its digits where the variate itself underflows.</summary>
    /// <param name="shape">Shape, above 0.</param>
    /// <exception cref="InputException">The shape is not above 0.</exception>
    public double NextLogGamma(double shape)
    {
        Guard.Positive(shape, "shape");
        var boost = shape < 1 ? Math.Log(NextDouble()) / shape : 0;
        var d = (shape < 1 ? shape + 1 : shape) - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = NextNormal();
            var v = 1 + (c * x);
            if (v <= 0) continue;
            v = v * v * v;
            var u = NextDouble();
            // The squeeze lies within the exact test and spares it nearly always.
            if (u < 1 - (0.0331 * x * x * x * x)) return Math.Log(d * v) + boost;
            if (Math.Log(u) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v))) return Math.Log(d * v) + boost;
        }
    }

    /// <summary>Beta on [0, 1].</summary>
    /// <param name="a">First shape, above 0.</param>
    /// <param name="b">Second shape, above 0.</param>
    /// <exception cref="InputException">A shape is not above 0.</exception>
    /// <remarks>From two log-gammas, so that tiny shapes give values near 0 or 1 and never 0/0.</remarks>
    public double NextBeta(double a, double b)
    {
        var x = NextLogGamma(a);
        var y = NextLogGamma(b);
        return 1 / (1 + Math.Exp(y - x));
    }

    /// <summary>Chi-squared.</summary>
    /// <param name="df">Degrees of freedom, above 0; need not be whole.</param>
    /// <exception cref="InputException">The degrees of freedom are not above 0.</exception>
    public double NextChiSquared(double df) => 2 * NextGamma(df / 2);

    /// <summary>Student's t.</summary>
    /// <param name="df">Degrees of freedom, above 0.</param>
    /// <exception cref="InputException">The degrees of freedom are not above 0.</exception>
    public double NextStudentT(double df) => NextNormal() / Math.Sqrt(NextChiSquared(df) / df);

    /// <summary>Shares that add up to 1, Dirichlet distributed.</summary>
    /// <param name="alpha">Concentrations, each above 0.</param>
    /// <exception cref="InputException">No concentration, or one that is not above 0.</exception>
    public double[] NextDirichlet(IEnumerable<double> alpha)
    {
        var logs = Guard.Values(alpha, "alpha");
        for (var i = 0; i < logs.Length; i++) logs[i] = NextLogGamma(logs[i]);
        var total = LogSumExp.Of(logs);
        for (var i = 0; i < logs.Length; i++) logs[i] = Math.Exp(logs[i] - total);
        return logs;
    }
}
