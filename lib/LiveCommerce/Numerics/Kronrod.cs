namespace LiveCommerce.Numerics;

/// <summary>Gauss-Kronrod (7, 15) with the worst piece halved first, as QUADPACK's QAG.</summary>
internal static class Kronrod
{
    private static readonly double[] Nodes =
        [0.991455371120812639206854697526329, 0.949107912342758524526189684047851, 0.864864423359769072789712788640926, 0.741531185599394439863864773280788, 0.586087235467691130294144691258480, 0.405845151377397166906606412076961, 0.207784955007898467600689403773245, 0];

    private static readonly double[] Wide =
        [0.022935322010529224963732008058970, 0.063092092629978553290700663189204, 0.104790010322250183839876322541518, 0.140653259715525918745189590510238, 0.169004726639267902826583426598550, 0.190350578064785409913256402421014, 0.204432940075298892414161999234649, 0.209482141084727828012999174891714];

    private static readonly double[] Narrow =
        [0.129484966168869693270611432679082, 0.279705391489276667901467771423780, 0.381830050505118944950369775488975, 0.417959183673469387755102040816327];

    public static double Integrate(Func<double, double> f, double a, double b, double tolerance)
    {
        var pieces = new PriorityQueue<(double A, double B, double Value, double Error), double>();
        double value = 0, error = 0;
        void Add(double low, double high)
        {
            var (v, e) = Piece(f, low, high);
            value += v;
            error += e;
            pieces.Enqueue((low, high, v, e), -e);
        }

        Add(a, b);
        for (var step = 0; error > tolerance * Math.Max(1, Math.Abs(value)); step++)
        {
            var (low, high, v, e) = pieces.Dequeue();
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high || (step > 50 && error < 1e-14 * Math.Abs(value))) break;
            if (step == 2000)
            {
                throw new NotIdentifiedException("MODEL113", "integral", FormattableString.Invariant($"error {error:G3} after 2000 pieces"),
                    "the function is too rough or the integral diverges", "split the interval at the rough point, or transform it");
            }

            value -= v;
            error -= e;
            Add(low, middle);
            Add(middle, high);
        }

        return Moments.Sum(pieces.UnorderedItems.Select(item => item.Element).OrderBy(piece => piece.A).Select(piece => piece.Value));
    }

    private static (double Value, double Error) Piece(Func<double, double> f, double a, double b)
    {
        double middle = (a + b) / 2, half = (b - a) / 2;
        var centre = Take(f, middle);
        double wide = Wide[7] * centre, narrow = Narrow[3] * centre;
        for (var i = 0; i < 7; i++)
        {
            var pair = Take(f, middle - (half * Nodes[i])) + Take(f, middle + (half * Nodes[i]));
            wide += Wide[i] * pair;
            if (i % 2 == 1) narrow += Narrow[i / 2] * pair;
        }

        return (wide * half, Math.Abs((wide - narrow) * half));
    }

    private static double Take(Func<double, double> f, double x)
    {
        var y = f(x);
        return double.IsFinite(y)
            ? y
            : throw new NotIdentifiedException("MODEL114", FormattableString.Invariant($"integrand at {x:G6}"), FormattableString.Invariant($"it was {y}"),
                "the integrand must be finite inside the interval", "take logarithms, or cut the interval at the pole");
    }
}
