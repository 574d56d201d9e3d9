using LiveCommerce.Numerics;
using MathNet.Numerics;

namespace LiveCommerce.Trust;

/// <summary>Taking part in discrete sessions until leaving for good: each person takes part and leaves at rates of their own (Fader, Hardie and Shang 2010).</summary>
/// <param name="Alpha">First shape of the rate of taking part.</param>
/// <param name="Beta">Second shape.</param>
/// <param name="Gamma">First shape of the rate of leaving.</param>
/// <param name="Delta">Second shape.</param>
/// <param name="LogLikelihood">At the maximum.</param>
/// <param name="N">People.</param>
/// <param name="Provenance">Where the histories come from.</param>
public sealed record BetaGeometricBetaBernoulli(double Alpha, double Beta, double Gamma, double Delta, double LogLikelihood, SampleSize N, Provenance Provenance)
{
    /// <summary>Maximum likelihood.</summary>
    /// <param name="histories">At least two histories that differ, over at least two sessions.</param>
    /// <param name="provenance">Where they come from.</param>
    /// <exception cref="InputException">A history is impossible.</exception>
    /// <exception cref="NotIdentifiedException">Too few sessions, or nobody or everybody took part throughout.</exception>
    public static BetaGeometricBetaBernoulli Fit(IEnumerable<ParticipationHistory> histories, Provenance? provenance = null)
    {
        ArgumentNullException.ThrowIfNull(histories);
        ParticipationHistory[] list = [.. histories.Where(h => h.People != 0)];
        foreach (var h in list) Check(h);
        if (list.Length < 2 || list.Max(h => h.Sessions) < 3 || list.All(h => h.Times == 0) || list.All(h => h.Times == h.Sessions))
        {
            throw new NotIdentifiedException("MODEL461", "histories", FormattableString.Invariant($"{list.Length} histories"),
                "leaving and merely pausing are told apart only by people who differ over at least three sessions", "wait for more sessions");
        }

        var distinct = list.GroupBy(h => (h.Sessions, h.Times, h.Last)).OrderBy(group => group.Key)
            .Select(group => group.First() with { People = group.Sum(h => h.People) }).ToArray();

        double MinusLog(double[] x)
        {
            var (a, b, g, d) = (Math.Exp(x[0]), Math.Exp(x[1]), Math.Exp(x[2]), Math.Exp(x[3]));
            return -distinct.Sum(h => h.People * LogLikelihoodOf(h, a, b, g, d));
        }

        var fit = Minimiser.Minimise(MinusLog, [[0, 0, 0, 0], [0, 0, -0.5, 1.5], [-1, 1, -1, 1]]);
        if (!fit.Converged)
        {
            throw new NotIdentifiedException("MODEL462", "histories", fit.Reason, "the likelihood has no maximum that was reached", "use more sessions or people");
        }

        return new(Math.Exp(fit.Point[0]), Math.Exp(fit.Point[1]), Math.Exp(fit.Point[2]), Math.Exp(fit.Point[3]), -fit.Value, new SampleSize(list.Sum(h => h.People)), provenance ?? Provenance.None);
    }

    /// <summary>Probability that someone with this history has not left before the next session.</summary>
    public double ProbabilityActive(ParticipationHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        Check(history);
        var (x, n) = (history.Times, history.Sessions);
        return Math.Exp(Log(x, n - x) + SpecialFunctions.BetaLn(Gamma, Delta + n + 1) - SpecialFunctions.BetaLn(Gamma, Delta) - LogLikelihoodOf(history, Alpha, Beta, Gamma, Delta));
    }

    /// <summary>Expected sessions taken part in among the next <paramref name="sessions"/>.</summary>
    public double ExpectedNext(ParticipationHistory history, int sessions)
    {
        ArgumentNullException.ThrowIfNull(history);
        Check(history);
        Guard.AtLeast(sessions, 1, "sessions");
        var (x, n) = (history.Times, history.Sessions);
        var norm = SpecialFunctions.BetaLn(Gamma, Delta);
        var stay = Enumerable.Range(1, sessions).Sum(k => Math.Exp(SpecialFunctions.BetaLn(Gamma, Delta + n + k) - norm));
        var take = SpecialFunctions.BetaLn(Alpha + x + 1, Beta + n - x) - SpecialFunctions.BetaLn(Alpha, Beta);
        return stay * Math.Exp(take - LogLikelihoodOf(history, Alpha, Beta, Gamma, Delta));
    }

    /// <summary>Expected sessions taken part in by a new person over <paramref name="sessions"/>.</summary>
    public double Expected(int sessions)
    {
        Guard.AtLeast(sessions, 1, "sessions");
        var norm = SpecialFunctions.BetaLn(Gamma, Delta);
        return Alpha / (Alpha + Beta) * Enumerable.Range(1, sessions).Sum(k => Math.Exp(SpecialFunctions.BetaLn(Gamma, Delta + k) - norm));
    }

    private double Log(int x, int rest) => SpecialFunctions.BetaLn(Alpha + x, Beta + rest) - SpecialFunctions.BetaLn(Alpha, Beta);

    private static double LogLikelihoodOf(ParticipationHistory h, double a, double b, double g, double d)
    {
        double take = SpecialFunctions.BetaLn(a, b), leave = SpecialFunctions.BetaLn(g, d);
        var terms = new double[h.Sessions - h.Last + 1];
        terms[0] = SpecialFunctions.BetaLn(a + h.Times, b + h.Sessions - h.Times) - take + SpecialFunctions.BetaLn(g, d + h.Sessions) - leave;
        for (var i = 0; i < terms.Length - 1; i++)
            terms[i + 1] = SpecialFunctions.BetaLn(a + h.Times, b + h.Last - h.Times + i) - take + SpecialFunctions.BetaLn(g + 1, d + h.Last + i) - leave;
        return LogSumExp.Of(terms);
    }

    private static void Check(ParticipationHistory h)
    {
        if (h.Times >= 0 && h.Last >= h.Times && h.Last <= h.Sessions && (h.Times > 0 || h.Last == 0) && h.People >= 0 && h.Sessions >= 1) return;
        throw new InputException("MODEL460", "history", FormattableString.Invariant($"{h.Times} times, last at {h.Last} of {h.Sessions} sessions, {h.People} people"),
            "the last session lies between the times taken part and the sessions there were", "count sessions from 1, and 0 as the last one when none");
    }
}
