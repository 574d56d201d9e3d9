using FsCheck.Xunit;
using LiveCommerce.Monetisation;

namespace LiveCommerce.Tests.Monetisation;

/// <summary>What must not change an answer, and what must change it in a known way.</summary>
public sealed class InvarianceTests
{
    private static bool Close(double a, double b, double tolerance = 1e-9) => Math.Abs(a - b) <= tolerance * Math.Max(1, Math.Abs(b));

    private static double[] Incomes(byte[]? seeds) => [.. (seeds ?? []).Take(30).Select(c => (double)c)];

    [Property(MaxTest = 50)]
    public bool Concentration_knows_neither_currency_nor_how_often_all_are_counted(byte[] seeds)
    {
        var incomes = Incomes(seeds);
        if (incomes.Length < 2 || incomes.Sum() == 0) return true;
        Concentration plain = Concentration.Of(incomes), scaled = Concentration.Of(incomes.Select(x => 7.3 * x)), twice = Concentration.Of(incomes.Concat(incomes));
        return Close(plain.Gini, scaled.Gini) && Close(plain.Gini, twice.Gini) && Close(plain.Theil, twice.Theil) && Close(plain.Herfindahl, 2 * twice.Herfindahl)
            && plain.Gini is >= -1e-12 and < 1 && plain.Theil >= -1e-12;
    }

    [Property(MaxTest = 50)]
    public bool Income_given_by_the_richest_to_the_poorest_lowers_the_Gini(byte[] seeds)
    {
        var incomes = Incomes(seeds);
        if (incomes.Length < 3 || incomes.Max() - incomes.Min() < 4) return true;
        double[] fairer = [.. incomes];
        fairer[Array.IndexOf(fairer, fairer.Max())] -= 1;
        fairer[Array.IndexOf(fairer, fairer.Min())] += 1;
        return Concentration.Of(fairer).Gini < Concentration.Of(incomes).Gini;
    }

    [Property(MaxTest = 50)]
    public bool Lorenz_curve_bends_upwards_and_stays_below_equality(byte[] seeds)
    {
        var incomes = Incomes(seeds);
        if (incomes.Length < 2 || incomes.Sum() == 0) return true;
        var lorenz = Concentration.Of(incomes).Lorenz;
        return lorenz.Select((share, i) => share <= (double)i / incomes.Length + 1e-12).All(below => below)
            && Enumerable.Range(1, incomes.Length - 1).All(i => lorenz[i + 1] - lorenz[i] >= lorenz[i] - lorenz[i - 1] - 1e-12);
    }

    [Property(MaxTest = 30)]
    public bool Prices_lie_above_costs_and_the_better_good_has_the_larger_share(byte first, byte second)
    {
        var solved = LogitPricing.Solve([first / 50.0, second / 50.0], [1, 1]);
        return solved.Prices.All(price => price > 1) && solved.Shares.Sum() < 1 && (first > second ? solved.Shares[0] > solved.Shares[1] : solved.Shares[0] <= solved.Shares[1] + 1e-12);
    }

    [Property(MaxTest = 10)]
    public bool Profits_in_another_currency_are_profits_times_the_rate(byte order)
    {
        SessionEconomics In(double rate) => new()
        {
            Views = UncertainInput.Exactly(1000),
            CostPerMille = UncertainInput.Between(50 * rate, 90 * rate),
            ClickRate = UncertainInput.Beta(20, 80),
            Conversion = UncertainInput.Beta(5, 95),
            OrderValue = UncertainInput.Between(rate * (10 + order), rate * (60 + order)),
            Returns = UncertainInput.Beta(2, 8),
            CommissionRate = UncertainInput.Between(0.1, 0.3),
            Margin = UncertainInput.Between(0.2, 0.5),
        };
        var draws = new PropagationOptions().WithDraws(1000);
        ProfitComparison yuan = ProfitComparison.Of(In(1), draws), euro = ProfitComparison.Of(In(0.125), draws);
        return yuan.Modes.Zip(euro.Modes, (a, b) => Close(a.Profit.Value, 8 * b.Profit.Value) && a.ProbabilityBest == b.ProbabilityBest).All(same => same);
    }
}
