using LiveCommerce.Numerics;
using MathNet.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>What two posteriors say of B against A.</summary>
/// <param name="A">Posterior of the baseline.</param>
/// <param name="B">Posterior of the other.</param>
/// <remarks>Cook (2003); Miller (2015). Exact where a shape is whole, else by quadrature. Reference case B15.</remarks>
public sealed record LiftPosterior(BetaRate A, BetaRate B)
{
    private const int SumLimit = 20_000;

    /// <summary>Probability that the rate of B exceeds that of A, 0 to 1.</summary>
    public double ProbabilityBBeatsA => Beats(B.Alpha, B.Beta, A.Alpha, A.Beta);

    /// <summary>Expected rate of B over A, minus 1.</summary>
    /// <exception cref="NotIdentifiedException">The posterior of A has an alpha of at most 1: the mean of the ratio is infinite.</exception>
    public double ExpectedRelativeLift => A.Alpha > 1
        ? (B.Mean * (A.Alpha + A.Beta - 1) / (A.Alpha - 1)) - 1
        : throw new NotIdentifiedException("MODEL331", "relative lift", $"alpha of A is {A.Alpha:R}", "the mean of 1 / rate is infinite when alpha is at most 1", "report the probability that B beats A, or gather events of A");

    /// <summary>Rate lost on average by choosing B: the mean of A minus B where A is better, 0 elsewhere.</summary>
    public double ExpectedLossOfB => Loss(A, B);

    /// <summary>Rate lost on average by staying with A.</summary>
    public double ExpectedLossOfA => Loss(B, A);

    private static double Loss(BetaRate better, BetaRate chosen) => Math.Max(0,
        (better.Mean * Beats(better.Alpha + 1, better.Beta, chosen.Alpha, chosen.Beta))
        - (chosen.Mean * Beats(better.Alpha, better.Beta, chosen.Alpha + 1, chosen.Beta)));

    /// <summary>Probability that Beta(a, b) exceeds Beta(c, d).</summary>
    internal static double Beats(double a, double b, double c, double d)
    {
        if (Whole(a)) return Sum(a, b, c, d);
        if (Whole(c)) return 1 - Sum(c, d, a, b);
        if (Whole(b)) return 1 - Sum(b, a, d, c);
        if (Whole(d)) return Sum(d, c, b, a);
        return Quadrature(a, b, c, d);
    }

    private static bool Whole(double shape) => shape == Math.Floor(shape) && shape <= SumLimit;

    private static double Sum(double a, double b, double c, double d)
    {
        var total = 0.0;
        var constant = SpecialFunctions.BetaLn(c, d);
        for (var i = 0; i < a; i++)
            total += Math.Exp(SpecialFunctions.BetaLn(c + i, d + b) - Math.Log(b + i) - SpecialFunctions.BetaLn(1 + i, b) - constant);
        return Math.Clamp(total, 0, 1);
    }

    /// <summary>Integral of the density of the second times the upper tail of the first, on the logit scale, where both are smooth.</summary>
    private static double Quadrature(double a, double b, double c, double d)
    {
        var constant = SpecialFunctions.BetaLn(c, d);
        var centre = Math.Log(c / d);
        var width = Math.Sqrt((1 / c) + (1 / d));
        double low = centre - (12 * width) - (40 / c * Small(c)), high = centre + (12 * width) + (40 / d * Small(d));
        var total = 0.0;
        const int Panels = 40;
        for (var i = 0; i < Panels; i++)
        {
            double left = low + ((high - low) * i / Panels), right = low + ((high - low) * (i + 1) / Panels);
            total += Numerics.Quadrature.GaussLegendre(20, left, right).Integrate(Integrand);
        }

        return Math.Clamp(total, 0, 1);

        static double Small(double shape) => shape < 4 ? 1 : 0;

        double Integrand(double logit)
        {
            double yes = 1 / (1 + Math.Exp(-logit)), no = 1 / (1 + Math.Exp(logit));
            var density = Math.Exp((-c * Math.Log(1 + Math.Exp(-logit))) - (d * Math.Log(1 + Math.Exp(logit))) - constant);
            return density == 0 || yes == 0 ? density : density * SpecialFunctions.BetaRegularized(b, a, no);
        }
    }
}
