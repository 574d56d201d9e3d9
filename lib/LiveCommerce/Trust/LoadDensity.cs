using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>Beta-binomial counts of a panel under a prior, the constant of each KOL integrated.</summary>
/// <remarks>
/// Precision m = (1 - rho) / rho of the intraclass correlation rho: the rate of a session is Beta(h m, (1 - h) m). The integrals over the constants are adaptive Gauss-Hermite sums about the peak of each
/// (Liu and Pierce 1994), with more nodes where a KOL has fewer events.
/// </remarks>
internal sealed class LoadDensity
{
    // A log odds beyond these ends is as good as a chance of 0 or 1.
    private const double End = 80;

    private static readonly QuadratureRule Few = Quadrature.GaussHermite(3), Some = Quadrature.GaussHermite(7), Many = Quadrature.GaussHermite(15);

    private readonly LoadPanel panel;
    private readonly GroupedRows rows;
    private readonly double[] events;
    private readonly double[] others;
    private readonly double[] trials;
    private readonly double[][] controls;
    private readonly double[] means;
    private readonly double[] precisions;
    private readonly double constantMean;
    private readonly double constantPrecision;

    public LoadDensity(LoadPanel panel, SponsoredLoadPrior prior, int controls)
    {
        this.panel = panel;
        rows = new GroupedRows(panel.Group, panel.Kols);
        events = rows.Spread([.. panel.Rows.Select(row => row.Events)]);
        trials = rows.Spread([.. panel.Rows.Select(row => row.Trials)]);
        others = [.. trials.Zip(events, (n, y) => n - y)];
        this.controls = [.. Enumerable.Range(0, controls).Select(i => rows.Spread(panel.Control(i)))];
        means = [prior.SlopeBelowMean, prior.BendMean, .. new double[controls]];
        precisions = [.. new[] { prior.SlopeBelowDeviation, prior.BendDeviation }.Concat(Enumerable.Repeat(prior.ControlDeviation, controls)).Select(sd => 1 / (sd * sd))];
        (constantMean, constantPrecision) = (prior.ConstantMean, 1 / (prior.ConstantDeviation * prior.ConstantDeviation));
    }

    public int Slopes => means.Length;

    /// <summary>Load of each place at a persistence.</summary>
    public double[] Load(double persistence) => rows.Spread(panel.Load(persistence));

    /// <summary>Highest point of the posterior at a persistence, threshold and precision.</summary>
    /// <param name="Constants">Of the KOLs.</param>
    /// <param name="Slopes">Below, bend, controls.</param>
    /// <param name="LogMass">ln of the mass about it by a normal (Laplace) approximation, up to what is the same at every point.</param>
    /// <param name="Factor">Lower triangle C; C C' is the information on the slopes.</param>
    /// <param name="Carried">How much each constant falls per unit of each slope, KOL by KOL.</param>
    internal sealed record Peak(double[] Constants, double[] Slopes, double LogMass, double[,] Factor, double[] Carried);

    /// <summary>Newton's method over constants and slopes; null when it finds no peak.</summary>
    /// <param name="load">Load of each place.</param>
    /// <param name="threshold">Threshold.</param>
    /// <param name="precision">Precision of the rates.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="tolerance">Twice the log density that the last step may still gain; that step is taken on trust, for the surface is about a parabola.</param>
    public Peak? Highest(double[] load, double threshold, double precision, Peak start, double tolerance)
    {
        var borrowed = Borrow(4);
        try
        {
            Over(load, threshold, borrowed[3]);
            return Highest([load, borrowed[3], .. controls], precision, start, tolerance, borrowed[0], borrowed[1], borrowed[2]);
        }
        finally
        {
            Return(borrowed);
        }
    }

    private Peak? Highest(double[][] columns, double precision, Peak start, double tolerance, double[] eta, double[] score, double[] information)
    {
        double[] a = [.. start.Constants], b = [.. start.Slopes];
        var system = new ArrowSystem(rows, Slopes);
        double reached = double.NegativeInfinity, part = 1;
        for (var step = 0; step < 100; step++)
        {
            Array.Clear(eta, 0, rows.Length);
            Predict(columns, b, eta);
            var value = PriorOfSlopes(b) + Collect(system, columns, a, b, eta, precision, score, information, false);
            if (!(value >= reached - 1e-9 * (1 + Math.Abs(reached))))
            {
                // Too far: back half of the way.
                part /= 2;
                if (part < 1e-6) return null;
                Move(a, system.MoveConstants, -part);
                Move(b, system.MoveSlopes, -part);
                continue;
            }

            (reached, part) = (value, 1);
            if (!system.Solve())
            {
                Collect(system, columns, a, b, eta, precision, score, information, true);
                if (!system.Solve()) return null;
            }

            Move(a, system.MoveConstants, 1);
            Move(b, system.MoveSlopes, 1);
            if (system.Gain < tolerance) return new(a, b, value + system.Gain / 2 - Rising(precision) - system.LogDeterminant / 2, system.Factor, system.Carried());
        }

        return null;
    }

