namespace LiveCommerce.Numerics;

/// <summary>The simplex search behind <see cref="Minimiser"/>, counted and restarted.</summary>
internal sealed class NelderMead(Func<double[], double> f, MinimiserOptions options)
{
    public int Evaluations { get; private set; }

    public bool Exhausted { get; private set; }

    public double Take(double[] x)
    {
        Evaluations++;
        return Minimiser.Wall(f([.. x]));
    }

    public (double[] Point, double Value) From(double[] start)
    {
        var point = start;
        var value = Take(start);
        if (start.Length == 0) return (point, value);
        for (var restart = 0; restart < 8; restart++)
        {
            var (next, reached) = Run(point, restart == 0 ? options.InitialStep : options.InitialStep / (1 << restart));
            var settled = !(value - reached > options.Tolerance * Math.Max(1, Math.Abs(reached)));
            if (reached <= value) (point, value) = (next, reached);
            if (Exhausted || (restart > 0 && settled)) break;
        }

        return (point, value);
    }

    private (double[] Point, double Value) Run(double[] start, double size)
    {
        var n = start.Length;
        double expand = 1 + (2.0 / Math.Max(2, n)), contract = 0.75 - (0.5 / Math.Max(2, n)), shrink = 1 - (1.0 / Math.Max(2, n));
        var simplex = new double[n + 1][];
        var values = new double[n + 1];
        for (var i = 0; i <= n; i++)
        {
            simplex[i] = [.. start];
            if (i > 0) simplex[i][i - 1] += size * Math.Max(1, Math.Abs(start[i - 1]));
            values[i] = Take(simplex[i]);
        }

        while (true)
        {
            Array.Sort(values, simplex);
            if (Evaluations > options.MaxEvaluations)
            {
                Exhausted = true;
                break;
            }

            if (Small(simplex, values)) break;
            var centre = new double[n];
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++) centre[j] += simplex[i][j] / n;
            }

            var reflected = Along(centre, simplex[n], -1);
            var value = Take(reflected);
            if (value < values[0])
            {
                var far = Along(centre, simplex[n], -expand);
                var farther = Take(far);
                (simplex[n], values[n]) = farther < value ? (far, farther) : (reflected, value);
            }
            else if (value < values[n - 1])
            {
                (simplex[n], values[n]) = (reflected, value);
            }
            else
            {
                var near = Along(centre, simplex[n], value < values[n] ? -contract : contract);
                var nearer = Take(near);
                if (nearer < Math.Min(value, values[n])) (simplex[n], values[n]) = (near, nearer);
                else Shrink(simplex, values, shrink);
            }
        }

        return (simplex[0], values[0]);
    }

    private bool Small(double[][] simplex, double[] values)
    {
        if (double.IsPositiveInfinity(values[0])) return Width(simplex) < 1e-12;
        var flat = values[^1] - values[0] <= options.Tolerance * 0.01 * Math.Max(1, Math.Abs(values[0]));
        var width = Width(simplex);
        return (flat && width < 1e-6) || width < 1e-13;
    }

    private static double Width(double[][] simplex)
    {
        var width = 0.0;
        for (var i = 1; i < simplex.Length; i++)
        {
            for (var j = 0; j < simplex[0].Length; j++)
                width = Math.Max(width, Math.Abs(simplex[i][j] - simplex[0][j]) / Math.Max(1, Math.Abs(simplex[0][j])));
        }

        return width;
    }

    private static double[] Along(double[] centre, double[] worst, double factor)
    {
        var point = new double[centre.Length];
        for (var j = 0; j < point.Length; j++) point[j] = centre[j] + (factor * (worst[j] - centre[j]));
        return point;
    }

    private void Shrink(double[][] simplex, double[] values, double factor)
    {
        for (var i = 1; i < simplex.Length; i++)
        {
            simplex[i] = Along(simplex[0], simplex[i], factor);
            values[i] = Take(simplex[i]);
        }
    }
}
