using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Sensitivity;

/// <summary>Peeling and pasting of one box over a set of points.</summary>
internal sealed class PrimSearch
{
    private readonly double[][] x;
    private readonly bool[] hit;
    private readonly PrimOptions options;
    private readonly int inputs, allHits;

    public PrimSearch(double[][] x, bool[] hit, PrimOptions options)
    {
        (this.x, this.hit, this.options) = (x, hit, options);
        inputs = x[0].Length;
        allHits = hit.Count(h => h);
    }

    /// <summary>Limits of a box; NaN where it is open.</summary>
    internal sealed record Box(double[] Low, double[] High)
    {
        public bool Holds(double[] point)
        {
            for (var i = 0; i < point.Length; i++)
            {
                if (point[i] < Low[i] || point[i] > High[i]) return false;
            }

            return true;
        }

        public bool Limits(int input) => !double.IsNaN(Low[input]) || !double.IsNaN(High[input]);

        public Box With(int input, bool lower, double limit)
        {
            double[] low = [.. Low], high = [.. High];
            if (lower) low[input] = limit;
            else high[input] = limit;
            return new Box(low, high);
        }
    }

    /// <summary>The boxes of the peeling trajectory, from all points to the smallest, each with its members.</summary>
    public List<(Box Box, int[] Inside)> Peel()
    {
        var open = Enumerable.Repeat(double.NaN, inputs).ToArray();
        var box = new Box(open, open);
        int[] inside = [.. Enumerable.Range(0, x.Length)];
        List<(Box, int[])> path = [(box, inside)];
        var smallest = Math.Max(2, (int)Math.Ceiling(options.SmallestMass * x.Length));
        while (true)
        {
            (Box Box, int[] Inside)? best = null;
            var bestGain = double.NegativeInfinity;
            var here = Density(inside);
            for (var i = 0; i < inputs; i++)
            {
                double[] sorted = [.. inside.Select(p => x[p][i])];
                Array.Sort(sorted);
                var peeled = Math.Max(1, (int)Math.Floor(options.Peel * inside.Length));
                foreach (var lower in new[] { true, false })
                {
                    var edge = lower ? NextAbove(sorted, peeled) : NextBelow(sorted, peeled);
                    if (edge is not { } limit) continue;
                    int[] kept = [.. inside.Where(p => lower ? x[p][i] >= limit : x[p][i] <= limit)];
                    if (kept.Length < smallest) continue;
                    var gain = (Density(kept) - here) / (inside.Length - kept.Length);
                    if (gain <= bestGain) continue;
                    (bestGain, best) = (gain, (box.With(i, lower, limit), kept));
                }
            }

            if (best is not { } step || here >= 1) break;
            (box, inside) = step;
            path.Add(step);
        }

        return path;
    }

    /// <summary>Widens a box while its density rises or stays, side by side.</summary>
    public (Box Box, int[] Inside) Paste(Box box, int[] inside)
    {
        while (true)
        {
            (Box Box, int[] Inside)? best = null;
            var bestDensity = Density(inside);
            for (var i = 0; i < inputs; i++)
            {
                foreach (var lower in new[] { true, false })
                {
                    if (double.IsNaN(lower ? box.Low[i] : box.High[i])) continue;
                    var opened = box.With(i, lower, double.NaN);
                    var outside = Enumerable.Range(0, x.Length).Where(p => opened.Holds(x[p]) && !box.Holds(x[p])).ToArray();
                    if (outside.Length == 0) continue;
                    var added = Math.Max(1, (int)Math.Floor(options.Paste * inside.Length));
                    double[] values = [.. outside.Select(p => x[p][i])];
                    Array.Sort(values);
                    var limit = lower ? values[Math.Max(0, values.Length - added)] : values[Math.Min(values.Length, added) - 1];
                    var wider = box.With(i, lower, limit);
                    var members = Inside(wider);
                    if (Density(members) <= bestDensity) continue;
                    (bestDensity, best) = (Density(members), (wider, members));
                }
            }

            if (best is not { } step) return (box, inside);
            (box, inside) = step;
        }
    }

    public int[] Inside(Box box) => [.. Enumerable.Range(0, x.Length).Where(p => box.Holds(x[p]))];

    public double Density(int[] inside) => inside.Count(p => hit[p]) / (double)inside.Length;

    public double Coverage(int[] inside) => inside.Count(p => hit[p]) / (double)allHits;

    /// <summary>Chance of at least as many hits in the box, if hits fell evenly on the box without this input's limits.</summary>
    public double QuasiP(Box box, int[] inside, int input)
    {
        var without = box.With(input, true, double.NaN).With(input, false, double.NaN);
        var wider = Inside(without);
        var rate = Density(wider);
        var hits = inside.Count(p => hit[p]);
        return rate >= 1 ? 1 : Survival.Binomial(hits - 1, inside.Length, rate);
    }

    /// <summary>The smallest value left when at least so many are peeled from below; null when nothing would be left.</summary>
    private static double? NextAbove(double[] sorted, int peeled)
    {
        var at = peeled;
        while (at < sorted.Length && sorted[at] == sorted[at - 1]) at++;
        return at < sorted.Length ? sorted[at] : null;
    }

    private static double? NextBelow(double[] sorted, int peeled)
    {
        var at = sorted.Length - 1 - peeled;
        while (at >= 0 && sorted[at] == sorted[at + 1]) at--;
        return at >= 0 ? sorted[at] : null;
    }
}
