using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>The integral of a positive function of a rate with one peak on the logit scale.</summary>
internal static class PeakedIntegral
{
    /// <summary>What lies this far below the peak, in logs, is left out.</summary>
    private const double Depth = 42;

    /// <summary>A rate beyond this logit is 0 or 1 to the last digit of a number.</summary>
    private const double Farthest = 700;
    private static readonly QuadratureRule Panel = Quadrature.GaussLegendre(24, 0, 1);

    /// <param name="value">Takes a rate and 1 minus it; gives the value per unit of the logit.</param>
    /// <param name="about">Near the peak, and a width in which the function changes little.</param>
    internal static double OverLogits(Func<double, double, double> value, (double Centre, double Width) about)
    {
        var width = about.Width;
        var peak = Peak(value, about.Centre, width);
        var top = Log(value, peak);
        if (double.IsNegativeInfinity(top)) return 0;
        double low = Edge(value, peak, top, -width), high = Edge(value, peak, top, width);
        var panels = Math.Clamp((int)Math.Ceiling((high - low) / (4 * width)), 4, 200);
        double step = (high - low) / panels, sum = 0;
        for (var i = 0; i < panels; i++)
            for (var k = 0; k < Panel.Nodes.Count; k++)
                sum += Panel.Weights[k] * At(value, low + (step * (i + Panel.Nodes[k])));
        return sum * step;
    }

    private static double Peak(Func<double, double, double> value, double start, double width)
    {
        double step = width, here = start, log = Log(value, here);
        for (var i = 0; i < 400 && step > 0.05 * width; i++)
        {
            var next = Math.Clamp(here + step, -Farthest, Farthest);
            var there = Log(value, next);
            if (!(there > log))
            {
                next = Math.Clamp(here - step, -Farthest, Farthest);
                there = Log(value, next);
            }

            if (there > log) (here, log, step) = (next, there, step * 2);
            else if (double.IsNegativeInfinity(log) && step < Farthest) step *= 2;
            else step /= 4;
        }

        return here;
    }

    private static double Edge(Func<double, double, double> value, double peak, double top, double step)
    {
        double inside = peak, outside = peak + step;
        while (Log(value, outside) > top - Depth && Math.Abs(outside) < Farthest)
        {
            inside = outside;
            step *= 1.6;
            outside += step;
        }

        for (var i = 0; i < 8; i++)
        {
            var middle = (inside + outside) / 2;
            if (Log(value, middle) > top - Depth) inside = middle;
            else outside = middle;
        }

        return outside;
    }

    private static double Log(Func<double, double, double> value, double logit) => Math.Log(At(value, logit));

    private static double At(Func<double, double, double> value, double logit) => value(1 / (1 + Math.Exp(-logit)), 1 / (1 + Math.Exp(logit)));
}
