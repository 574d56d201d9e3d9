namespace LiveCommerce.Numerics;

/// <summary>Ordinary differential equations by an adaptive Runge-Kutta pair of order 5(4).</summary>
/// <remarks>Dormand and Prince (1980); step control of Hairer, Norsett and Wanner (1993). Reference case E20.</remarks>
public static class RungeKutta
{
    private static readonly double[][] A =
    [
        [], [1.0 / 5], [3.0 / 40, 9.0 / 40], [44.0 / 45, -56.0 / 15, 32.0 / 9],
        [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
        [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
        [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
    ];

    private static readonly double[] Error = [71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40];
    private static readonly double[] C = [0, 0.2, 0.3, 0.8, 8.0 / 9, 1, 1];

    /// <summary>States at given times.</summary>
    /// <param name="slope">Takes time and state, gives the slope of the state.</param>
    /// <param name="start">State at the first time.</param>
    /// <param name="times">Times, rising; the first is that of the start.</param>
    /// <param name="tolerance">Relative error aimed at per step, and the same absolute.</param>
    /// <returns>One state per time.</returns>
    /// <exception cref="InputException">Times that do not rise.</exception>
    /// <exception cref="NotIdentifiedException">The state leaves the finite numbers, or 100,000 steps do not suffice.</exception>
    public static IReadOnlyList<double[]> Solve(Func<double, double[], double[]> slope, IEnumerable<double> start, IEnumerable<double> times, double tolerance = 1e-8)
    {
        ArgumentNullException.ThrowIfNull(slope);
        var y = Guard.Values(start, "start");
        var at = Guard.Values(times, "times");
        Guard.Positive(tolerance, "tolerance");
        for (var i = 1; i < at.Length; i++)
        {
            if (at[i] <= at[i - 1]) throw new InputException("MODEL145", "'times'", FormattableString.Invariant($"{at[i]} after {at[i - 1]}"), "times rise", "sort them, each once");
        }

        List<double[]> states = [[.. y]];
        var first = slope(at[0], y);
        double t = at[0], step = at.Length > 1 ? 0.01 * (at[1] - at[0]) : 0;
        var steps = 0;
        for (var i = 1; i < at.Length; i++)
        {
            while (t < at[i])
            {
                if (++steps > 100_000) throw Lost(t, "100,000 steps used up");
                var h = Math.Min(step, at[i] - t);
                var (next, last, error) = Step(slope, t, y, first, h, tolerance);
                if (double.IsNaN(error) && h < 1e-12 * Math.Max(1, Math.Abs(t))) throw Lost(t, "the state is not finite");
                if (error <= 1)
                {
                    t = h == at[i] - t ? at[i] : t + h;
                    (y, first) = (next, last);
                }

                var factor = double.IsNaN(error) ? 0.1 : Math.Clamp(0.9 * Math.Pow(Math.Max(error, 1e-10), -0.2), 0.2, 5);
                if (h == step || factor < 1) step = h * factor;
            }

            states.Add([.. y]);
        }

        return states;
    }

    private static (double[] Next, double[] Slope, double Error) Step(Func<double, double[], double[]> slope, double t, double[] y, double[] first, double h, double tolerance)
    {
        var k = new double[7][];
        k[0] = first;
        var next = y;
        for (var stage = 1; stage < 7; stage++)
        {
            next = [.. y];
            for (var j = 0; j < stage; j++)
            {
                for (var d = 0; d < y.Length; d++) next[d] += h * A[stage][j] * k[j][d];
            }

            k[stage] = slope(t + C[stage] * h, next);
        }

        var sum = 0.0;
        for (var d = 0; d < y.Length; d++)
        {
            var error = 0.0;
            for (var stage = 0; stage < 7; stage++) error += h * Error[stage] * k[stage][d];
            var scale = tolerance * (1 + Math.Max(Math.Abs(y[d]), Math.Abs(next[d])));
            sum += error / scale * (error / scale);
        }

        var size = Math.Sqrt(sum / y.Length);
        return (next, k[6], double.IsFinite(size) ? size : double.NaN);
    }

    private static NotIdentifiedException Lost(double t, string found) =>
        new("MODEL146", FormattableString.Invariant($"time {t:G6}"), found, "the equations run away or are stiff", "check signs and sizes of the parameters, or shorten the time");
}
