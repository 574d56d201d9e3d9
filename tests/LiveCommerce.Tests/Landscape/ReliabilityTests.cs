using LiveCommerce.Landscape;

namespace LiveCommerce.Tests.Landscape;

public sealed class ReliabilityTests
{
    [Fact, Trait("case", "A01")]
    public void Shrout_and_Fleiss_have_their_six_coefficients()
    {
        var known = ReferenceCase.Open("A01");
        var icc = Icc.Of(known.Rows("ratings"));
        known.Check("MS_between_targets", icc.BetweenObjects);
        known.Check("MS_within_target", icc.WithinObjects);
        known.Check("MS_between_judges", icc.BetweenSources);
        known.Check("MS_residual", icc.Residual);
        known.Check("ICC(1,1)", icc.Icc11);
        known.Check("ICC(2,1)", icc.Icc21);
        known.Check("ICC(3,1)", icc.Icc31);
        known.Check("ICC(1,k)", icc.Icc1K);
        known.Check("ICC(2,k)", icc.Icc2K);
        known.Check("ICC(3,k)", icc.Icc3K);
        known.Check("ICC(3,1)_ci95_lower", icc.Icc31Interval().Low);
        known.Check("ICC(3,1)_ci95_upper", icc.Icc31Interval().High);
        Assert.True(icc.Icc21Interval().Contains(icc.Icc21));
    }

    [Fact, Trait("case", "A05")]
    public void Attitude_survey_has_its_alpha()
    {
        var known = ReferenceCase.Open("A05");
        var alpha = CronbachAlpha.Of(known.Rows("X"));
        known.Check("raw_alpha", alpha.Raw);
        known.Check("standardised_alpha", alpha.Standardised);
        known.Check("mean_interitem_r", alpha.MeanCorrelation);
    }

    [Fact]
    public void Sources_that_agree_have_alpha_one() => Assert.Equal(1, KrippendorffAlpha.Interval<double[]>([[1, 1, double.NaN], [2, 2, 2], [5, double.NaN, 5]]), 12);

    [Fact]
    public void Krippendorff_example_with_gaps_has_its_interval_alpha()
    {
        const double x = double.NaN;
        double[][] units = [[1, 1, x, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [x, 5, 5, 5], [x, x, 1, 1], [x, x, 3, x]];
        Assert.Equal(0.849, KrippendorffAlpha.Interval(units), 3);
    }

    [Fact]
    public void One_source_has_no_agreement() => Assert.Throws<NotIdentifiedException>(() => Icc.Of<double[]>([[1.0], [2.0]]));
}
