using LiveCommerce.Numerics;
using MathNet.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Marginal likelihood of the three parameters of the session model: every segment's rate is integrated on its own grid.</summary>
internal sealed class SessionHierarchy
{
    private const double LowestLog = -3;
    private const double HighestLog = 16;
    private readonly SessionCurves[] segments;
    private readonly HyperPrior prior;
    private readonly double[] logs;

    internal SessionHierarchy(IReadOnlyList<SessionCurves> raw, HyperPrior prior)
    {
        this.prior = prior;
        logs = Range(raw);
        double[] concentrations = [.. logs.Select(Math.Exp)];
        segments = new SessionCurves[raw.Count];
        Parallel.For(0, segments.Length, j => segments[j] = raw[j].Tabulated(concentrations));
    }

    /// <summary>Log density at log(alpha / beta) and log(alpha + beta), the concentration of sessions integrated.</summary>
    internal double LogAt(double u, double v) =>
        LogSumExp.Of(ByConcentration(u, v)) + prior.LogDensity(Math.Exp(v)) + v - Transform.Softplus(u) - Transform.Softplus(-u);

    /// <summary>A concentration of sessions given the two others: the number of its grid point and a value within its cell.</summary>
    internal (int Point, double Concentration) Draw(double alpha, double beta, RandomStream stream)
    {
        var weights = LogSumExp.Normalise(ByConcentration(Math.Log(alpha / beta), Math.Log(alpha + beta)));
        var left = stream.NextDouble();
        var point = 0;
        while (point < weights.Length - 1 && (left -= weights[point]) > 0) point++;
        return (point, Math.Exp(logs[point] + ((stream.NextDouble() - 0.5) * (logs[1] - logs[0]))));
    }

    /// <summary>Density of one segment's rate given all three parameters, on the nodes of the narrower of prior and likelihood.</summary>
    internal ConditionalRate Conditional(int segment, int point, PriorNodes shape)
    {
        var logDensity = new double[SessionCurves.Nodes];
        var (low, step) = Fill(segments[segment], point, shape, 1, logDensity);
        return new ConditionalRate(low, step, logDensity);
    }

    private double[] ByConcentration(double u, double v)
    {
        var (alpha, beta) = HyperGrid.Shapes(u, v);
        var shape = new PriorNodes(alpha, beta);
        var sums = new double[logs.Length];
        Span<double> buffer = stackalloc double[((SessionCurves.Nodes - 1) / 2) + 1];
        for (var c = 0; c < sums.Length; c++)
        {
            // Uniform intraclass correlation 1 / (1 + c), on the scale of log c.
            sums[c] = logs[c] - (2 * Transform.Softplus(logs[c]));
            foreach (var segment in segments)
            {
                var (_, step) = Fill(segment, c, shape, 2, buffer);
                double top = double.NegativeInfinity, sum = 0;
                foreach (var log in buffer) top = Math.Max(top, log);
                foreach (var log in buffer) sum += Math.Exp(log - top);
                sums[c] += top + Math.Log(sum * step);
            }
        }

        return sums;
    }

    /// <summary>Log density of one segment's rate on every so many nodes of the narrower of prior and likelihood; gives the first node and the distance.</summary>
    private static (double Low, double Step) Fill(SessionCurves segment, int c, PriorNodes shape, int stride, Span<double> logDensity)
    {
        var table = segment.Table(c);
        if (shape.Width < table.Step * (SessionCurves.Nodes - 1))
        {
            for (var i = 0; i < logDensity.Length; i++) logDensity[i] = shape.Log[i * stride] + segment.At(c, shape.Low + (i * stride * shape.Step));
            return (shape.Low, shape.Step * stride);
        }

        for (var i = 0; i < logDensity.Length; i++)
        {
            var m = i * stride;
            logDensity[i] = table.Log[m] + shape.At(table.Low + (m * table.Step), table.Softplus[m]);
        }

        return (table.Low, table.Step * stride);
    }

