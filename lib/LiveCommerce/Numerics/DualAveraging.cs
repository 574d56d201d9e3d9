namespace LiveCommerce.Numerics;

/// <summary>Tunes a step size towards an acceptance.</summary>
/// <remarks>Hoffman and Gelman (2014), section 3.2, with their constants.</remarks>
internal sealed class DualAveraging(double start, double target)
{
    private const double Gamma = 0.05, Offset = 10, Kappa = 0.75;
    private readonly double centre = Math.Log(10 * start);
    private double mean, logAverage;
    private int count;

    /// <summary>Step to try next.</summary>
    public double Step { get; private set; } = start;

    /// <summary>Step to keep when tuning ends.</summary>
    public double Average => count == 0 ? Step : Math.Exp(logAverage);

    public void Learn(double acceptance)
    {
        count++;
        var weight = 1 / (count + Offset);
        mean = ((1 - weight) * mean) + (weight * (target - acceptance));
        var log = centre - (mean * Math.Sqrt(count) / Gamma);
        var decay = Math.Pow(count, -Kappa);
        logAverage = (decay * log) + ((1 - decay) * logAverage);
        Step = Math.Exp(log);
    }
}
