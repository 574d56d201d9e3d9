namespace LiveCommerce.Numerics;

/// <summary>Finds the lowest point of a function from several starts. Never throws for non-convergence: the result says so.</summary>
/// <remarks>
/// Nelder-Mead with the dimension-adapted coefficients of Gao and Han (2012), restarted until stable, then polished by
/// Newton steps on the numerical Hessian. No bounds: map parameters with <see cref="Transform"/>. A value that is NaN or
/// infinite counts as "not here".
/// </remarks>
public static class Minimiser
{
    /// <summary>The lowest point over all starts.</summary>
    /// <param name="f">The function; NaN and infinities are treated as a wall.</param>
    /// <param name="starts">At least one start; all of one length.</param>
    /// <param name="options">How hard to look.</param>
    /// <exception cref="InputException">No start, starts of unequal length, or a start that is not finite.</exception>
    public static MinimiserResult Minimise(Func<double[], double> f, IEnumerable<double[]> starts, MinimiserOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(starts);
        options ??= new MinimiserOptions();
        var list = Guard.Items(starts, "starts");
        Guard.AtLeast(list.Length, 1, "starts");
        var values = new double[list.Length];
        double[]? best = null;
        var bestValue = double.PositiveInfinity;
        var evaluations = 0;
        var exhausted = false;
        for (var s = 0; s < list.Length; s++)
        {
            Guard.SameLength(list[0].Length, list[s].Length, "starts");
            var search = new NelderMead(f, options);
            var (point, value) = search.From(Guard.Values(list[s], "starts"));
            (point, value) = Newton(search, point, value);
            evaluations += search.Evaluations;
            values[s] = value;
            if (best is not null && !(value < bestValue)) continue;
            (best, bestValue, exhausted) = (point, value, search.Exhausted);
        }

        if (!double.IsFinite(bestValue))
        {
            return new MinimiserResult(best!, double.PositiveInfinity, false, "the function is finite at no start", evaluations, double.PositiveInfinity) { ValuesByStart = values };
        }

        var norm = NumericalHessian.Gradient(x => Wall(f(x)), best!).Select((slope, i) => Math.Abs(slope) * Math.Max(1, Math.Abs(best![i]))).DefaultIfEmpty(0).Max();
        var flat = norm <= options.GradientTolerance * Math.Max(1, Math.Abs(bestValue));
        var reason = flat ? "flat and stable under a restart"
            : exhausted ? "evaluations used up before the search was stable"
            : FormattableString.Invariant($"stable, but the gradient is {norm:G3}: a kink, a wall or a ridge");
        return new MinimiserResult(best!, bestValue, flat, reason, evaluations, norm) { ValuesByStart = values };
    }

    /// <summary>A value that is not finite stands for a wall.</summary>
    internal static double Wall(double value) => double.IsNaN(value) || double.IsNegativeInfinity(value) ? double.PositiveInfinity : value;

    private static (double[] Point, double Value) Newton(NelderMead search, double[] point, double value)
    {
        for (var step = 0; step < 20 && double.IsFinite(value) && point.Length <= 12; step++)
        {
            var gradient = NumericalHessian.Gradient(search.Take, point);
            var hessian = NumericalHessian.At(search.Take, point);
            var move = NumericalHessian.Solve(hessian, gradient);
            if (move is null) break;
            var next = new double[point.Length];
            for (var i = 0; i < next.Length; i++) next[i] = point[i] - move[i];
            var reached = search.Take(next);
            if (!(reached < value)) break;
            var gain = value - reached;
            (point, value) = (next, reached);
            if (gain <= 1e-15 * Math.Max(1, Math.Abs(value))) break;
        }

        return (point, value);
    }
}
