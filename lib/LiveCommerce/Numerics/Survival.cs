using MathNet.Numerics;

namespace LiveCommerce.Numerics;

/// <summary>Upper tails, P(X > x), that keep their digits where 1 minus the distribution function is 0.</summary>
/// <remarks>Each is the swapped-argument incomplete function, never a difference from 1.</remarks>
public static class Survival
{
    /// <summary>Standard normal.</summary>
    public static double Normal(double x) => 0.5 * SpecialFunctions.Erfc(x / Math.Sqrt(2));

    /// <summary>ln P(Z > x) of the standard normal, for any x: beyond 30 by the continued fraction of Mills' ratio.</summary>
    public static double LogNormalTail(double x)
    {
        if (x < 30) return x < -5 ? Transform.Log1P(-Normal(-x)) : Math.Log(Normal(x));
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
        var half = 0.5 * (Math.Abs(x) < 1e-4 * Math.Sqrt(df)
            ? 1 - SpecialFunctions.BetaRegularized(0.5, df / 2, x * x / (df + (x * x)))
            : SpecialFunctions.BetaRegularized(df / 2, 0.5, df / (df + (x * x))));
        return x >= 0 ? half : 1 - half;
    }

    /// <summary>Two-sided tail of Student's t, P(|T| > |x|).</summary>
    /// <exception cref="InputException">The degrees of freedom are not above 0.</exception>
    public static double StudentTTwoSided(double x, double df) => 2 * StudentT(Math.Abs(x), df);

    /// <summary>Chi-squared.</summary>
    /// <param name="x">At or below 0 the tail is 1.</param>
    /// <param name="df">Degrees of freedom, above 0.</param>
    /// <exception cref="InputException">The degrees of freedom are not above 0.</exception>
    public static double ChiSquared(double x, double df) => x <= 0 ? 1 : Gamma(x / 2, Guard.Positive(df, "df") / 2);

    /// <summary>Gamma with scale 1.</summary>
    /// <exception cref="InputException">The shape is not above 0.</exception>
    public static double Gamma(double x, double shape) => x <= 0 ? 1
        : double.IsPositiveInfinity(x) ? 0
        : SpecialFunctions.GammaUpperRegularized(Guard.Positive(shape, "shape"), x);

    /// <summary>Fisher's F.</summary>
    /// <param name="x">At or below 0 the tail is 1.</param>
    /// <param name="d1">Degrees of freedom of the numerator, above 0.</param>
    /// <param name="d2">Degrees of freedom of the denominator, above 0.</param>
    /// <exception cref="InputException">Degrees of freedom are not above 0.</exception>
    public static double F(double x, double d1, double d2) => x <= 0 ? 1
        : double.IsPositiveInfinity(x) ? 0
        : SpecialFunctions.BetaRegularized(Guard.Positive(d2, "d2") / 2, Guard.Positive(d1, "d1") / 2, d2 / (d2 + (d1 * x)));

    /// <summary>Beta.</summary>
    /// <exception cref="InputException">A shape is not above 0.</exception>
    public static double Beta(double x, double a, double b) => x <= 0 ? 1 : x >= 1 ? 0
        : SpecialFunctions.BetaRegularized(Guard.Positive(b, "b"), Guard.Positive(a, "a"), 1 - x);

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
        return p == 1 ? 1 : SpecialFunctions.BetaRegularized(k + 1, n - k, p);
    }

    /// <summary>P(X > k) of a Poisson count.</summary>
    /// <exception cref="InputException">The mean is not above 0.</exception>
    public static double Poisson(long k, double mean) => k < 0 ? 1
        : SpecialFunctions.GammaLowerRegularized(k + 1, Guard.Positive(mean, "mean"));

    /// <summary>Hypergeometric: P(X > k) successes in <paramref name="draws"/> from a population with <paramref name="successes"/>.</summary>
    /// <exception cref="InputException">More draws or successes than the population holds.</exception>
    public static double Hypergeometric(long k, long population, long successes, long draws)
    {
        if (successes < 0 || draws < 0 || successes > population || draws > population)
        {
            throw new InputException("MODEL106", "'population'", FormattableString.Invariant($"{successes} successes and {draws} draws of {population}"),
                "neither may be negative or exceed the population", "check the counts of the table");
        }

        var sum = 0.0;
        var whole = SpecialFunctions.FactorialLn((int)population) - SpecialFunctions.FactorialLn((int)draws) - SpecialFunctions.FactorialLn((int)(population - draws));
        for (var x = Math.Max(k + 1, draws - (population - successes)); x <= Math.Min(draws, successes); x++)
        {
            if (x < 0) continue;
            sum += Math.Exp(LogChoose(successes, x) + LogChoose(population - successes, draws - x) - whole);
        }

        return Math.Min(1, sum);
    }

    private static double LogChoose(long n, long k) =>
        SpecialFunctions.FactorialLn((int)n) - SpecialFunctions.FactorialLn((int)k) - SpecialFunctions.FactorialLn((int)(n - k));
}
