using LiveCommerce.Numerics;

namespace LiveCommerce.Monetisation;

/// <summary>Profit of one mode over all draws.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="Profit">Mean per session, with the interval of the draws.</param>
/// <param name="ProbabilityBest">Share of the draws in which no other mode earns more.</param>
/// <param name="ProbabilityOfLoss">Share of the draws below 0.</param>
/// <param name="ProfitAfterTrust">The same less the cost of the trust it uses; null when no cost is given.</param>
/// <param name="ProbabilityBestAfterTrust">Share of the draws in which it is best after that cost; null when none is given.</param>
public sealed record ModeProfit(MonetisationMode Mode, Estimate Profit, double ProbabilityBest, double ProbabilityOfLoss, Estimate? ProfitAfterTrust, double? ProbabilityBestAfterTrust);

/// <summary>Money per session that an input is worth knowing before the mode is chosen.</summary>
/// <param name="Input">Name of the input.</param>
/// <param name="Value">Expected gain of knowing it exactly, at least 0.</param>
public sealed record InformationValue(string Input, double Value);

/// <summary>How profit moves when one input goes from its low to its high quantile, the others at their medians.</summary>
/// <param name="Input">Name of the input.</param>
/// <param name="AtLow">Profit at the 5% quantile.</param>
/// <param name="AtHigh">Profit at the 95% quantile.</param>
/// <param name="VarianceShare">Share of the variance of profit that the input explains alone (first-order Sobol index), 0 to 1.</param>
public sealed record TornadoBar(string Input, double AtLow, double AtHigh, double VarianceShare);

/// <summary>Which mode pays best at one conversion and order value, the other inputs drawn.</summary>
/// <param name="Conversion">Orders per click.</param>
/// <param name="OrderValue">Money per order.</param>
/// <param name="Best">Mode with the highest mean profit.</param>
/// <param name="ProbabilityBest">Probability of being best, by mode in the order of the enumeration.</param>
public sealed record BreakEvenCell(double Conversion, double OrderValue, MonetisationMode Best, IReadOnlyList<double> ProbabilityBest);

/// <summary>Ads, commission and own retail side by side, under uncertainty.</summary>
public sealed record ProfitComparison
{
    private readonly SessionEconomics economics;
    private readonly double[][] profits;
    private readonly double[][] inputs;

    private ProfitComparison(SessionEconomics economics, PropagationOptions options, IReadOnlyDictionary<MonetisationMode, double>? trustCost, double[][] profits, double[][] inputs)
    {
        (this.economics, Options, TrustCost, this.profits, this.inputs) = (economics, options, trustCost, profits, inputs);
        var best = BestOf(_ => 0);
        var afterTrust = trustCost is null ? null : BestOf(mode => trustCost.GetValueOrDefault(mode));
        // The intervals go through all draws: one mode a core.
        Modes = [.. All.AsParallel().AsOrdered().Select(mode => Mode(mode, (int)mode))];
        ModeProfit Mode(MonetisationMode mode, int m) => new ModeProfit(mode, Of(profits[m]), best[m], profits[m].Count(p => p < 0) / (double)options.Draws,
            trustCost is null ? null : Of([.. profits[m].Select(p => p - trustCost.GetValueOrDefault(mode))]), afterTrust?[m]);
        PerfectInformation = new Estimate(Math.Max(0, MeanOfBest(profits) - profits.Max(mode => mode.Average())),
            null, economics.Currency, new SampleSize(options.Draws), "expected value of perfect information")
        { Provenance = economics.Provenance, Warnings = Warnings };
    }

    private static readonly MonetisationMode[] All = [MonetisationMode.Ads, MonetisationMode.Commission, MonetisationMode.OwnRetail];

    /// <summary>Profit of each mode.</summary>
    public IReadOnlyList<ModeProfit> Modes { get; }

    /// <summary>Money per session that knowing all inputs before the choice would add.</summary>
    public Estimate PerfectInformation { get; }

    /// <summary>Money per session for the trust that each mode uses; null leaves it out.</summary>
    public IReadOnlyDictionary<MonetisationMode, double>? TrustCost { get; }

    /// <summary>Options given.</summary>
    public PropagationOptions Options { get; }

    /// <summary>Where the inputs come from.</summary>
    public Provenance Provenance => economics.Provenance;

