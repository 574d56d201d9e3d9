using LiveCommerce.Conversion;

namespace LiveCommerce.Tests.Conversion;

/// <summary>Whether one odds ratio fits all strata.</summary>
public sealed class BreslowDayTests
{
    /// <summary>Bickel, Hammel and O'Connell (1975), admitted men and women by department; R 4.2.2, Breslow-Day with Tarone's correction: 18.8255, p 0.00207.</summary>
    [Fact]
    public void Berkeleys_departments_do_not_share_an_odds_ratio()
    {
        Stratum[] strata =
        [
            new("A", new(512, 825), new(89, 108)), new("B", new(353, 560), new(17, 25)), new("C", new(120, 325), new(202, 593)),
            new("D", new(138, 417), new(131, 375)), new("E", new(53, 191), new(94, 393)), new("F", new(22, 373), new(24, 341)),
        ];
        var all = StratifiedComparison.Of(strata);
        var test = all.Homogeneity!;
        Assert.Equal(18.8255012520532, test.ChiSquared, 6);
        Assert.Equal(5, test.Degrees);
        Assert.Equal(0.00207140139788083, test.PValue, 9);
        Assert.Contains(all.Warnings, w => w.Code == "MODEL338");
    }

    /// <summary>Small strata, R 4.2.2: mantelhaen.test 1.23630832 (0.39849674 to 3.83556024), chi-squared 0.13780788, corrected 0.00637780; Tarone 3.13877787, p 0.20817235.</summary>
    [Fact]
    public void Small_strata_agree_with_R()
    {
        var all = StratifiedComparison.Of([new("1", new(2, 8), new(5, 11)), new("2", new(5, 9), new(3, 13)), new("3", new(3, 11), new(1, 3))]);
        Assert.Equal(1.23630831643002, all.MantelHaenszel.Value, 10);
        Assert.Equal(0.39849674014235, all.MantelHaenszel.Interval!.Low, 10);
        Assert.Equal(3.83556024254562, all.MantelHaenszel.Interval.High, 10);
        Assert.Equal(0.137807876588242, all.ChiSquared, 10);
        Assert.Equal(0.00637780108633479, all.ChiSquaredCorrected, 10);
        Assert.Equal(3.13877785165861, all.Homogeneity!.ChiSquared, 8);
        Assert.Equal(0.208172352245456, all.Homogeneity.PValue, 8);
    }

    [Fact]
    public void One_stratum_tells_nothing_of_others() =>
        Assert.Null(StratifiedComparison.Of([new("1", new(2, 8), new(5, 11))]).Homogeneity);
}
