using FsCheck.Xunit;
using LiveCommerce.Trust;

namespace LiveCommerce.Tests.Trust;

/// <summary>What must not change an answer, and what must change it by a known amount.</summary>
public sealed class InvarianceTests
{
    private static bool Close(double a, double b, double tolerance = 1e-7) => Math.Abs(a - b) <= tolerance * Math.Max(1, Math.Abs(b));

    private static EffectSize[] Effects(byte[]? seeds) =>
        [.. (seeds ?? []).Chunk(2).Where(c => c.Length == 2).Take(12).Select((c, i) => new EffectSize($"s{i}", EffectKind.FisherZ, c[0] / 255.0 - 0.3, 0.005 + c[1] / 2000.0))];

    private static Duration[] Durations(byte[]? seeds) => [.. (seeds ?? []).Take(40).Select((c, i) => new Duration(1 + c % 16, c % 3 != 0, c % 2 == 0 ? "a" : "b").WithCovariates([c % 5, i % 3]))];

    [Property(MaxTest = 50)]
    public bool Order_of_effects_changes_nothing_and_a_shift_shifts_the_pooled_effect_alone(byte[] seeds)
    {
        var effects = Effects(seeds);
        if (effects.Length < 3) return true;
        MetaResult there = MetaAnalysis.Pool(effects), back = MetaAnalysis.Pool(effects.Reverse()), shifted = MetaAnalysis.Pool(effects.Select(e => e with { Value = e.Value + 2 }));
        return Close(there.Pooled.Value, back.Pooled.Value) && Close(there.Tau2, back.Tau2) && Close(there.Pooled.Value + 2, shifted.Pooled.Value) && Close(there.Tau2, shifted.Tau2, 1e-6);
    }

    [Property(MaxTest = 50)]
    public bool Effects_in_another_unit_give_the_pooled_effect_in_that_unit(byte[] seeds)
    {
        var effects = Effects(seeds);
        if (effects.Length < 3) return true;
        MetaResult there = MetaAnalysis.Pool(effects), scaled = MetaAnalysis.Pool(effects.Select(e => e with { Value = 10 * e.Value, Variance = 100 * e.Variance }));
        return Close(10 * there.Pooled.Value, scaled.Pooled.Value, 1e-6) && Close(100 * there.Tau2, scaled.Tau2, 1e-5) && Close(there.I2, scaled.I2, 1e-5) && there.Prediction!.Width >= there.Pooled.Interval.Width - 1e-9;
    }

    [Property(MaxTest = 50)]
    public bool Survival_never_rises_and_twice_the_people_show_the_same_curve(byte[] seeds)
    {
        var rows = Durations(seeds);
        if (!rows.Any(row => row.Event)) return true;
        KaplanMeier once = KaplanMeier.Of(rows), twice = KaplanMeier.Of(rows.Concat(rows).Reverse());
        return once.Steps.Zip(once.Steps.Skip(1), (a, b) => b.Survival <= a.Survival).All(falls => falls)
            && once.Steps.Zip(twice.Steps, (a, b) => Close(a.Survival, b.Survival) && b.StandardError <= a.StandardError + 1e-12).All(same => same);
    }

    [Property(MaxTest = 30)]
    public bool Hazard_ratios_know_only_the_order_of_times_and_the_differences_of_covariates(byte[] seeds)
    {
        var rows = Durations(seeds);
        if (rows.Count(row => row.Event) < 12) return true;
        try
        {
            CoxRegression plain = CoxRegression.Fit(["x", "y"], rows), moved = CoxRegression.Fit(["x", "y"], rows.Select(row => (row with { Time = Math.Exp(row.Time) }).WithCovariates(row.Covariates.Select(v => v + 7))));
            return plain.Coefficients.Zip(moved.Coefficients, (a, b) => Close(a.Value, b.Value, 1e-6) && Close(a.StandardError, b.StandardError, 1e-6)).All(same => same) && plain.LogLikelihood >= plain.NullLogLikelihood - 1e-9;
        }
        catch (NotIdentifiedException)
        {
            return true;
        }
    }

