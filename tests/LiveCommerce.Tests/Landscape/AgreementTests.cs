using LiveCommerce.Landscape;

namespace LiveCommerce.Tests.Landscape;

/// <summary>Agreement of sources, with its intervals, on published data.</summary>
public sealed class AgreementTests
{
    /// <summary>Shrout and Fleiss (1979); intervals of R's psych 2.2.9, ICC(): the printed table of its help page.</summary>
    [Fact]
    [Trait("case", "A01")]
    public void All_six_intervals_of_Shrout_and_Fleiss_are_those_of_psych()
    {
        var icc = Icc.Of(ReferenceCase.Open("A01").Rows("ratings"));
        double[] low = [-0.132932324874751, 0.018786513374712, 0.342464765033925, -0.884442155238119, 0.0711368153025035, 0.675674713816305];
        double[] high = [0.722560062328121, 0.761084369648953, 0.94585825995536, 0.912415420340776, 0.927232040167722, 0.985891678169062];
        Interval[] got = [icc.Icc11Interval(), icc.Icc21Interval(), icc.Icc31Interval(), icc.Icc1KInterval(), icc.Icc2KInterval(), icc.Icc3KInterval()];
        for (var i = 0; i < got.Length; i++)
        {
            // Satterthwaite's degrees of case 2 are rounded there.
            Assert.Equal(low[i], got[i].Low, i is 1 or 4 ? 2 : 6);
            Assert.Equal(high[i], got[i].High, i is 1 or 4 ? 2 : 6);
        }
    }

    [Fact]
    public void Sources_that_agree_wholly_have_intervals_at_one()
    {
        var icc = Icc.Of<double[]>([[1, 1, 1], [2, 2, 2], [4, 4, 4]]);
        foreach (var interval in new[] { icc.Icc11Interval(), icc.Icc21Interval(), icc.Icc31Interval(), icc.Icc1KInterval(), icc.Icc2KInterval(), icc.Icc3KInterval() })
        {
            Assert.Equal(1, interval.Low, 9);
            Assert.Equal(1, interval.High, 9);
        }
    }

    /// <summary>Krippendorff (2011), section E: four observers, twelve units, gaps.</summary>
    [Theory]
    [InlineData(RatingMetric.Nominal, 0.743), InlineData(RatingMetric.Ordinal, 0.815), InlineData(RatingMetric.Interval, 0.849), InlineData(RatingMetric.Ratio, 0.797)]
    public void Krippendorffs_example_has_his_alphas(RatingMetric metric, double printed)
    {
        const double No = double.NaN;
        double[][] units = [[1, 1, No, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [No, 5, 5, 5], [No, No, 1, 1], [No, No, 3, No]];
        Assert.Equal(printed, KrippendorffAlpha.Of(units, metric), 3);
    }

    /// <summary>Feldt's interval of attitude's alpha by R's psych 2.2.9, alpha.ci(0.8431428, 30, 7): 0.7394 to 0.9158.</summary>
    [Fact]
    [Trait("case", "A05")]
    public void Alpha_has_Feldts_interval()
    {
        var alpha = CronbachAlpha.Of(ReferenceCase.Open("A05").Rows("X"));
        Assert.Equal(0.739375685643107, alpha.RawInterval().Low, 3);
        Assert.Equal(0.915773072159982, alpha.RawInterval().High, 3);
        Assert.Equal(30, alpha.Objects);
    }
}
