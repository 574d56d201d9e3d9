using MathNet.Numerics;

namespace LiveCommerce.Numerics;

/// <summary>Upper tails, P(X > x), that keep their digits where 1 minus the distribution function is 0.</summary>
/// <remarks>Each is the swapped-argument incomplete function, never a difference from 1.</remarks>
public static class Survival
{
    /// <summary>Standard normal.</summary>
    public static double Normal(double x) => 0.5 * SpecialFunctions.Erfc(Number(x) / Math.Sqrt(2));

    /// <summary>ln P(Z > x) of the standard normal, for any x: beyond 30 by the continued fraction of Mills' ratio.</summary>
    public static double LogNormalTail(double x)
    {
        if (Number(x) < 30) return x < -5 ? Transform.Log1P(-Normal(-x)) : Math.Log(Normal(x));
        var fraction = x;
        for (var k = 60; k >= 1; k--) fraction = x + (k / fraction);
        return (-0.5 * x * x) - (0.5 * Math.Log(2 * Math.PI)) - Math.Log(fraction);
    }

    /// <summary>Student's t.</summary>
    /// <param name="x">Any number.</param>
    /// <param name="df">Degrees of freedom, above 0; infinite gives the normal.</param>
    /// <exception cref="InputException">The degrees of freedom are not above 0.</exception>
    public static double StudentT(double x, double df)
    {
        if (double.IsPositiveInfinity(df)) return Normal(x);
        Guard.Positive(df, "df");
        var ratio = Number(x) / df * x;
        var half = 0.5 * (double.IsInfinity(ratio) ? 0 : IncompleteBeta.Lower(df / 2, 0.5, 1 / (1 + ratio), ratio / (1 + ratio)));
        return x >= 0 ? half : 1 - half;
    }

    /// <summary>Two-sided tail of Student's t, P(|T| > |x|).</summary>
    /// <exception cref="InputException">The degrees of freedom are not above 0.</exception>
    public static double StudentTTwoSided(double x, double df) => 2 * StudentT(Math.Abs(x), df);

    /// <summary>Chi-squared.</summary>
    /// <param name="x">At or below 0 the tail is 1.</param>
    /// <param name="df">Degrees of freedom, above 0.</param>
    /// <exception cref="InputException">The degrees of freedom are not above 0.</exception>
    public static double ChiSquared(double x, double df) => Number(x) <= 0 ? 1 : Gamma(x / 2, Guard.Positive(df, "df") / 2);

    /// <summary>Gamma with scale 1.</summary>
    /// <exception cref="InputException">The shape is not above 0.</exception>
    public static double Gamma(double x, double shape) => Number(x) <= 0 ? 1
        : double.IsPositiveInfinity(x) ? 0
        : IncompleteGamma.Upper(Guard.Positive(shape, "shape"), x);

    /// <summary>Fisher's F.</summary>
    /// <param name="x">At or below 0 the tail is 1.</param>
    /// <param name="d1">Degrees of freedom of the numerator, above 0.</param>
    /// <param name="d2">Degrees of freedom of the denominator, above 0.</param>
    /// <exception cref="InputException">Degrees of freedom are not above 0.</exception>
    public static double F(double x, double d1, double d2) => Number(x) <= 0 ? 1
        : double.IsPositiveInfinity(x) ? 0
        : IncompleteBeta.Lower(Guard.Positive(d2, "d2") / 2, Guard.Positive(d1, "d1") / 2, d2 / (d2 + (d1 * x)), d1 * x / (d2 + (d1 * x)));

    /// <summary>Beta.</summary>
    /// <exception cref="InputException">A shape is not above 0.</exception>
    public static double Beta(double x, double a, double b) => Number(x) <= 0 ? 1 : x >= 1 ? 0
        : IncompleteBeta.Upper(Guard.Positive(a, "a"), Guard.Positive(b, "b"), x);

    /// <summary>P(X > k) of a binomial.</summary>
    /// <param name="k">Successes.</param>
    /// <param name="n">Trials, at least 0.</param>
    /// <param name="p">Chance of a success, 0 to 1.</param>
    /// <exception cref="InputException"><paramref name="p"/> is no probability.</exception>
    public static double Binomial(long k, long n, double p)
    {
        Guard.Probability(p, "p");
        if (k < 0) return 1;
        if (k >= n || p == 0) return 0;
        return p == 1 ? 1 : IncompleteBeta.Lower(k + 1.0, n - k, p);
    }

    /// <summary>P(X > k) of a Poisson count.</summary>
    /// <exception cref="InputException">The mean is not above 0.</exception>
    public static double Poisson(long k, double mean) => k < 0 ? 1
        : IncompleteGamma.Lower(k + 1.0, Guard.Positive(mean, "mean"));

    /// <summary>Hypergeometric: P(X > k) successes in <paramref name="draws"/> from a population with <paramref name="successes"/>.</summary>
    /// <exception cref="InputException">More draws or successes than the population holds.</exception>
    public static double Hypergeometric(long k, long population, long successes, long draws)
    {
        if (successes < 0 || draws < 0 || successes > population || draws > population)
        {
            throw new InputException("MODEL106", "'population'", FormattableString.Invariant($"{successes} successes and {draws} draws of {population}"),
                "neither may be negative or exceed the population", "check the counts of the table");
        }

        return new HypergeometricTail(population, successes, draws).From(k + 1.0);
    }

    private static double Number(double x) => double.IsNaN(x) ? Guard.Finite(x, "x") : x;
}
