using System.Diagnostics;
using System.Globalization;
using LiveCommerce;
using LiveCommerce.Competition;
using LiveCommerce.Numerics;

namespace Benchmarks.Competition;

/// <summary>An ensemble of 8 platforms, 10 categories and 40 quarters: one core, two cores, and the same recursion in numpy.</summary>
internal sealed class ShareEnsemble : IBenchmark
{
    private const int Platforms = 8, Categories = 10, Quarters = 40, Runs = 100_000;

    /// <summary>
    /// The same recursion, vectorised over runs: runs on the last axis, so that sums over platforms go along whole rows, in
    /// blocks that fit the cache, in place where numpy can. Prints processor seconds per run, the best of three block sizes.
    /// </summary>
    private const string Peer = """
        import sys, time, numpy as np
        rng = np.random.default_rng(1)
        P, C, Q, N = 8, 10, 40, int(sys.argv[1])
        s0 = rng.dirichlet(np.full(P, 5.0), C); w = np.full(C, 1 / C)
        logk, logs = np.log(rng.uniform(.01, .05, (C, P))), np.log(rng.uniform(1, 2, (C, P)))
        traffic = np.log(rng.uniform(1, 10, P)); odd = slice(1, None, 2); cap = np.full((C // 2, P, 1), .7)
        def fit(x):
            for _ in range(P):
                over = x > cap
                if not over.any(): return x
                full = x >= cap; kept = np.where(full, cap, 0).sum(1, keepdims=True); free = np.where(full, 0, x).sum(1, keepdims=True)
                x = np.where(over.any(1, keepdims=True), np.where(full, cap, x * ((1 - kept) / free)), x)
            return x
        def run(n):
            phi, rho, sd = rng.uniform(.2, 1.2, n), rng.uniform(.5, .95, n), np.exp(np.log(.05) + .5 * rng.standard_normal(n))
            s = np.repeat(s0[:, :, None], n, 2); a, z = np.empty_like(s), np.empty_like(s); rest = 1 - rho
            trust = np.zeros((P, n)); base = (.3 * logk + .2 * logs + .3 * traffic)[:, :, None] + .3 * rng.standard_normal((P, n))
            running, held = np.zeros((4, P, n), np.int8), np.zeros((4, P, n), bool)
            for t in range(Q):
                trust *= .9; trust -= .015; trust += .1 * rng.standard_normal((P, n))
                np.maximum(s, 1e-300, out=a); np.log(a, out=a); a *= phi; a += base; a += .1 * trust
                a -= a.max(1, keepdims=True); np.exp(a, out=a); a /= a.sum(1, keepdims=True); a[odd] = fit(a[odd])
                a *= rest; s *= rho; s += a
                rng.standard_normal(out=z); z *= sd; np.exp(z, out=z); s *= z
                s /= s.sum(1, keepdims=True); s[odd] = fit(s[odd])
                total = np.tensordot(w, s, 1)
                first = total.max(0); hhi = (total * total).sum(0); lead = total == first; second = np.partition(total, -2, 0)[-2]
                running += 1; running *= np.stack((total > .5, lead & (hhi > .25), lead & (hhi > .18), lead & (first - second > .2))); held |= running >= 4
            return total, running, held
        def seconds(block):
            run(block); start = time.process_time()
            for _ in range(N // block): run(block)
            return (time.process_time() - start) / (N // block * block)
        print(min(map(seconds, (250, 500, 1000))))
        """;

