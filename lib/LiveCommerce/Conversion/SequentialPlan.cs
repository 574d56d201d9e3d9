namespace LiveCommerce.Conversion;

/// <summary>How the error of a test with several looks is spread over them.</summary>
public enum StoppingRule
{
    /// <summary>The same boundary at every look (Pocock 1977).</summary>
    Pocock,

    /// <summary>A boundary that falls with the square root of the information (O'Brien and Fleming 1979).</summary>
    OBrienFleming,

    /// <summary>Lan and DeMets's spending function near O'Brien and Fleming: looks need not be evenly spaced or known before.</summary>
    SpendingOBrienFleming,

    /// <summary>Lan and DeMets's spending function near Pocock.</summary>
    SpendingPocock,
}

/// <summary>A two-sided test that may stop early, with boundaries computed for its looks.</summary>
/// <remarks>Recursive integration of the stopped Brownian motion (Armitage, McPherson and Rowe 1969; Lan and DeMets 1983; Jennison and Turnbull 2000).</remarks>
public sealed record SequentialPlan
{
    private SequentialPlan(StoppingRule rule, double significance, SequentialLook[] looks)
    {
        Rule = rule;
        Significance = significance;
        Looks = looks;
    }

    /// <summary>The rule.</summary>
    public StoppingRule Rule { get; }

    /// <summary>Two-sided error rate over all looks.</summary>
    public double Significance { get; }

    /// <summary>One entry per look, in order.</summary>
    public IReadOnlyList<SequentialLook> Looks { get; }

    /// <summary>Evenly spaced looks.</summary>
    /// <param name="looks">From 1 to 50, the last at full information.</param>
    /// <param name="rule">How the error is spread.</param>
    /// <param name="significance">Two-sided error rate over all looks.</param>
    public static SequentialPlan Even(int looks, StoppingRule rule = StoppingRule.OBrienFleming, double significance = 0.05) =>
        looks is >= 1 and <= 50
            ? At(Enumerable.Range(1, looks).Select(k => (double)k / looks), rule, significance)
            : throw new InputException("MODEL336", "'looks'", $"it is {looks}", "1 to 50 looks can be planned", "look less often");

    /// <summary>Looks at given parts of the full information.</summary>
    /// <param name="information">Rising, above 0, at most 1; the information of a rate is proportional to its trials.</param>
    /// <param name="rule">How the error is spread.</param>
    /// <param name="significance">Two-sided error rate over all looks.</param>
    /// <exception cref="InputException">The information does not rise from above 0 to at most 1.</exception>
    public static SequentialPlan At(IEnumerable<double> information, StoppingRule rule = StoppingRule.SpendingOBrienFleming, double significance = 0.05)
    {
        ArgumentNullException.ThrowIfNull(information);
        Check.Level(significance);
        double[] times = [.. information];
        for (var i = 0; i < times.Length; i++)
            if (!(times[i] > (i == 0 ? 0 : times[i - 1])) || times[i] > 1)
                throw new InputException("MODEL336", $"look {i + 1}", $"information {times[i]:R}", "it rises from look to look, above 0 and at most 1", "divide the trials at each look by the trials planned in all");
        if (times.Length == 0) throw new InputException("MODEL336", "'information'", "no look", "at least one is needed", "give 1 for a single look at the end");
        var boundaries = rule switch
        {
            StoppingRule.Pocock => Shaped(times, significance, _ => 1),
            StoppingRule.OBrienFleming => Shaped(times, significance, t => Math.Sqrt(times[^1] / t)),
            _ => StoppedBrownianMotion.Spend(times, [.. times.Select(t => Spent(rule, t, significance))]),
        };
        var crossed = StoppedBrownianMotion.Crossings(times, boundaries, 0);
        return new SequentialPlan(rule, significance, [.. times.Select((t, i) => new SequentialLook(t, boundaries[i], Tail.TwoSided(boundaries[i]), crossed[i].Sum()))]);
    }

    /// <summary>Probability of stopping for a difference at some look.</summary>
    /// <param name="drift">Expected z statistic at full information; the design value for 90% power without early looks is 3.24.</param>
    public double Power(double drift) => Crossings(drift).Sum(look => look.Sum());

    /// <summary>Expected information at the end, as a part of the full information.</summary>
    /// <param name="drift">Expected z statistic at full information.</param>
    public double ExpectedInformation(double drift)
    {
        var crossed = Crossings(drift);
        var stopped = 0.0;
        var sum = 0.0;
        for (var i = 0; i < Looks.Count - 1; i++)
        {
            stopped += crossed[i].Sum();
            sum += crossed[i].Sum() * Looks[i].Information;
        }

        return sum + ((1 - stopped) * Looks[^1].Information);
    }

    /// <summary>How many times more trials the plan needs than a single look with the same power.</summary>
    public double Inflation(double power = 0.9)
    {
        double single = Tail.Quantile(Significance / 2) + Tail.Quantile(1 - Check.Level(power)), low = single / 2, high = single * 3;
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (Power(middle) < power) low = middle;
            else high = middle;
        }

        return low * low / (single * single);
    }

    /// <summary>Whether a z statistic at a look stops the test.</summary>
    /// <param name="look">From 1.</param>
    /// <param name="z">The statistic of all data so far.</param>
    public bool Stops(int look, double z) =>
        look >= 1 && look <= Looks.Count
            ? Math.Abs(Check.Finite("'z'", z)) >= Looks[look - 1].Boundary
            : throw new InputException("MODEL336", "'look'", $"it is {look}", $"looks are 1 to {Looks.Count}", "a look that was not planned needs a spending rule and a new plan at its information");

    private IReadOnlyList<double[]> Crossings(double drift) =>
        StoppedBrownianMotion.Crossings([.. Looks.Select(l => l.Information)], [.. Looks.Select(l => l.Boundary)], Check.Finite("'drift'", drift));

    private static double Spent(StoppingRule rule, double t, double significance) => rule == StoppingRule.SpendingPocock
        ? significance * Math.Log(1 + ((Math.E - 1) * t))
        : 2 * Tail.TwoSided(Tail.Quantile(significance / 4) / Math.Sqrt(t));

    private static double[] Shaped(double[] times, double significance, Func<double, double> shape)
    {
        double low = 0.5, high = 12;
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (StoppedBrownianMotion.Crossings(times, [.. times.Select(t => middle * shape(t))], 0).Sum(look => look.Sum()) > significance) low = middle;
            else high = middle;
        }

        return [.. times.Select(t => high * shape(t))];
    }
}

/// <summary>One look of a plan.</summary>
/// <param name="Information">Part of the full information, above 0 and at most 1.</param>
/// <param name="Boundary">Stop when the z statistic is at least this far from 0.</param>
/// <param name="NominalP">Two-sided p-value of the boundary.</param>
/// <param name="Error">Error rate spent at this look.</param>
public sealed record SequentialLook(double Information, double Boundary, double NominalP, double Error);
