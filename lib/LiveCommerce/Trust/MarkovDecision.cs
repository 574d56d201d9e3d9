using LiveCommerce.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Trust;

/// <summary>One thing to do in one state.</summary>
/// <param name="Transitions">Probability of each next state; they add up to 1.</param>
/// <param name="Reward">Expected reward of doing it once.</param>
public sealed record Alternative(IReadOnlyList<double> Transitions, double Reward)
{
    /// <summary>From a reward per next state.</summary>
    public static Alternative Of(IReadOnlyList<double> transitions, IReadOnlyList<double> rewards)
    {
        ArgumentNullException.ThrowIfNull(transitions);
        ArgumentNullException.ThrowIfNull(rewards);
        Guard.SameLength(transitions.Count, rewards.Count, "rewards");
        return new(transitions, transitions.Zip(rewards, (p, r) => p * r).Sum());
    }
}

/// <summary>A stationary policy of a small decision problem, valued exactly.</summary>
/// <param name="Policy">Number of the alternative per state, counted from 1.</param>
/// <param name="Values">Discounted values; under average reward, values relative to the last state.</param>
/// <param name="Gain">Average reward per step; null when rewards are discounted.</param>
/// <param name="Iterations">Policies looked at.</param>
public sealed record MarkovPolicy(IReadOnlyList<int> Policy, IReadOnlyList<double> Values, double? Gain, int Iterations);

/// <summary>Few states, few alternatives, exact: policy iteration with linear solves (Howard 1960). Reference case C15.</summary>
public sealed record MarkovDecision
{
    /// <summary>Checks the problem.</summary>
    /// <param name="states">The alternatives of each state.</param>
    /// <exception cref="InputException">A state without alternatives, or probabilities that do not add up to 1.</exception>
    public MarkovDecision(IEnumerable<IReadOnlyList<Alternative>> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        States = [.. states];
        Guard.AtLeast(States.Count, 1, "states");
        for (var s = 0; s < States.Count; s++)
        {
            Guard.AtLeast(States[s].Count, 1, FormattableString.Invariant($"alternatives of state {s + 1}"));
            foreach (var alternative in States[s])
            {
                Guard.SameLength(States.Count, alternative.Transitions.Count, FormattableString.Invariant($"transitions of state {s + 1}"));
                Guard.Finite(alternative.Reward, "reward");
                if (alternative.Transitions.All(p => p >= 0) && Math.Abs(alternative.Transitions.Sum() - 1) < 1e-9) continue;
                throw new InputException("MODEL470", FormattableString.Invariant($"state {s + 1}"), FormattableString.Invariant($"probabilities add up to {alternative.Transitions.Sum():R}"),
                    "probabilities of at least 0 that add up to 1 are needed", "divide by their sum");
            }
        }
    }

    /// <summary>The alternatives of each state.</summary>
    public IReadOnlyList<IReadOnlyList<Alternative>> States { get; }

    /// <summary>Best policy when a reward next step counts <paramref name="discount"/> of one now.</summary>
    /// <param name="discount">From 0 to below 1.</param>
    public MarkovPolicy Discounted(double discount)
    {
        if (!(discount >= 0 && discount < 1))
        {
            throw new InputException("MODEL471", "'discount'", FormattableString.Invariant($"it was {discount}"), "a discount from 0 to below 1 is needed", "use AverageReward for 1");
        }

        return Improve(policy => (ValueOf(policy, discount), null), discount);
    }

    /// <summary>Best policy by average reward per step.</summary>
    /// <exception cref="NotIdentifiedException">A policy on the way splits the states into parts that never meet.</exception>
    public MarkovPolicy AverageReward() => Improve(policy => AverageOf(policy), 1);

    /// <summary>Average reward and relative values of one policy, alternatives counted from 1.</summary>
    public MarkovPolicy Evaluate(IEnumerable<int> policy)
    {
        int[] choice = [.. policy.Select(number => number - 1)];
        Guard.SameLength(States.Count, choice.Length, "policy");
        for (var s = 0; s < choice.Length; s++)
        {
            if (choice[s] >= 0 && choice[s] < States[s].Count) continue;
            throw new InputException("MODEL472", FormattableString.Invariant($"state {s + 1}"), FormattableString.Invariant($"alternative {choice[s] + 1} of {States[s].Count}"), "no such alternative", "count alternatives from 1");
        }

        var (values, gain) = AverageOf(choice);
        return new([.. choice.Select(c => c + 1)], values, gain, 1);
    }

    private MarkovPolicy Improve(Func<int[], (double[] Values, double? Gain)> evaluate, double discount)
    {
        var policy = new int[States.Count];
        for (var s = 0; s < policy.Length; s++) policy[s] = Best(s, new double[States.Count], 1, 0);
        for (var iteration = 1; ; iteration++)
        {
            var (values, gain) = evaluate(policy);
            var changed = false;
            for (var s = 0; s < policy.Length; s++)
            {
                // The old choice stays unless another is better by more than rounding, so that the iteration ends.
                var next = Best(s, values, discount, policy[s]);
                changed |= next != policy[s];
                policy[s] = next;
            }

            if (!changed || iteration == 10_000) return new([.. policy.Select(c => c + 1)], values, gain, iteration);
        }
    }

    private int Best(int state, double[] values, double discount, int kept)
    {
        double Worth(int a) => States[state][a].Reward + discount * Next(States[state][a], values);
        var best = kept;
        for (var a = 0; a < States[state].Count; a++)
        {
            if (Worth(a) > Worth(best) + 1e-11 * (1 + Math.Abs(Worth(best)))) best = a;
        }

        return best;
    }

    private static double Next(Alternative alternative, double[] values) => alternative.Transitions.Select((p, j) => p * values[j]).Sum();

    private double[] ValueOf(int[] policy, double discount)
    {
        var n = policy.Length;
        var a = Matrix<double>.Build.Dense(n, n, (i, j) => (i == j ? 1 : 0) - discount * States[i][policy[i]].Transitions[j]);
        return [.. a.Solve(Vector<double>.Build.Dense(n, i => States[i][policy[i]].Reward))];
    }

    private (double[] Values, double? Gain) AverageOf(int[] policy)
    {
        // v_i + g = r_i + sum p_ij v_j with the last value 0; its column holds the gain.
        var n = policy.Length;
        var a = Matrix<double>.Build.Dense(n, n, (i, j) => j == n - 1 ? 1 : (i == j ? 1 : 0) - States[i][policy[i]].Transitions[j]);
        if (!(a.ConditionNumber() < 1e13))
        {
            throw new NotIdentifiedException("MODEL473", "policy " + string.Join(",", policy.Select(c => c + 1)), "states that never meet",
                "each part has an average of its own", "discount, or join the parts by a small probability");
        }

        var solved = a.Solve(Vector<double>.Build.Dense(n, i => States[i][policy[i]].Reward));
        return ([.. solved.Take(n - 1), 0], solved[n - 1]);
    }
}
