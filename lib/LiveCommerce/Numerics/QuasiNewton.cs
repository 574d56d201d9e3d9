namespace LiveCommerce.Numerics;

/// <summary>The lowest point near a start, for smooth functions of which every value is dear: BFGS with a line search that only accepts less.</summary>
/// <remarks>
/// Nocedal and Wright (2006), algorithm 6.1, on the central differences of <see cref="NumericalHessian"/>. Takes far fewer
/// values than <see cref="Minimiser"/>, which is the choice for kinks, walls and several valleys. Never throws for non-convergence.
/// </remarks>
internal static class QuasiNewton
{
    public static MinimiserResult Minimise(Func<double[], double> f, IEnumerable<double> start, int steps = 200)
    {
        double[] x = [.. start];
        var evaluations = 0;
        double Take(double[] at)
        {
            evaluations++;
            return Minimiser.Wall(f(at));
        }

        var value = Take(x);
        if (x.Length == 0) return new MinimiserResult(x, value, double.IsFinite(value), "nothing to vary", evaluations, 0);
        if (!double.IsFinite(value)) return new MinimiserResult(x, value, false, "the function is not finite at the start", evaluations, double.PositiveInfinity);
        var inverse = Identity(x.Length);
        var gradient = NumericalHessian.Gradient(Take, x);
        for (var step = 0; step < steps; step++)
        {
            if (Norm(gradient) < 1e-7 * (1 + Math.Abs(value))) return Done(true, "flat");
            var direction = Times(inverse, gradient);
            var slope = -Dot(direction, gradient);
            if (!(slope < 0))
            {
                inverse = Identity(x.Length);
                direction = [.. gradient];
                slope = -Dot(direction, gradient);
            }

            var length = Math.Min(1, 3 / Math.Sqrt(Dot(direction, direction)));
            double[] next;
            double reached;
            for (var halvings = 0; ; halvings++)
            {
                var by = length;
                next = [.. x.Select((v, i) => v - (by * direction[i]))];
                reached = Take(next);
                if (reached <= value + (1e-4 * length * slope)) break;
                if (halvings == 40) return Done(Norm(gradient) < 1e-3 * (1 + Math.Abs(value)), "no lower value along the line");
                length /= 2;
            }

            var then = NumericalHessian.Gradient(Take, next);
            Update(inverse, [.. next.Select((v, i) => v - x[i])], [.. then.Select((g, i) => g - gradient[i])]);
            var small = Math.Abs(value - reached) < 1e-13 * (1 + Math.Abs(value));
            (x, value, gradient) = (next, reached, then);
            if (small) return Done(true, "no further gain");
        }

        return Done(false, "steps used up");

        MinimiserResult Done(bool converged, string reason) => new(x, value, converged, reason, evaluations, Norm(gradient)) { ValuesByStart = [value] };
    }

    private static double Norm(double[] gradient) => gradient.Max(Math.Abs);

    private static void Update(double[][] inverse, double[] s, double[] y)
    {
        var sy = Dot(s, y);
        if (!(sy > 1e-14)) return;
        var hy = Times(inverse, y);
        var factor = (1 + (Dot(y, hy) / sy)) / sy;
        for (var i = 0; i < s.Length; i++)
            for (var j = 0; j < s.Length; j++)
                inverse[i][j] += (factor * s[i] * s[j]) - (((hy[i] * s[j]) + (s[i] * hy[j])) / sy);
    }

    private static double[][] Identity(int n) => [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0).ToArray())];

    private static double[] Times(double[][] matrix, double[] vector) => [.. matrix.Select(row => Dot(row, vector))];

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
