using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>Logit of counts on exposure, by maximum likelihood. Reference case C14.</summary>
/// <param name="Coefficients">In the order of the columns given; add a column of ones for an intercept.</param>
/// <param name="StandardErrors">Of the coefficients.</param>
/// <param name="Deviance">Residual deviance.</param>
/// <param name="N">Rows used.</param>
/// <param name="Provenance">Where the counts come from.</param>
public sealed record ExposureLogit(IReadOnlyList<double> Coefficients, IReadOnlyList<double> StandardErrors, double Deviance, SampleSize N, Provenance Provenance)
{
    /// <summary>Fits by iterated weighted least squares.</summary>
    /// <param name="rows">One row of columns per observation.</param>
    /// <param name="events">Events, from 0 to the trials.</param>
    /// <param name="trials">Trials, above 0.</param>
    /// <param name="provenance">Where the counts come from.</param>
    public static ExposureLogit Fit(IEnumerable<IReadOnlyList<double>> rows, IEnumerable<double> events, IEnumerable<double> trials, Provenance? provenance = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        IReadOnlyList<double>[] x = [.. rows];
        var y = Guard.Values(events, "events");
        var n = Guard.Values(trials, "trials");
        Guard.SameLength(x.Length, y.Length, "events");
        Guard.SameLength(x.Length, n.Length, "trials");
        for (var i = 0; i < y.Length; i++)
        {
            if (n[i] > 0 && y[i] >= 0 && y[i] <= n[i]) continue;
            throw new InputException("MODEL423", FormattableString.Invariant($"row {i + 1}"), FormattableString.Invariant($"{y[i]} events of {n[i]}"),
                "events from 0 to the trials are needed", "check the counts, or leave the row out");
        }

        double[] eta = [.. y.Select((events1, i) => Math.Log((events1 + 0.5) / (n[i] - events1 + 0.5)))];
        var deviance = double.MaxValue;
        for (var step = 0; step < 100; step++)
        {
            double[] p = [.. eta.Select(e => 1 / (1 + Math.Exp(-e)))];
            double[] w = [.. p.Select((q, i) => n[i] * q * (1 - q))];
            var fit = LeastSquares.Fit(x, eta.Select((e, i) => e + (y[i] - n[i] * p[i]) / w[i]), w);
            eta = [.. fit.Fitted];
            // Odds of one in four thousand million come only from a likelihood that rises without end.
            if (eta.Any(e => Math.Abs(e) > 22)) break;
            var next = eta.Select((e, i) => Part(y[i], n[i] / (1 + Math.Exp(-e))) + Part(n[i] - y[i], n[i] / (1 + Math.Exp(e)))).Sum();
            if (Math.Abs(next - deviance) < 1e-11 * (1 + next))
            {
                return new(fit.Coefficients, Errors(x, w), next, new SampleSize(y.Length), provenance ?? Provenance.None);
            }

            deviance = next;
        }

        throw new NotIdentifiedException("MODEL424", "exposure", "fitted probabilities reach 0 or 1", "a column separates events from the rest", "leave that column out, or use a prior");
    }

    /// <summary>From the information itself: as many rows as columns leave no residual to scale by.</summary>
    private static IReadOnlyList<double> Errors(IReadOnlyList<double>[] x, double[] w)
    {
        var p = x[0].Count;
        var information = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(p, p, (j, k) => x.Select((row, i) => w[i] * row[j] * row[k]).Sum());
        return [.. information.Inverse().Diagonal().Select(Math.Sqrt)];
    }

    private static double Part(double seen, double fitted) => seen > 0 ? 2 * seen * Math.Log(seen / fitted) : 0;
}
