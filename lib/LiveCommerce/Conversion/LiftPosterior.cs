using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>What two posteriors say of B against A.</summary>
/// <param name="A">Posterior of the baseline.</param>
/// <param name="B">Posterior of the other.</param>
/// <remarks>Cook (2003); Miller (2015). Integrals of positive terms around their own peak, so that small probabilities and losses keep their digits. Reference case B15.</remarks>
public sealed record LiftPosterior(BetaRate A, BetaRate B)
{
    /// <summary>Probability that the rate of B exceeds that of A, 0 to 1.</summary>
    public double ProbabilityBBeatsA
    {
        get
        {
            var above = Beats(B, A);
            // The smaller of the two is the one that has all its digits.
            return above < 0.5 ? above : 1 - Beats(A, B);
        }
    }

    /// <summary>Expected rate of B over A, minus 1.</summary>
    /// <exception cref="NotIdentifiedException">The posterior of A has an alpha of at most 1: the mean of the ratio is infinite.</exception>
    public double ExpectedRelativeLift => A.Alpha > 1
        ? (B.Mean * (A.Alpha + A.Beta - 1) / (A.Alpha - 1)) - 1
        : throw new NotIdentifiedException("MODEL331", "relative lift", $"alpha of A is {A.Alpha:R}", "the mean of 1 / rate is infinite when alpha is at most 1", "report the probability that B beats A, or gather events of A");

    /// <summary>Rate lost on average by choosing B: the mean of A minus B where A is better, 0 elsewhere.</summary>
    public double ExpectedLossOfB => Loss(A, B);

    /// <summary>Rate lost on average by staying with A.</summary>
    public double ExpectedLossOfA => Loss(B, A);

    /// <summary>P(better above t) P(chosen below t), over all t.</summary>
    private static double Loss(BetaRate better, BetaRate chosen) => PeakedIntegral.OverLogits(
        (rate, rest) => IncompleteBeta.Lower(better.Beta, better.Alpha, rest, rate) * IncompleteBeta.Lower(chosen.Alpha, chosen.Beta, rate, rest) * rate * rest,
        Between(better, chosen));

    /// <summary>Probability that the rate of the first exceeds that of the second.</summary>
    private static double Beats(BetaRate first, BetaRate second) => Math.Min(1, PeakedIntegral.OverLogits(
        (rate, rest) => Math.Exp(IncompleteBeta.LogDensityOfLogit(second.Alpha, second.Beta, rate, rest)) * IncompleteBeta.Lower(first.Beta, first.Alpha, rest, rate),
        Between(first, second)));

    /// <summary>Where the two distributions meet, and the narrower width of them, on the logit scale.</summary>
    private static (double Centre, double Width) Between(BetaRate first, BetaRate second)
    {
        double centreFirst = Math.Log(first.Alpha / first.Beta), centreSecond = Math.Log(second.Alpha / second.Beta);
        double widthFirst = Width(first), widthSecond = Width(second);
        return (((centreFirst * widthSecond) + (centreSecond * widthFirst)) / (widthFirst + widthSecond), Math.Min(widthFirst, widthSecond));

        static double Width(BetaRate rate) => Math.Sqrt((1 / rate.Alpha) + (1 / rate.Beta));
    }
}