    /// <summary>The same recursion as it is written down first: runs on the first axis, a new array for each step. Prints processor seconds per run.</summary>
    private const string PlainPeer = """
        import sys, time, numpy as np
        rng = np.random.default_rng(1)
        P, C, Q, B, N = 8, 10, 40, 500, int(sys.argv[1])
        s0 = rng.dirichlet(np.full(P, 5.0), C); w = np.full(C, 1 / C)
        logk, logs = np.log(rng.uniform(.01, .05, (C, P))), np.log(rng.uniform(1, 2, (C, P)))
        traffic = np.log(rng.uniform(1, 10, P)); cap = np.where(np.arange(C)[:, None] % 2 == 0, 1.0, 0.7) * np.ones((C, P))
        def run(n):
            phi, rho, sd = rng.uniform(.2, 1.2, (n, 1, 1)), rng.uniform(.5, .95, (n, 1, 1)), np.exp(np.log(.05) + .5 * rng.standard_normal((n, 1, 1)))
            s = np.broadcast_to(s0, (n, C, P)).copy(); trust = np.zeros((n, 1, P)); base = .3 * logk + .2 * logs + .3 * rng.standard_normal((n, 1, P))
            held = np.zeros((4, n, P), bool); run_ = np.zeros((4, n, P), int)
            for t in range(Q):
                trust = .9 * trust - .015 + .1 * rng.standard_normal(trust.shape)
                a = base + .3 * traffic + .1 * trust + phi * np.log(np.maximum(s, 1e-300))
                a = np.exp(a - a.max(2, keepdims=True)); m = a / a.sum(2, keepdims=True)
                m = fit(m)
                s = (rho * s + (1 - rho) * m) * np.exp(sd * rng.standard_normal(s.shape))
                s = fit(s / s.sum(2, keepdims=True))
                total = np.einsum('ncp,c->np', s, w)
                first = total.max(1, keepdims=True); hhi = (total ** 2).sum(1, keepdims=True)
                second = np.partition(total, -2, 1)[:, -2:-1]
                for k, rule in enumerate(((total > .5), (total == first) & (hhi > .25), (total == first) & (hhi > .18), (total == first) & (first - second > .2))):
                    run_[k] = np.where(rule, run_[k] + 1, 0); held[k] |= run_[k] >= 4
            return total
        def fit(x):
            for _ in range(P):
                over = x > cap
                if not over.any(): return x
                full = x >= cap; kept = np.where(full, cap, 0).sum(2, keepdims=True); free = np.where(full, 0, x).sum(2, keepdims=True)
                x = np.where(over.any(2, keepdims=True), np.where(full, cap, x * (1 - kept) / free), x)
            return x
        run(B); start = time.process_time()
        for _ in range(N // B): run(B)
        print((time.process_time() - start) / N)
        """;

    public string Name => "share-ensemble";

    public IEnumerable<Measurement> Measure()
    {
        var market = Market();
        var source = new ParameterPriors(
            new ShareParameters { TrafficEffect = 0.3, ConversionEffect = 0.3, TrustEffect = 0.1, SupplyEffect = 0.2, TrustLoss = 0.05, TrustNoise = 0.1, AppealSpread = 0.3 },
            [new("Feedback", Prior.Uniform(0.2, 1.2)), new("Inertia", Prior.Uniform(0.5, 0.95)), new("Noise", Prior.LogNormal(0.05, 0.5))]);
        void Run(int runs, int threads) => DominanceEnsemble.Run(market, Quarters, source, new EnsembleOptions { Runs = runs, MaxParallelism = threads });
        Run(20_000, 1);
        var processor = Machine.MedianOf(Enumerable.Range(0, 5).Select(_ => Processor(() => Run(Runs, 1))).ToList());
        double? Numpy(string script, string runs) => Machine.Process("/usr/bin/python3", "-c", script, runs) is { } found ? double.Parse(found.Output.Trim(), CultureInfo.InvariantCulture) * Runs : null;
        yield return new Measurement("100,000 runs, processor seconds of one thread", processor, "numpy, vectorised over runs, processor seconds for as many", Numpy(PlainPeer, "3000"));
        yield return new Measurement("the same", processor, "numpy laid out for whole rows, in place, in the best of three blocks", Numpy(Peer, "3000"));
        var one = Machine.Median(() => Run(Runs, 1), 3);
        var two = Machine.Median(() => Run(Runs, 2), 3);
        yield return new Measurement("100,000 runs on two threads", two, "on one thread", one);
    }

    private static double Processor(Action call)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        call();
        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
    }

    private static Market Market()
    {
        var stream = RandomStream.For(1, 0);
        double[][] shares = [.. Enumerable.Range(0, Categories).Select(_ => stream.NextDirichlet(Enumerable.Repeat(5.0, Platforms)))];
        return LiveCommerce.Competition.Market.Of(
            shares.Select((_, c) => new MarketCategory("category " + c, 1.0 / Categories)),
            Enumerable.Range(0, Platforms).Select(i => new PlatformProfile("platform " + i,
                [.. shares.Select((row, c) => new CategoryOffer("category " + c, row[i]) { Ceiling = c % 2 == 0 ? 1 : 0.7, Conversion = 0.01 + 0.04 * stream.NextDouble(), Supply = 1 + stream.NextDouble() })])
            {
                Traffic = 1 + 9 * stream.NextDouble(),
                SponsoredLoad = 0.3,
            }));
    }
}
