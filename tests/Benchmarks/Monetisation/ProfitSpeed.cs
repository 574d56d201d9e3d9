using Benchmarks.Trust;
using LiveCommerce.Monetisation;

namespace Benchmarks.Monetisation;

/// <summary>A million draws of a session's profit in three modes.</summary>
internal sealed class ProfitSpeed : IBenchmark
{
    public string Name => "monetisation-profit";

    public IEnumerable<Measurement> Measure()
    {
        var session = new SessionEconomics
        {
            Views = UncertainInput.LogNormal(50_000, 1.6),
            CostPerMille = UncertainInput.Triangular(50, 120, 300),
            ClickRate = UncertainInput.Triangular(0.05, 0.12, 0.25),
            Conversion = UncertainInput.Beta(20, 980),
            OrderValue = UncertainInput.LogNormal(180, 1.8),
            Returns = UncertainInput.Between(0.3, 0.8),
            CommissionRate = UncertainInput.Between(0.1, 0.4),
            Margin = UncertainInput.Triangular(0.25, 0.45, 0.6),
        };
        var options = new PropagationOptions().WithDraws(1_000_000);
        var numpy = Peer.Seconds("/usr/bin/python3", """
            import time, numpy as np
            def run(n):
                r = np.random.default_rng(1)
                v = np.exp(np.log(50000) + np.log(1.6) / 1.96 * r.standard_normal(n)); cpm = r.triangular(50, 120, 300, n); ctr = r.triangular(.05, .12, .25, n)
                cvr = r.beta(20, 980, n); aov = np.exp(np.log(180) + np.log(1.8) / 1.96 * r.standard_normal(n)); ret = r.uniform(.3, .8, n); com = r.uniform(.1, .4, n); mar = r.triangular(.25, .45, .6, n)
                kept = v * ctr * cvr * aov * (1 - ret)
                p = np.stack([v * cpm / 1000, kept * com, kept * mar])
                return p.mean(1), np.quantile(p, [.025, .975], 1), np.bincount(p.argmax(0)) / n
            run(1000); t = time.perf_counter(); run(1000000); print(time.perf_counter() - t)
            """);
        yield return new("10^6 draws of three profits, with intervals and P(best)", Machine.Median(() => ProfitComparison.Of(session, options), 3), "numpy", numpy);
        yield return new("10^6 draws of one profit", Machine.Median(() => Propagation.Run([new("views", session.Views), new("click rate", session.ClickRate), new("conversion", session.Conversion), new("order value", session.OrderValue), new("commission rate", session.CommissionRate)], x => x[0] * x[1] * x[2] * x[3] * x[4], options), 3), "target", 0.5);
    }
}
