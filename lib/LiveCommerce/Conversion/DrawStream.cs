namespace LiveCommerce.Conversion;

/// <summary>One stream of draws per index, so that an answer does not depend on the order of work: SplitMix64 over seed and index.</summary>
internal sealed class DrawStream
{
    private ulong state;
    private double spare = double.NaN;

    private DrawStream(ulong state) => this.state = state;

    internal static DrawStream For(ulong seed, long index) => new(Mix(Mix(seed + 0x9E3779B97F4A7C15) ^ (ulong)index));

    internal double NextDouble() => ((Next() >> 11) + 0.5) * (1.0 / (1UL << 53));

    internal int NextInt(int n) => (int)Math.Min(n - 1, Math.Floor(NextDouble() * n));

    /// <summary>Marsaglia's polar method.</summary>
    internal double NextNormal()
    {
        if (!double.IsNaN(spare))
        {
            var kept = spare;
            spare = double.NaN;
            return kept;
        }

        double x, y, square;
        do
        {
            x = (2 * NextDouble()) - 1;
            y = (2 * NextDouble()) - 1;
            square = (x * x) + (y * y);
        }
        while (square is >= 1 or 0);
        var scale = Math.Sqrt(-2 * Math.Log(square) / square);
        spare = y * scale;
        return x * scale;
    }

    /// <summary>Marsaglia and Tsang (2000), on the log scale so that a small shape does not underflow.</summary>
    private double NextLogGamma(double shape)
    {
        if (shape < 1) return NextLogGamma(shape + 1) + (Math.Log(NextDouble()) / shape);
        double d = shape - (1.0 / 3), c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = NextNormal();
            var v = 1 + (c * x);
            if (v <= 0) continue;
            v = v * v * v;
            if (Math.Log(NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v))) return Math.Log(d * v);
        }
    }

    internal double NextBeta(double a, double b)
    {
        double x = NextLogGamma(a), y = NextLogGamma(b);
        return 1 / (1 + Math.Exp(y - x));
    }

    /// <summary>Splits the trials at an order statistic until few are left, then counts.</summary>
    internal long NextBinomial(long trials, double rate)
    {
        long events = 0;
        while (trials > 30)
        {
            var middle = (trials + 1) / 2;
            var split = NextBeta(middle, trials + 1 - middle);
            if (split <= rate)
            {
                events += middle;
                trials -= middle;
                rate = Math.Clamp((rate - split) / (1 - split), 0, 1);
            }
            else
            {
                trials = middle - 1;
                rate = Math.Clamp(rate / split, 0, 1);
            }
        }

        for (var i = 0; i < trials; i++)
            if (NextDouble() < rate) events++;
        return events;
    }

    private ulong Next() => Mix(state += 0x9E3779B97F4A7C15);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
