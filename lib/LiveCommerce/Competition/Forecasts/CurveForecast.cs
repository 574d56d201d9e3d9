using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Forecasts;

/// <summary>Forecast from a fitted curve: its parameters are uncertain, and values scatter around it.</summary>
internal static class CurveForecast
{
    public static NormalForecast Of(string model, Func<double[], double> curve, NonlinearFit fit)
    {
        double[] at = [.. fit.Parameters];
        var slope = NumericalHessian.Gradient(curve, at);
        var parameters = 0.0;
        for (var i = 0; i < at.Length; i++)
        {
            for (var j = 0; j < at.Length; j++) parameters += slope[i] * fit.Covariance[i, j] * slope[j];
        }

        var sd = Math.Sqrt(parameters + fit.ResidualSumOfSquares / Math.Max(1, fit.DegreesOfFreedom));
        if (!double.IsFinite(sd) || sd <= 0)
        {
            throw new NotIdentifiedException("MODEL623", model, "parameters without a spread", "the points lie on a ridge: several curves fit alike",
                "take a simpler rule, or wait for points beyond the inflection");
        }

        return new NormalForecast(curve(at), sd);
    }
}
