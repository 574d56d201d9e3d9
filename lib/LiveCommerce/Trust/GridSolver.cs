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

    /// <summary>Whether the next state is one point, so that <see cref="Place"/> tells all.</summary>
    bool Certain { get; }

    /// <summary>Where the next state lies.</summary>
    GridPlace Place(int state, int control);

    /// <summary>States that are improved together, in a row; divides the number of states.</summary>
    int Together { get; }

    /// <summary>Takes note of the values before an improvement.</summary>
    void Prepare(double[] values);

    /// <summary>The best control, and its worth, of the states from <paramref name="first"/> on that are improved together.</summary>
    void Improve(int first, double discount, double[] values, double[] worth, int[] policy);
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
        var places = new GridPlace[problem.Certain ? n : 0];
        double high = 0, low = 0;
        for (var step = 1; step <= 5000; step++)
        {
            var now = v;
            var into = next;
            void Improve(int group)
            {
                var first = group * problem.Together;
                problem.Improve(first, beta, now, into, policy);
                for (var s = first; s < first + problem.Together; s++)
                {
                    reward[s] = problem.Reward(s, policy[s]);
                    into[s] = (1 - lazy) * into[s] + lazy * now[s];
                    if (places.Length > 0) places[s] = problem.Place(s, policy[s]);
                }
            }

            problem.Prepare(now);
            var groups = n / problem.Together;
            if ((long)n * problem.Controls > 200_000) Parallel.For(0, groups, Improve);
            else for (var g = 0; g < groups; g++) Improve(g);
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
                if (places.Length > 0) for (var s = 0; s < places.Length; s++) next[s] = (1 - lazy) * (reward[s] + beta * places[s].In(v)) + lazy * v[s];
                else for (var s = 0; s < n; s++) next[s] = (1 - lazy) * (reward[s] + beta * problem.Next(s, policy[s], v)) + lazy * v[s];
                (v, next) = (next, v);
                if (average) Shift(v);
            }
        }

        throw new NotIdentifiedException("MODEL474", "values", FormattableString.Invariant($"change {Math.Max(Math.Abs(high), Math.Abs(low)):G3} after 5000 improvements"),
            "the values did not settle", "take a smaller discount or a larger tolerance");
    }

    /// <summary>The best control of one state, one control after the other.</summary>
    public static void Improve<TProblem>(TProblem problem, int state, double discount, double[] values, double[] worth, int[] policy)
        where TProblem : struct, IGridProblem
    {
        var best = double.NegativeInfinity;
        for (var c = 0; c < problem.Controls; c++)
        {
            var r = problem.Reward(state, c);
            if (r == double.NegativeInfinity) continue;
            var now = r + discount * problem.Next(state, c, values);
            if (!(now > best)) continue;
            best = now;
            policy[state] = c;
        }

        worth[state] = best;
    }

    private static void Shift(double[] v)
    {
        var first = v[0];
        for (var s = 0; s < v.Length; s++) v[s] -= first;
    }
}