    [Property(MaxTest = 30)]
    public bool Series_read_backwards_is_as_likely_and_a_shift_shifts_the_level(byte[] seeds)
    {
        double?[] y = [.. (seeds ?? []).Take(40).Select((c, i) => i > 1 && c % 7 == 0 ? (double?)null : c / 20.0)];
        if (y.Count(v => v.HasValue) < 3 || y[0] is null || y[^1] is null) return true;
        LocalLevel there = LocalLevel.At(y, 1, 0.3), back = LocalLevel.At(y.Reverse(), 1, 0.3), shifted = LocalLevel.At(y.Select(v => v + 5), 1, 0.3);
        return Close(there.LogLikelihood, back.LogLikelihood) && there.Smoothed.Zip(back.Smoothed.Reverse(), (a, b) => Close(a, b)).All(same => same)
            && there.Smoothed.Zip(shifted.Smoothed, (a, b) => Close(a + 5, b)).All(same => same);
    }

    [Property(MaxTest = 30)]
    public bool Reward_more_in_every_state_adds_its_discounted_sum_and_changes_no_choice(byte[] seeds)
    {
        byte[] c = [.. (seeds ?? []).Take(8)];
        if (c.Length < 8) return true;
        MarkovDecision Problem(double more) => new([
            [new Alternative([c[0] / 255.0, 1 - c[0] / 255.0], c[1] + more), new Alternative([c[2] / 255.0, 1 - c[2] / 255.0], c[3] + more)],
            [new Alternative([c[4] / 255.0, 1 - c[4] / 255.0], c[5] + more), new Alternative([c[6] / 255.0, 1 - c[6] / 255.0], c[7] + more)]]);
        MarkovPolicy plain = Problem(0).Discounted(0.9), richer = Problem(3).Discounted(0.9);
        return plain.Policy.SequenceEqual(richer.Policy) && plain.Values.Zip(richer.Values, (a, b) => Close(a + 30, b)).All(same => same);
    }

    [Property(MaxTest = 15)]
    public bool No_constant_or_short_sighted_plan_beats_the_policy_and_money_in_cents_changes_no_plan(byte ads, byte products, byte strain)
    {
        var setting = new KolSetting { AdTrustCost = ads / 255.0, ProductTrustCost = products / 255.0, StrainThreshold = strain / 255.0 };
        var coarse = new KolPolicyOptions { ShareStep = 0.1, TrustPoints = 61 };
        KolPolicy yuan = KolPolicy.Solve(setting, coarse), cents = KolPolicy.Solve(setting with { AdFee = 100 * setting.AdFee, OrderValue = 100 * setting.OrderValue }, coarse with { Tolerance = 1e-7 });
        // Interpolation may put the grid's value a little off that of the path.
        return yuan.BestConstant.Regret > -0.01 && yuan.ShortSighted.Regret > -0.01 && Close(100 * yuan.Best.Value, cents.Best.Value, 1e-5);
    }

    [Fact]
    public void Policy_from_recovered_dynamics_loses_little_in_the_true_world()
    {
        var fit = TrustState.Fit(TrustStateTests.Sessions(21, kols: 12));
        var money = new KolSetting { AdFee = 0.2, TrustNoise = 0 };
        var truth = money with { Persistence = 0.8, ContentGain = 0.15 / fit.Scale, AdTrustCost = 0.3 / fit.Scale, ProductTrustCost = 0.8 / fit.Scale, StrainCost = 0, StrainThreshold = 1 };
        var coarse = new KolPolicyOptions { ShareStep = 0.1, TrustPoints = 61 };
        var acted = KolPolicy.Solve(fit.ToSetting(money) with { TrustNoise = 0 }, coarse);
        Assert.InRange(acted.ValueUnder(truth) / KolPolicy.Solve(truth, coarse).Best.Value, 0.95, 1.01);
    }
}