    /// <summary>Where the concentration of sessions is plausible at all, each segment at its best rate.</summary>
    private static double[] Range(IReadOnlyList<SessionCurves> raw)
    {
        double Profile(double log) => raw.AsParallel().AsOrdered().Select(segment => segment.Peak(Math.Exp(log))).ToArray().Sum();
        double[] scan = [.. Enumerable.Range(0, 20).Select(i => LowestLog + ((HighestLog - LowestLog) * i / 19))], values = [.. scan.Select(Profile)];
        var top = Array.IndexOf(values, values.Max());
        var best = Golden(Profile, scan[Math.Max(0, top - 1)], scan[Math.Min(19, top + 1)]);
        var floor = Math.Max(Profile(best), values[top]) - 16;
        double low = Edge(best, LowestLog), high = Edge(best, HighestLog);
        var points = Math.Max(15, (int)Math.Ceiling((high - low) / 0.5));
        return [.. Enumerable.Range(0, points).Select(i => low + ((high - low) * i / (points - 1)))];

        double Edge(double inside, double outside)
        {
            if (Profile(outside) > floor) return outside;
            for (var i = 0; i < 12; i++)
            {
                var middle = (inside + outside) / 2;
                if (Profile(middle) > floor) inside = middle;
                else outside = middle;
            }

            return outside;
        }
    }

    private static double Golden(Func<double, double> f, double low, double high)
    {
        for (var i = 0; i < 12; i++)
        {
            double left = low + (0.382 * (high - low)), right = low + (0.618 * (high - low));
            if (f(left) > f(right)) high = right;
            else low = left;
        }

        return (low + high) / 2;
    }

    /// <summary>The Beta density of the rates of segments, on the logit scale.</summary>
    internal sealed class PriorNodes
    {
        private readonly double alpha;
        private readonly double beta;
        private readonly double constant;

        internal PriorNodes(double alpha, double beta)
        {
            (this.alpha, this.beta) = (alpha, beta);
            constant = -SpecialFunctions.BetaLn(alpha, beta);
            var peak = Math.Log(alpha / beta);
            var top = At(peak);
            double low = Edge(-1), high = Edge(1);
            Low = peak - low;
            Width = low + high;
            Step = Width / (SessionCurves.Nodes - 1);
            Log = [.. Enumerable.Range(0, SessionCurves.Nodes).Select(m => At(Low + (m * Step)))];

            double Edge(int side)
            {
                double inside = 0, outside = 0.01;
                while (At(peak + (side * outside)) > top - 25) (inside, outside) = (outside, outside * 2);
                for (var i = 0; i < 6; i++)
                {
                    var middle = (inside + outside) / 2;
                    if (At(peak + (side * middle)) > top - 25) inside = middle;
                    else outside = middle;
                }

                return outside;
            }
        }

        internal double Low { get; }

        internal double Step { get; }

        internal double Width { get; }

        internal double[] Log { get; }

        internal double At(double logit) => At(logit, Transform.Softplus(logit));

        /// <summary>The same where ln(1 + e^logit) is known.</summary>
        internal double At(double logit, double softplus) => constant + (alpha * logit) - ((alpha + beta) * softplus);
    }
}

/// <summary>A density of a rate on evenly spaced logits.</summary>
/// <param name="Low">First logit.</param>
/// <param name="Step">Distance of the logits.</param>
/// <param name="LogDensity">Log density there, not normalised.</param>
internal readonly record struct ConditionalRate(double Low, double Step, double[] LogDensity)
{
    /// <summary>Mean and second moment of the rate.</summary>
    internal (double Mean, double Square) Moments()
    {
        var weights = LogSumExp.Normalise(LogDensity);
        double mean = 0, square = 0;
        for (var m = 0; m < weights.Length; m++)
        {
            var rate = Transform.InverseLogit(Low + (m * Step));
            mean += weights[m] * rate;
            square += weights[m] * rate * rate;
        }

        return (mean, square);
    }

    internal double Draw(RandomStream stream)
    {
        var weights = LogSumExp.Normalise(LogDensity);
        var left = stream.NextDouble();
        var m = 0;
        while (m < weights.Length - 1 && (left -= weights[m]) > 0) m++;
        return Transform.InverseLogit(Low + (Step * (m + stream.NextDouble() - 0.5)));
    }
}