    /// <summary>What to know before use.</summary>
    public IReadOnlyList<ModelWarning> Warnings { get; } =
    [
        new("MODEL516", Severity.Caution, "Prices and commissions are list prices as given: hidden rebates are not in them."),
    ];

    /// <summary>Draws all inputs and compares the modes.</summary>
    /// <param name="economics">Inputs of a session.</param>
    /// <param name="options">Draws, seed, correlations by the names of <see cref="SessionEconomics.Names"/>.</param>
    /// <param name="trustCost">Money per session for the trust used, such as shadow price times trust spent; shown beside, never mixed in.</param>
    public static ProfitComparison Of(SessionEconomics economics, PropagationOptions? options = null, IReadOnlyDictionary<MonetisationMode, double>? trustCost = null)
    {
        ArgumentNullException.ThrowIfNull(economics);
        options = (options ?? new PropagationOptions()).Checked();
        economics.Checked();
        double[] ads = new double[options.Draws], commission = new double[options.Draws], retail = new double[options.Draws];
        double[][] inputs = [.. economics.Inputs.Select(input => input.IsExact ? new[] { input.Mean } : new double[options.Draws])];
        int[] drawn = [.. Enumerable.Range(0, inputs.Length).Where(i => inputs[i].Length > 1)];
        new InputDraws(SessionEconomics.Names, economics.Inputs, options.Correlations).Run(options, (d, x) =>
        {
            (ads[d], commission[d], retail[d]) = SessionEconomics.Profits(x);
            foreach (var i in drawn) inputs[i][d] = x[i];
        });
        double[][] profits = [ads, commission, retail];
        return new ProfitComparison(economics, options, trustCost, profits, inputs);
    }

    /// <summary>Profit of one mode, draw by draw.</summary>
    public IReadOnlyList<double> DrawsOf(MonetisationMode mode) => profits[(int)mode];

    /// <summary>Expected gain of knowing one input exactly, the largest first.</summary>
    /// <remarks>Draws are sorted by the input and cut into groups; in each the best mode is chosen on one half and valued on the other, so that chance is not counted as knowledge.</remarks>
    public IReadOnlyList<InformationValue> ValueOfKnowing()
    {
        var without = profits.Max(mode => mode.Average());
        return [.. SessionEconomics.Names.Select((name, i) => new InformationValue(name, Math.Max(0, Known(Groups(i)) - without))).OrderByDescending(value => value.Value)];
    }

    /// <summary>Inputs by how far they move the profit of a mode, the widest first; inputs that are known are left out.</summary>
    public IReadOnlyList<TornadoBar> Tornado(MonetisationMode mode)
    {
        double[] middle = [.. economics.Inputs.Select(input => input.Quantile(0.5))];
        double At(int i, double p)
        {
            double[] x = [.. middle];
            x[i] = economics.Inputs[i].Quantile(p);
            return SessionEconomics.Profit(mode, x);
        }

        return [.. SessionEconomics.Names.Select((name, i) => new TornadoBar(name, At(i, 0.05), At(i, 0.95), VarianceShare(Groups(i), profits[(int)mode])))
            .Where(bar => bar.AtLow != bar.AtHigh).OrderByDescending(bar => Math.Abs(bar.AtHigh - bar.AtLow))];
    }

    /// <summary>Best mode over a grid of conversions and order values.</summary>
    /// <param name="conversions">Orders per click, 0 to 1.</param>
    /// <param name="orderValues">Money per order, above 0.</param>
    /// <returns>Cells, conversions within order values.</returns>
    public IReadOnlyList<BreakEvenCell> BreakEvenMap(IEnumerable<double> conversions, IEnumerable<double> orderValues)
    {
        var rates = Guard.Values(conversions, "conversions");
        var values = Guard.Values(orderValues, "orderValues");
        foreach (var rate in rates) Guard.Probability(rate, "conversions");
        foreach (var value in values) Guard.Positive(value, "orderValues");
        var used = Math.Min(Options.Draws, 4000);
        var cells = new BreakEvenCell[rates.Length * values.Length];
        Parallel.For(0, cells.Length, c =>
        {
            double conversion = rates[c % rates.Length], order = values[c / rates.Length];
            double[] x = new double[inputs.Length], sum = new double[All.Length], best = new double[All.Length];
            var now = new double[All.Length];
            for (var d = 0; d < used; d++)
            {
                for (var i = 0; i < x.Length; i++) x[i] = Input(i, d);
                x[SessionEconomics.ConversionAt] = conversion;
                x[SessionEconomics.OrderValueAt] = order;
                for (var m = 0; m < All.Length; m++) sum[m] += now[m] = SessionEconomics.Profit(All[m], x);
                best[Array.IndexOf(now, now.Max())] += 1.0 / used;
            }

            cells[c] = new(conversion, order, All[Array.IndexOf(sum, sum.Max())], best);
        });
        return cells;
    }

