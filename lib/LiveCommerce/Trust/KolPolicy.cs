using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>How much to sell, session by session, when selling uses up trust: a policy, its path and the regret of simpler plans; never one share. Reference case C18.</summary>
public sealed record KolPolicy
{
    private readonly KolProblem problem;
    private readonly GridSolution solution;

    private KolPolicy(KolSetting setting, KolPolicyOptions options, KolProblem problem, GridSolution solution)
    {
        (Setting, Options, this.problem, this.solution) = (setting, options, problem, solution);
        var start = solution.Gain ?? ValueAt(options.StartTrust);
        Best = Follow("best", start, start, Decide);
        BestConstant = Constant(start);
        ShortSighted = Follow("short-sighted", null, start, (trust, audience) => problem.Greedy(trust, audience, 0, solution.Values));
        var middle = options.Audience is { } a ? (int)Math.Round(-a.Lowest / (a.Highest - a.Lowest) * (a.Points - 1)) : 0;
        var width = options.Audience?.Points ?? 1;
        Policy = [.. Enumerable.Range(0, options.TrustPoints).Select(i =>
        {
            var control = solution.Policy[i * width + middle];
            var trust = problem.Trust(i);
            return new KolPolicyPoint(trust, problem.Ads(control), problem.Products(control), ValueAt(trust), ShadowPriceAt(trust));
        })];
        Warnings = Judge();
    }

    /// <summary>The setting solved.</summary>
    public KolSetting Setting { get; }

    /// <summary>Options given.</summary>
    public KolPolicyOptions Options { get; }

    /// <summary>What to do at each trust of the grid, at the audience of the start.</summary>
    public IReadOnlyList<KolPolicyPoint> Policy { get; }

    /// <summary>The best plan: what to do depends on trust.</summary>
    public KolPlan Best { get; }

    /// <summary>The best plan that does the same in every session.</summary>
    public KolPlan BestConstant { get; }

    /// <summary>Taking the most from each session without regard to trust.</summary>
    public KolPlan ShortSighted { get; }

    /// <summary>Improvements until the values settled.</summary>
    public int Iterations => solution.Improvements;

    /// <summary>What to know before use.</summary>
    public IReadOnlyList<ModelWarning> Warnings { get; }

    /// <summary>Where the setting comes from.</summary>
    public Provenance Provenance => Setting.Provenance;

    /// <summary>Goes with every number of this model.</summary>
    public string Label => Provenance.Sources.Count == 0 ? "scenario: assumed setting, not estimated" : "policy for an estimated setting";

    /// <summary>Finds the policy.</summary>
    /// <param name="setting">Trust, views and money.</param>
    /// <param name="options">Grid, discount, masks.</param>
    public static KolPolicy Solve(KolSetting setting, KolPolicyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(setting);
        options = (options ?? new KolPolicyOptions()).Checked();
        var problem = new KolProblem(setting.Checked(), options);
        return new KolPolicy(setting, options, problem, GridSolver.Solve(problem, options.Discount, options.Tolerance));
    }

    /// <summary>Value of being at this trust with the audience of the start.</summary>
    public double ValueAt(double trust) => problem.ValueAt(Guard.Finite(trust, "trust"), 0, solution.Values);

    /// <summary>Money that one more unit of trust is worth from the next session on.</summary>
    public double ShadowPriceAt(double trust)
    {
        var h = 2 * (Options.HighestTrust - Options.LowestTrust) / (Options.TrustPoints - 1);
        double low = Math.Max(Options.LowestTrust, trust - h), high = Math.Min(Options.HighestTrust, trust + h);
        return Math.Min(1, Options.Discount) * (ValueAt(high) - ValueAt(low)) / (high - low);
    }

    /// <summary>Ads against products at this trust, by revenue per unit of trust; the content they displace is counted.</summary>
    public TrustTradeOff TradeOffAt(double trust)
    {
        double views = Setting.ViewsAt(trust), displaced = Setting.ContentGain;
        double Per(double revenue, double cost) => displaced + cost > 0 ? revenue / (displaced + cost) : double.PositiveInfinity;
        return new(trust, Per(views * Setting.AdFee, Setting.AdTrustCost),
            Per(views * Setting.OrderValue * Setting.CommissionRate * Setting.ConversionAt(trust), Setting.ProductTrustCost), ShadowPriceAt(trust));
    }

    /// <summary>Value of following this policy when the world is <paramref name="other"/>.</summary>
    public double ValueUnder(KolSetting other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var world = new KolProblem(other.Checked(), Options);
        return Follow(world, "as if", null, 1, Decide).Value;
    }

    private int Decide(double trust, double audience) => problem.Greedy(trust, audience, Math.Min(1, Options.Discount), solution.Values);

