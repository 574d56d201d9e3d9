using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>The policy over draws of the setting: how far the advice holds when the setting is not known.</summary>
/// <param name="LongRunProducts">Long-run share of products in the best plan, over the draws.</param>
/// <param name="LongRunAds">Long-run share of ads in the best plan, over the draws.</param>
/// <param name="PulseShare">Share of the draws in which the best plan sells in bursts.</param>
/// <param name="RegretOfConstant">Part of the best value that the best constant plan of each draw forgoes.</param>
/// <param name="RegretOfReference">Part of the best value lost by acting as if the reference setting were true.</param>
/// <param name="Reference">The policy of the reference setting.</param>
/// <param name="Draws">Long-run share of products, draw by draw.</param>
/// <param name="Provenance">Of the draws together.</param>
public sealed record KolPolicyEnsemble(Estimate LongRunProducts, Estimate LongRunAds, Estimate PulseShare, Estimate RegretOfConstant, Estimate RegretOfReference, KolPolicy Reference, IReadOnlyList<double> Draws, Provenance Provenance)
{
    /// <summary>Solves every draw.</summary>
    /// <param name="reference">The setting one would act on, such as that of posterior means.</param>
    /// <param name="draws">At least 20 settings, such as posterior draws of the trust models.</param>
    /// <param name="options">Grid and discount; a coarse share step keeps it quick.</param>
    /// <param name="level">Level of the intervals.</param>
    public static KolPolicyEnsemble Solve(KolSetting reference, IEnumerable<KolSetting> draws, KolPolicyOptions? options = null, double level = 0.9)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(draws);
        Guard.Level(level);
        KolSetting[] list = [.. draws];
        Guard.AtLeast(list.Length, 20, "draws");
        var acted = KolPolicy.Solve(reference, options);
        var solved = new (double Products, double Ads, bool Pulses, double Constant, double Acted)[list.Length];
        Parallel.For(0, list.Length, i =>
        {
            var best = KolPolicy.Solve(list[i], options);
            var regret = best.Best.Value > 0 ? Math.Max(0, 1 - acted.ValueUnder(list[i]) / best.Best.Value) : 0;
            solved[i] = (best.Best.LongRunProducts, best.Best.LongRunAds, best.Best.Pulses, best.BestConstant.Regret, regret);
        });
        var provenance = Provenance.Combine([reference.Provenance, .. list.Select(setting => setting.Provenance)]);
        Estimate Of(Func<(double Products, double Ads, bool Pulses, double Constant, double Acted), double> take, string method)
        {
            double[] values = [.. solved.Select(take)];
            return new Estimate(values.Average(), Quantile.Central(values, level, IntervalKind.Credible), Unit.Share, new SampleSize(values.Length), method) { Provenance = provenance, Warnings = acted.Warnings };
        }

        var pulses = solved.Count(s => s.Pulses);
        var share = Conversion.ConversionRate.Of(new Conversion.RateCount(pulses, solved.Length)) with { Method = "share of draws", Provenance = provenance };
        return new(Of(s => s.Products, "policy over draws"), Of(s => s.Ads, "policy over draws"), share, Of(s => s.Constant, "regret over draws"), Of(s => s.Acted, "regret over draws"),
            acted, [.. solved.Select(s => s.Products)], provenance);
    }
}