    /// <summary>Order value from which commission earns more than ads, at a conversion.</summary>
    /// <param name="conversion">Orders per click, above 0.</param>
    public Estimate BreakEvenOrderValue(double conversion)
    {
        Guard.Positive(Guard.Probability(conversion, "conversion"), "conversion");
        double[] values = [.. Enumerable.Range(0, Options.Draws).Select(d =>
        {
            var ads = Input(1, d) / 1000 * Input(2, d) * Input(3, d);
            return ads / (Input(4, d) * conversion * (1 - Input(7, d)) * Input(8, d));
        }).Where(double.IsFinite)];
        return new Estimate(Quantile.Of(values, 0.5), Quantile.Central(values, Options.Level, IntervalKind.Credible), economics.Currency, new SampleSize(values.Length, Options.Draws - values.Length, values.Length == Options.Draws ? null : "no click, order or commission"), "median break-even over draws")
        {
            Provenance = Provenance,
            Warnings = Warnings,
        };
    }

    /// <summary>An input in one draw; a known number is kept once.</summary>
    private double Input(int i, int draw) => inputs[i].Length == 1 ? inputs[i][0] : inputs[i][draw];

    private Estimate Of(double[] draws) => new(draws.Average(), Quantile.Central(draws, Options.Level, IntervalKind.Credible), economics.Currency, new SampleSize(draws.Length),
        FormattableString.Invariant($"Monte Carlo propagation, seed {Options.Seed}"))
    { Provenance = Provenance, Warnings = Warnings };

    private double[] BestOf(Func<MonetisationMode, double> cost)
    {
        double[] count = new double[All.Length], costs = [.. All.Select(cost)];
        for (var d = 0; d < Options.Draws; d++)
        {
            var top = 0;
            for (var m = 1; m < All.Length; m++)
                if (profits[m][d] - costs[m] > profits[top][d] - costs[top]) top = m;
            count[top]++;
        }

        return [.. count.Select(c => c / Options.Draws)];
    }

    private static double MeanOfBest(double[][] profits)
    {
        double sum = 0;
        for (var d = 0; d < profits[0].Length; d++) sum += Math.Max(profits[0][d], Math.Max(profits[1][d], profits[2][d]));
        return sum / profits[0].Length;
    }

    private double Known(int[][] groups)
    {
        double total = 0;
        foreach (var group in groups)
        {
            for (var half = 0; half < 2; half++)
            {
                double[] chosen = new double[All.Length], valued = new double[All.Length];
                for (var i = 0; i < group.Length; i++)
                    for (var m = 0; m < All.Length; m++) (i % 2 == half ? chosen : valued)[m] += profits[m][group[i]];
                total += valued[Array.IndexOf(chosen, chosen.Max())];
            }
        }

        return total / Options.Draws;
    }

    private static double VarianceShare(int[][] groups, double[] profit)
    {
        var all = Moments.Of(profit);
        if (all.Variance == 0) return 0;
        double between = 0, within = 0;
        foreach (var group in groups)
        {
            var here = Moments.Of(group.Select(d => profit[d]));
            between += group.Length * (here.Mean - all.Mean) * (here.Mean - all.Mean);
            within += here.Variance;
        }

        // The chance part of the group means is taken off.
        return Math.Clamp((between - within) / (profit.Length * all.Variance), 0, 1);
    }

    private int[][] Groups(int at)
    {
        var input = inputs[at];
        int[] order = [.. Enumerable.Range(0, Options.Draws)];
        if (input[0] == input[^1] && input.All(x => x == input[0])) return [order];
        Array.Sort([.. input], order);
        return [.. order.Chunk(Math.Max(200, input.Length / 100))];
    }
}