    private KolPlan Follow(string name, double? value, double best, Func<double, double, int> decide) => Follow(problem, name, value, best, decide);

    private KolPlan Follow(KolProblem world, string name, double? value, double best, Func<double, double, int> decide)
    {
        var average = solution.Gain is not null;
        var length = Math.Max(Options.PathSessions, average ? 2000 : (int)Math.Ceiling(Math.Log(1e-8) / Math.Log(Options.Discount)));
        var noise = Setting.TrustNoise;
        var runs = value is null && noise > 0 ? 16 : 1;
        List<KolSession> path = [];
        double total = 0;
        for (var run = 0; run < runs; run++)
        {
            var stream = RandomStream.For(Options.Seed, run);
            double trust = Options.StartTrust, audience = 0, sum = 0, weight = 1;
            for (var t = 0; t < length; t++)
            {
                var c = decide(trust, audience);
                double ads = problem.Ads(c), products = problem.Products(c), earned = world.Earns(trust, audience, ads, products);
                if (run == 0) path.Add(new(t + 1, trust, Math.Exp(audience), ads, products, earned));
                if (!average) sum += weight * earned;
                else if (t >= length / 2) sum += earned / (length - length / 2);
                weight *= Options.Discount;
                (trust, audience) = world.Step(trust, audience, ads, products, noise > 0 ? noise * stream.NextNormal() : 0);
            }

            total += sum / runs;
        }

        var shown = path.Take(Options.PathSessions).ToArray();
        var late = shown.Skip(shown.Length / 2).ToArray();
        var worth = value ?? total;
        return new(name, worth, best > 0 ? 1 - worth / best : 0, late.Average(s => s.Ads), late.Average(s => s.Products),
            Moments.Of(late.Select(s => s.Ads + s.Products)).StandardDeviation, shown);
    }

    private KolPlan Constant(double best)
    {
        var average = solution.Gain is not null;
        var sessions = average ? 1000 : (int)Math.Ceiling(Math.Log(1e-10) / Math.Log(Options.Discount));
        var world = problem;
        // The same chance changes for all plans: their differences are then not chance.
        var noisy = Setting.TrustNoise > 0;
        var runs = noisy ? 16 : 1;
        double[][] shocks = noisy ? Replicates.Run(runs, Options.Seed, (stream, _) => Enumerable.Range(0, sessions).Select(_ => Setting.TrustNoise * stream.NextNormal()).ToArray()) : [];
        var worth = new double[problem.Controls];
        Parallel.For(0, worth.Length, c =>
        {
            double total = 0, ads = world.Ads(c), products = world.Products(c);
            for (var run = 0; run < runs; run++)
            {
                double trust = Options.StartTrust, audience = 0, weight = 1;
                for (var t = 0; t < sessions; t++)
                {
                    if (!average) total += weight * world.Earns(trust, audience, ads, products);
                    else if (t >= sessions / 2) total += world.Earns(trust, audience, ads, products) / (sessions - sessions / 2);
                    weight *= Options.Discount;
                    (trust, audience) = world.Step(trust, audience, ads, products, noisy ? shocks[run][t] : 0);
                }
            }

            worth[c] = total / runs;
        });
        var top = Array.IndexOf(worth, worth.Max());
        return Follow("best constant", worth[top], best, (_, _) => top);
    }

    private List<ModelWarning> Judge()
    {
        List<ModelWarning> warnings = [];
        if (Provenance.Sources.Count == 0)
            warnings.Add(new("MODEL480", Severity.Caution, "The setting is assumed: the plans show what follows from it, not what is."));
        var late = Best.Path.Skip(Best.Path.Count / 2).ToArray();
        var edge = (Options.HighestTrust - Options.LowestTrust) / (Options.TrustPoints - 1);
        if (late.Any(s => s.Trust >= Options.HighestTrust - edge || s.Trust <= Options.LowestTrust + edge))
            warnings.Add(new("MODEL481", Severity.Caution, FormattableString.Invariant($"The path reaches the end of the trust grid ({Options.LowestTrust} to {Options.HighestTrust}): widen it.")));
        if (!(Best.Value > 0))
            warnings.Add(new("MODEL483", Severity.Serious, FormattableString.Invariant($"The best plan is worth {Best.Value:G3}: sessions cost more than they earn, and a regret is no part of that.")));
        if (Options.ObservedMostSold is { } most && late.Any(s => s.Ads + s.Products >= most - 1e-9))
            warnings.Add(new("MODEL482", Severity.Serious, FormattableString.Invariant($"The plan sells the most that the data show ({most:P0}): what lies beyond is unknown, so this is no optimum.")));
        return warnings;
    }
}