    private static void Move(double[] values, double[] by, double part)
    {
        for (var i = 0; i < values.Length; i++) values[i] += part * by[i];
    }

    /// <summary>ln of the posterior density of the slopes at a persistence, threshold and precision, the constants integrated; up to what is the same everywhere.</summary>
    /// <param name="persistence">Persistence of the load.</param>
    /// <param name="threshold">Threshold.</param>
    /// <param name="precision">Precision of the rates.</param>
    /// <param name="slopes">Below, bend, controls.</param>
    /// <param name="near">A peak near by.</param>
    [MethodImpl(VectorLoop.Whole)]
    public double Log(double persistence, double threshold, double precision, double[] slopes, Peak near)
    {
        var borrowed = Borrow(2);
        try
        {
            var eta = borrowed[0];
            panel.Load(persistence, borrowed[1]);
            rows.Spread(borrowed[1], eta);
            for (var i = 0; i < rows.Length; i++) eta[i] = slopes[0] * eta[i] + slopes[1] * Math.Max(0, eta[i] - threshold);
            Predict(controls, slopes.AsSpan(2), eta);
            var sum = PriorOfSlopes(slopes) - Rising(precision);
            for (var g = 0; g < rows.Groups; g++)
            {
                var a = near.Constants[g];
                for (var j = 0; j < slopes.Length; j++) a -= near.Carried[g * slopes.Length + j] * (slopes[j] - near.Slopes[j]);
                sum += LogIntegral(g, a, eta, precision);
            }

            return sum;
        }
        finally
        {
            Return(borrowed);
        }
    }

    /// <summary>Arrays of at least the length of the rows: made anew at each of thousands of calls, they would keep the collector busy.</summary>
    private double[][] Borrow(int count) => [.. Enumerable.Range(0, count).Select(_ => ArrayPool<double>.Shared.Rent(rows.Length))];

    private static void Return(double[][] borrowed)
    {
        foreach (var array in borrowed) ArrayPool<double>.Shared.Return(array);
    }

    /// <summary>ln of the integral over the constant of one KOL, up to the constant of its prior.</summary>
    private double LogIntegral(int g, double a, double[] eta, double precision)
    {
        double information = 0;
        for (var step = 0; step < 30; step++)
        {
            var sum = Derive(g, a, eta, precision, null, null);
            information = sum.Information + constantPrecision;
            // Where the surface is hollow the rate is far from its peak: the prior's curvature gives a short step towards it.
            if (!(information > constantPrecision / 2)) information = constantPrecision + Math.Abs(sum.Information);
            var score = sum.Score - constantPrecision * (a - constantMean);
            var move = Math.Clamp(score / information, -3, 3);
            a += move;
            if (move * move * information < 0.04) break;
        }

        var rule = information > 40 ? Few : information > 8 ? Some : Many;
        var scale = Math.Sqrt(2 / information);
        double top = double.NegativeInfinity, total = 0;
        for (var i = 0; i < rule.Nodes.Count; i++)
        {
            double z = rule.Nodes[i], at = a + scale * z;
            var log = Math.Log(rule.Weights[i]) + z * z + Value(g, at, eta, precision) - constantPrecision * (at - constantMean) * (at - constantMean) / 2;
            if (log > top) (total, top) = (total * Math.Exp(top - log) + 1, log);
            else total += Math.Exp(log - top);
        }

        return top + Math.Log(total * scale);
    }

    [MethodImpl(VectorLoop.Whole)]
    private static void Over(double[] load, double threshold, double[] over)
    {
        for (var i = 0; i < load.Length; i++) over[i] = Math.Max(0, load[i] - threshold);
    }

    [MethodImpl(VectorLoop.Whole)]
    private void Predict(double[][] columns, ReadOnlySpan<double> slopes, double[] eta)
    {
        var to = MemoryMarshal.Cast<double, Vector256<double>>(eta.AsSpan(0, rows.Length));
        for (var j = 0; j < columns.Length; j++)
        {
            var b = Vector256.Create(slopes[j]);
            var x = MemoryMarshal.Cast<double, Vector256<double>>(columns[j].AsSpan(0, rows.Length));
            for (var i = 0; i < to.Length; i++) to[i] += b * x[i];
        }
    }

