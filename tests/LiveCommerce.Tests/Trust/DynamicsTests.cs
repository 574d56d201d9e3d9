using LiveCommerce.Trust;

namespace LiveCommerce.Tests.Trust;

public sealed class DynamicsTests
{
    [Fact, Trait("case", "C01")]
    public void Level_of_the_Nile_is_as_published()
    {
        var c01 = ReferenceCase.Open("C01");
        double?[] y = [.. c01.Numbers("y_1e8m3").Select(value => (double?)value)];
        var fit = LocalLevel.Fit(y);
        c01.Check("var_irregular", fit.NoiseVariance);
        c01.Check("var_level", fit.LevelVariance);
        c01.Check("max_loglik_diffuse", fit.LogLikelihood);
        var at = LocalLevel.At(y, 15099, 1469.1);
        c01.Check("loglik_at_15099_1469.1", at.LogLikelihood);
        c01.Check("predicted_level_1872", at.Predicted[1]!.Value);
        c01.Check("prediction_variance_state_1872", at.PredictedVariances[1]!.Value);
        c01.Check("innovations_first5", at.Innovations.Take(5).Select(v => v!.Value));
        c01.Check("F_first5", at.InnovationVariances.Take(5).Select(v => v!.Value));
        c01.Check("steady_state_predicted_variance", at.PredictedVariances[^1]!.Value);
        c01.Check("smoothed_level_1871", at.Smoothed[0]);
        c01.Check("smoothed_level_1913", at.Smoothed[42]);
        c01.Check("smoothed_level_1970", at.Smoothed[99]);
        c01.Check("smoothed_variance_1920", at.SmoothedVariances[49]);
        c01.Check("forecast_1971_mean", at.Predicted[^1]!.Value);
        c01.Check("forecast_1971_obs_variance", at.PredictedVariances[^1]!.Value + 15099);
    }

    [Fact]
    public void Gap_in_the_series_widens_the_smoothed_level()
    {
        var fit = LocalLevel.At([1, 2, null, null, 3, 2, 4], 1, 0.5);
        Assert.True(fit.SmoothedVariances[2] > fit.SmoothedVariances[1]);
        Assert.Equal(2, fit.N.Dropped);
    }

    /// <summary>The Nile with two gaps of twenty years (Durbin and Koopman 2012, section 2.7), and with a gap at the start; exact diffuse filter of statsmodels 0.13.</summary>
    [Fact]
    public void Nile_with_gaps_has_the_likelihood_and_level_of_statsmodels()
    {
        double[] nile = ReferenceCase.Open("C01").Numbers("y_1e8m3");
        double?[] holes = [.. nile.Select((value, t) => t is (>= 20 and < 40) or (>= 60 and < 80) ? (double?)null : value)];
        var at = LocalLevel.At(holes, 15099, 1469.1);
        // Statsmodels counts -ln(2 pi)/2 for the diffuse observation too.
        const double Diffuse = 0.9189385332046727;
        Assert.Equal(-381.5060013085083 + Diffuse, at.LogLikelihood, 1e-8);
        Assert.Equal([1111.32094657, 990.08352597, 903.42110296, 807.12952183, 797.50036372, 837.40611795, 798.31511462], new[] { 0, 20, 29, 39, 40, 70, 99 }.Select(t => at.Smoothed[t]), (a, b) => Math.Abs(a - b) < 1e-7);
        Assert.Equal([4032.18679745, 4723.60416861, 9715.00590246, 4723.59745306, 3614.39600741, 9715.00590246, 4032.18679745], new[] { 0, 20, 29, 39, 40, 70, 99 }.Select(t => at.SmoothedVariances[t]), (a, b) => Math.Abs(a - b) < 1e-7);
        var fit = LocalLevel.Fit(holes);
        Assert.Equal(-380.9266676543253 + Diffuse, fit.LogLikelihood, 1e-8);
        Assert.Equal(17899.84265779, fit.NoiseVariance, 0.05);
        Assert.Equal(685.82104103, fit.LevelVariance, 0.05);
        var late = LocalLevel.At(nile.Select((value, t) => t < 3 ? (double?)null : value), 15099, 1469.1);
        Assert.Equal(-614.9580525895233 + Diffuse, late.LogLikelihood, 1e-8);
        Assert.Equal([1136.15901679, 8439.45794181, 4032.15794181], [late.Smoothed[0], late.SmoothedVariances[0], late.SmoothedVariances[3]], (a, b) => Math.Abs(a - b) < 1e-7);
    }

    [Fact, Trait("case", "C12")]
    public void Parabola_of_Anscombe_is_an_inverted_U()
    {
        var c12 = ReferenceCase.Open("C12");
        var got = InvertedU.Test(c12.Numbers("x"), c12.Numbers("y"));
        c12.Check("coef", got.Coefficients);
        c12.Check("extremum", got.TurningPoint);
        c12.Check("t_slope_at_min", got.SlopeTAtLowest);
        c12.Check("t_slope_at_max", got.SlopeTAtHighest);
        c12.Check("fieller_ci95", [got.Fieller!.Low, got.Fieller.High]);
        c12.Check("delta_se", got.TurningPointStandardError);
        c12.Check("residual_sd", got.ResidualStandardDeviation);
        c12.Check("verdict_inverted_u", got.IsInvertedU);
    }
}
