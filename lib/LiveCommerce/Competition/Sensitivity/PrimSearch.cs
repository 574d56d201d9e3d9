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
    /// <remarks>Points are sorted once by each input; a peel takes one end of such an order, and the rest stays sorted.</remarks>
    public List<(Box Box, int[] Inside)> Peel()
    {
        var open = Enumerable.Repeat(double.NaN, inputs).ToArray();
        var box = new Box(open, open);
        int[] inside = [.. Enumerable.Range(0, x.Length)];
        int[][] orders = [.. Enumerable.Range(0, inputs).Select(Sorted)];
        List<(Box, int[])> path = [(box, inside)];
        var smallest = Math.Max(2, (int)Math.Ceiling(options.SmallestMass * x.Length));
        while (true)
        {
            (int Input, bool Lower, Range Kept)? best = null;
            var bestGain = double.NegativeInfinity;
            var here = Density(inside);
            var hits = Hits(inside);
            var peeled = Math.Max(1, (int)Math.Floor(options.Peel * inside.Length));
            for (var i = 0; i < inputs; i++)
            {
                foreach (var lower in new[] { true, false })
                {
                    var first = lower ? FirstAbove(orders[i], i, peeled) : 0;
                    var end = lower ? inside.Length : EndBelow(orders[i], i, inside.Length - peeled);
                    var kept = end - first;
                    if (kept < smallest) continue;
                    var lost = Hits(orders[i].AsSpan(0, first)) + Hits(orders[i].AsSpan(end));
                    var gain = ((hits - lost) / (double)kept - here) / (inside.Length - kept);
                    if (gain <= bestGain) continue;
                    (bestGain, best) = (gain, (i, lower, first..end));
                }
            }

            if (best is not { } step || here >= 1) break;
            var left = orders[step.Input][step.Kept];
            box = box.With(step.Input, step.Lower, x[step.Lower ? left[0] : left[^1]][step.Input]);
            var stays = new bool[x.Length];
            foreach (var point in left) stays[point] = true;
            inside = Staying(inside, stays, left.Length);
            for (var i = 0; i < inputs; i++) orders[i] = Staying(orders[i], stays, left.Length);
            path.Add((box, inside));
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

    public double Density(int[] inside) => Hits(inside) / (double)inside.Length;

    public double Coverage(int[] inside) => Hits(inside) / (double)allHits;

    /// <summary>Chance of at least as many hits in the box, if hits fell evenly on the box without this input's limits.</summary>
    public double QuasiP(Box box, int[] inside, int input)
    {
        var without = box.With(input, true, double.NaN).With(input, false, double.NaN);
        var wider = Inside(without);
        var rate = Density(wider);
        var hits = Hits(inside);
        return rate >= 1 ? 1 : Survival.Binomial(hits - 1, inside.Length, rate);
    }

    private int[] Sorted(int input)
    {
        double[] values = [.. x.Select(point => point[input])];
        int[] order = [.. Enumerable.Range(0, x.Length)];
        Array.Sort(values, order);
        return order;
    }

    private int Hits(ReadOnlySpan<int> points)
    {
        var count = 0;
        foreach (var point in points)
        {
            if (hit[point]) count++;
        }

        return count;
    }

    private static int[] Staying(int[] points, bool[] stays, int count)
    {
        var left = new int[count];
        var place = 0;
        foreach (var point in points)
        {
            if (stays[point]) left[place++] = point;
        }

        return left;
    }

    /// <summary>The first place that stays when at least so many are peeled from below, equal values together.</summary>
    private int FirstAbove(int[] order, int input, int peeled)
    {
        var at = peeled;
        while (at < order.Length && x[order[at]][input] == x[order[at - 1]][input]) at++;
        return at;
    }

    /// <summary>The place after the last that stays when those from a place on are peeled, equal values together.</summary>
    private int EndBelow(int[] order, int input, int end)
    {
        while (end > 0 && x[order[end]][input] == x[order[end - 1]][input]) end--;
        return end;
    }
}
