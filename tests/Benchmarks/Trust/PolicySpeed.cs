using LiveCommerce.Trust;

namespace Benchmarks.Trust;

/// <summary>KOL policy on a grid of 121 trusts and 41 audience sizes, against the same improvement and sweeps in numpy.</summary>
internal sealed class PolicySpeed : IBenchmark
{
    private const string Numpy = """
        import time, numpy as np
        nt, nf, beta = 121, 41, 0.97
        tau = np.linspace(-3, 3, nt); f = np.linspace(-1, 1, nf)
        C = np.array([(a * .05, p * .05) for a in range(13) for p in range(21) if a + p <= 20])
        S = lambda x: 1 / (1 + np.exp(-x))
        sold = C.sum(1)
        drift = .25 * (1 - sold) - .3 * C[:, 0] - 1.0 * C[:, 1] - 1.5 * np.maximum(sold - .25, 0) ** 2
        def place(x, low, step, n):
            q = np.clip((x - low) / step, 0, n - 1); i = np.minimum(q.astype(int), n - 2); return i, q - i
        def solve():
            i, u = place(.9 * tau[:, None] + drift[None, :], -3, .05, nt)
            g = .05 * (1 - sold)[None, :] * S(tau)[:, None] - .1 * sold[None, :] * (1 - S(tau))[:, None]
            base = 2 * S(tau)[:, None] * (.1 * C[:, 0][None, :] + 3 * S(tau - 3.5)[:, None] * C[:, 1][None, :])
            V = np.zeros((nt, nf)); n = 0
            js = [place(f[k] + g, -1, .05, nf) for k in range(nf)]
            while True:
                W = np.empty_like(V); P = np.empty((nt, nf), int)
                for k in range(nf):
                    j, v = js[k]
                    N = (1 - u) * ((1 - v) * V[i, j] + v * V[i, j + 1]) + u * ((1 - v) * V[i + 1, j] + v * V[i + 1, j + 1])
                    Q = np.exp(f[k]) * base + beta * N
                    P[:, k] = Q.argmax(1); W[:, k] = Q.max(1)
                d = abs(W - V).max(); V = W; n += 1
                if d < 1e-9: return V
                r = np.arange(nt)[:, None]
                I, U = i[r, P], u[r, P]
                J = np.stack([js[k][0][np.arange(nt), P[:, k]] for k in range(nf)], 1); T = np.stack([js[k][1][np.arange(nt), P[:, k]] for k in range(nf)], 1)
                B = np.exp(f)[None, :] * base[r, P]
                for _ in range(60): V = B + beta * ((1 - U) * ((1 - T) * V[I, J] + T * V[I, J + 1]) + U * ((1 - T) * V[I + 1, J] + T * V[I + 1, J + 1]))
        solve(); t = time.perf_counter(); solve(); print(time.perf_counter() - t)
        """;

    public string Name => "trust-policy";

    public IEnumerable<Measurement> Measure()
    {
        var options = new KolPolicyOptions { ShareStep = 0.05, Audience = new AudienceSetting() };
        yield return new("policy, constant and short-sighted plans, 121 x 41 states", Machine.Median(() => KolPolicy.Solve(new KolSetting(), options), 3), "numpy, the policy alone", Peer.Seconds("/usr/bin/python3", Numpy));
        yield return new("the same, 121 states, 900 controls", Machine.Median(() => KolPolicy.Solve(new KolSetting()), 5));
    }
}
