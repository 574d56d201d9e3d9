namespace LiveCommerce.Trust;

/// <summary>A decision problem whose states are the points of a grid; the value between points is interpolated.</summary>
internal interface IGridProblem
{
    /// <summary>Points of the grid.</summary>
    int States { get; }

    /// <summary>Things to do; the same numbers in each state.</summary>
    int Controls { get; }

    /// <summary>Reward now; negative infinity where the control is not allowed.</summary>
    double Reward(int state, int control);

    /// <summary>Expected value of the next state, by interpolation in <paramref name="values"/>.</summary>
    double Next(int state, int control, double[] values);
}

/// <summary>What a grid problem comes to.</summary>
/// <param name="Values">Value per state; under average reward relative to the first.</param>
/// <param name="Policy">Control per state.</param>
/// <param name="Gain">Average reward per step; null when rewards are discounted.</param>
/// <param name="Change">Largest change of the last improvement, a bound of the error times (1 - discount).</param>
/// <param name="Improvements">Improvement steps taken.</param>
internal sealed record GridSolution(double[] Values, int[] Policy, double? Gain, double Change, int Improvements);

/// <summary>Modified policy iteration (Puterman and Shin 1978): improve over all controls, then value the policy by some cheap sweeps.</summary>
/// <remarks>Linear interpolation keeps the operator a contraction, so it ends at the one fixed point. Average reward: the same with a lazy step, which breaks periods, ended by the span of the change.</remarks>
internal static class GridSolver
{
    public static GridSolution Solve<TProblem>(TProblem problem, double discount, double tolerance)
        where TProblem : struct, IGridProblem
    {
        var average = discount >= 1;
        double lazy = average ? 0.25 : 0, beta = average ? 1 : discount;
        var n = problem.States;
        // A sweep costs one control, an improvement all of them.
        var sweeps = Math.Clamp(problem.Controls / 2, 20, 250);
        double[] v = new double[n], next = new double[n], reward = new double[n];
        var policy = new int[n];
        double high = 0, low = 0;
        for (var step = 1; step <= 5000; step++)
        {
            var now = v;
            var into = next;
            void Improve(int s)
            {
                var best = double.NegativeInfinity;
                var choice = policy[s];
                for (var c = 0; c < problem.Controls; c++)
                {
                    var r = problem.Reward(s, c);
                    if (r == double.NegativeInfinity) continue;
                    var worth = r + beta * problem.Next(s, c, now);
                    if (!(worth > best)) continue;
                    best = worth;
                    choice = c;
                }

                policy[s] = choice;
                reward[s] = problem.Reward(s, choice);
                into[s] = (1 - lazy) * best + lazy * now[s];
            }

            if ((long)n * problem.Controls > 200_000) Parallel.For(0, n, Improve);
            else for (var s = 0; s < n; s++) Improve(s);
            high = double.NegativeInfinity;
            low = double.PositiveInfinity;
            for (var s = 0; s < n; s++)
            {
                var change = next[s] - v[s];
                high = Math.Max(high, change);
                low = Math.Min(low, change);
            }

            (v, next) = (next, v);
            if (average) Shift(v);
            var size = average ? high - low : Math.Max(Math.Abs(high), Math.Abs(low));
            if (size <= tolerance) return new GridSolution(v, policy, average ? (high + low) / 2 / (1 - lazy) : null, size, step);
            for (var sweep = 0; sweep < sweeps; sweep++)
            {
                for (var s = 0; s < n; s++) next[s] = (1 - lazy) * (reward[s] + beta * problem.Next(s, policy[s], v)) + lazy * v[s];
                (v, next) = (next, v);
                if (average) Shift(v);
            }
        }

        throw new NotIdentifiedException("MODEL474", "values", FormattableString.Invariant($"change {Math.Max(Math.Abs(high), Math.Abs(low)):G3} after 5000 improvements"),
            "the values did not settle", "take a smaller discount or a larger tolerance");
    }

    private static void Shift(double[] v)
    {
        var first = v[0];
        for (var s = 0; s < v.Length; s++) v[s] -= first;
    }
}
