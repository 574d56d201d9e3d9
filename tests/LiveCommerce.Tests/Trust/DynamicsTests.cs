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