    /// <summary>Where to begin when nothing is known: the share of events of each KOL and the prior's slopes.</summary>
    public Peak Start()
    {
        var constants = new double[rows.Groups];
        for (var g = 0; g < constants.Length; g++)
        {
            double y = 0.5, n = 1;
            for (var i = rows.Begin[g]; i < rows.Begin[g + 1]; i++) (y, n) = (y + events[i], n + trials[i]);
            constants[g] = Math.Log(y / (n - y));
        }

        return new Peak(constants, [.. means], double.NegativeInfinity, new double[Slopes, Slopes], new double[rows.Groups * Slopes]);
    }

    private double PriorOfSlopes(double[] b)
    {
        double sum = 0;
        for (var j = 0; j < b.Length; j++) sum -= precisions[j] * (b[j] - means[j]) * (b[j] - means[j]) / 2;
        return sum;
    }

    private double Collect(ArrowSystem system, double[][] columns, double[] a, double[] b, double[] eta, double precision, double[] score, double[] information, bool positive)
    {
        system.Begin(b, means, precisions);
        var value = 0.0;
        for (var g = 0; g < rows.Groups; g++)
        {
            var sum = Derive(g, a[g], eta, precision, score, information, positive);
            var from = a[g] - constantMean;
            value += sum.Value - constantPrecision * from * from / 2;
            system.Add(g, sum.Score - constantPrecision * from, sum.Information + constantPrecision, columns, score, information);
        }

        return value;
    }

    private readonly record struct Sums(double Value, double Score, double Information);

    /// <summary>ln of the likelihood of one KOL's rows and its derivatives by the log odds, less <see cref="Rising"/>; row by row where arrays are given.</summary>
    [MethodImpl(VectorLoop.Whole)]
    private Sums Derive(int g, double constant, double[] eta, double precision, double[]? score, double[]? information, bool positive = false)
    {
        Vector256<double> value = Vector256<double>.Zero, first = value, second = value, m = Vector256.Create(precision), one = Vector256<double>.One;
        for (var i = rows.Begin[g]; i < rows.Begin[g + 1]; i += Vector256<double>.Count)
        {
            var odds = Odds(eta, i, constant);
            Vector256<double> other = one / (one + odds), h = odds * other;
            var yes = RisingFactorial.WithDerivatives(h * m, Vector256.LoadUnsafe(ref events[i]));
            var no = RisingFactorial.WithDerivatives(other * m, Vector256.LoadUnsafe(ref others[i]));
            Vector256<double> slope = h * other * m, s = slope * (yes.First - no.First), w = -(slope * slope * (yes.Second + no.Second) + (one - h - h) * s);
            if (positive) w = Vector256.Max(w, Vector256<double>.Zero);
            value += yes.Log + no.Log;
            first += s;
            second += w;
            if (score is null) continue;
            s.StoreUnsafe(ref score[i]);
            w.StoreUnsafe(ref information![i]);
        }

        return new(Vector256.Sum(value), Vector256.Sum(first), Vector256.Sum(second));
    }

    [MethodImpl(VectorLoop.Whole)]
    private double Value(int g, double constant, double[] eta, double precision)
    {
        Vector256<double> value = Vector256<double>.Zero, m = Vector256.Create(precision), one = Vector256<double>.One;
        for (var i = rows.Begin[g]; i < rows.Begin[g + 1]; i += Vector256<double>.Count)
        {
            var odds = Odds(eta, i, constant);
            var other = one / (one + odds);
            value += RisingFactorial.Log(odds * other * m, Vector256.LoadUnsafe(ref events[i])) + RisingFactorial.Log(other * m, Vector256.LoadUnsafe(ref others[i]));
        }

        return Vector256.Sum(value);
    }

    private static Vector256<double> Odds(double[] eta, int i, double constant) =>
        BaseTwo.Exp(Vector256.Min(Vector256.Max(Vector256.LoadUnsafe(ref eta[i]) + Vector256.Create(constant), Vector256.Create(-End)), Vector256.Create(End)));

    /// <summary>The part of the likelihood that the precision alone decides.</summary>
    [MethodImpl(VectorLoop.Whole)]
    private double Rising(double precision)
    {
        Vector256<double> sum = Vector256<double>.Zero, m = Vector256.Create(precision);
        for (var i = 0; i < trials.Length; i += Vector256<double>.Count) sum += RisingFactorial.Log(m, Vector256.LoadUnsafe(ref trials[i]));
        return Vector256.Sum(sum);
    }
}
