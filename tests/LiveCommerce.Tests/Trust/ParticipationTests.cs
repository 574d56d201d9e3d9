using LiveCommerce.Trust;

namespace LiveCommerce.Tests.Trust;

public sealed class ParticipationTests
{
    /// <summary>Donors of 1995 over six years: times, last year, people (Fader, Hardie and Shang 2010, table 2).</summary>
    private static readonly ParticipationHistory[] Donors =
    [
        new(6, 6, 6, 1203), new(5, 6, 6, 728), new(4, 6, 6, 512), new(3, 6, 6, 357), new(2, 6, 6, 234), new(1, 6, 6, 129),
        new(5, 5, 6, 335), new(4, 5, 6, 284), new(3, 5, 6, 225), new(2, 5, 6, 173), new(1, 5, 6, 119),
        new(4, 4, 6, 240), new(3, 4, 6, 181), new(2, 4, 6, 155), new(1, 4, 6, 78),
        new(3, 3, 6, 322), new(2, 3, 6, 255), new(1, 3, 6, 129), new(2, 2, 6, 613), new(1, 2, 6, 277), new(1, 1, 6, 1091), new(0, 0, 6, 3464),
    ];

    [Fact]
    public void Donors_are_fitted_as_Fader_Hardie_and_Shang_print()
    {
        var fit = BetaGeometricBetaBernoulli.Fit(Donors);
        Assert.Equal(11104, fit.N.Used);
        Assert.Equal(-33225.6, fit.LogLikelihood, 1);
        Assert.Equal(1.204, fit.Alpha, 3);
        Assert.Equal(0.750, fit.Beta, 3);
        Assert.Equal(0.657, fit.Gamma, 3);
        Assert.Equal(2.783, fit.Delta, 3);
        Assert.Equal(0.07, fit.ExpectedNext(new(0, 0, 6), 5), 2);
        Assert.Equal(3.75, fit.ExpectedNext(new(6, 6, 6), 5), 2);
    }

    [Fact]
    public void Histories_of_all_kinds_have_probability_one()
    {
        var fit = BetaGeometricBetaBernoulli.Fit(Donors);
        // Expected sessions from the law of all histories equal the closed form for a new person.
        var one = Math.Exp(MathNet.Numerics.SpecialFunctions.BetaLn(fit.Alpha + 1, fit.Beta) - MathNet.Numerics.SpecialFunctions.BetaLn(fit.Alpha, fit.Beta));
        Assert.Equal(one * fit.Delta / (fit.Gamma + fit.Delta), fit.Expected(1), 9);
        Assert.True(fit.Expected(6) > fit.Expected(5));
        Assert.InRange(fit.ProbabilityActive(new(6, 6, 6)), 0.5, 1);
        Assert.True(fit.ProbabilityActive(new(1, 1, 6)) < fit.ProbabilityActive(new(1, 6, 6)));
    }

    [Fact]
    public void History_from_a_list_of_yes_and_no() =>
        Assert.Equal(new ParticipationHistory(2, 3, 5), ParticipationHistory.Of([true, false, true, false, false]));

    [Fact]
    public void Last_session_before_the_times_taken_part_is_refused() =>
        Assert.Equal("MODEL460", Assert.Throws<InputException>(() => BetaGeometricBetaBernoulli.Fit([new(3, 2, 6)])).Code);
}
