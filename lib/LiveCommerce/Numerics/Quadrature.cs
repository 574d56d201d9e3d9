namespace LiveCommerce.Numerics;

/// <summary>Integrals in one dimension.</summary>
public static class Quadrature
{
    /// <summary>Gauss-Legendre rule on [a, b]: exact for polynomials of degree 2n - 1.</summary>
    /// <param name="n">Nodes, at least 1.</param>
    /// <param name="a">Lower end.</param>
    /// <param name="b">Upper end.</param>
    /// <exception cref="InputException">No node, or an end that is not finite.</exception>
    public static QuadratureRule GaussLegendre(int n, double a, double b)
    {
        Guard.AtLeast(n, 1, "n");
        double half = (Guard.Finite(b, "b") - Guard.Finite(a, "a")) / 2, middle = (a + b) / 2;
        var nodes = new double[n];
        var weights = new double[n];
        for (var i = 0; i < (n + 1) / 2; i++)
        {
            var z = Math.Cos(Math.PI * (i + 0.75) / (n + 0.5));
            double slope = 0;
            for (var step = 0; step < 100; step++)
            {
                double p = 1, before = 0;
                for (var j = 1; j <= n; j++) (p, before) = ((((2 * j) - 1) * z * p / j) - ((j - 1.0) * before / j), p);
                slope = n * ((z * p) - before) / ((z * z) - 1);
                var move = p / slope;
                z -= move;
                if (Math.Abs(move) < 1e-15) break;
            }

            nodes[i] = middle - (half * z);
            nodes[n - 1 - i] = middle + (half * z);
            weights[i] = weights[n - 1 - i] = 2 * half / ((1 - (z * z)) * slope * slope);
        }

        return new QuadratureRule(nodes, weights);
    }

    /// <summary>Gauss-Hermite rule for the weight exp(-x^2) on the whole line.</summary>
    /// <param name="n">Nodes, 1 to 200.</param>
    /// <exception cref="InputException">Outside that range.</exception>
    /// <remarks>Eigenvalues of the Jacobi matrix (Golub and Welsch 1969), polished by Newton on the orthonormal recurrence.</remarks>
    public static QuadratureRule GaussHermite(int n)
    {
        if (n is < 1 or > 200)
        {
            throw new InputException("MODEL112", "'n'", FormattableString.Invariant($"it was {n}"), "1 to 200 nodes are offered", "take fewer nodes");
        }

        var jacobi = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(n, n);
        for (var i = 1; i < n; i++) jacobi[i, i - 1] = jacobi[i - 1, i] = Math.Sqrt(i / 2.0);
        var nodes = n == 1 ? [0.0] : jacobi.Evd(MathNet.Numerics.LinearAlgebra.Symmetricity.Symmetric).EigenValues.Select(z => z.Real).Order().ToArray();
        var weights = new double[n];
        for (var i = 0; i < n; i++)
        {
            var z = i < n / 2 ? 0.5 * (nodes[i] - nodes[n - 1 - i]) : n % 2 == 1 && i == n / 2 ? 0 : -nodes[n - 1 - i];
            var before = 0.0;
            for (var step = 0; step < 3; step++)
            {
                double p = Math.Pow(Math.PI, -0.25);
                before = 0;
                for (var j = 1; j <= n; j++) (p, before) = ((z * Math.Sqrt(2.0 / j) * p) - (Math.Sqrt((j - 1.0) / j) * before), p);
                z -= p / (Math.Sqrt(2.0 * n) * before);
            }

            nodes[i] = z;
            weights[i] = 1 / (n * before * before);
        }

        return new QuadratureRule(nodes, weights);
    }

    /// <summary>Adaptive Gauss-Kronrod (7, 15) integral on [a, b].</summary>
    /// <param name="f">The function; finite inside the interval.</param>
    /// <param name="a">Lower end, may be negative infinity.</param>
    /// <param name="b">Upper end, may be infinity.</param>
    /// <param name="tolerance">Absolute and relative error aimed at.</param>
    /// <exception cref="InputException">A NaN end, or a tolerance that is not above 0.</exception>
    /// <exception cref="NotIdentifiedException">The function is not finite at a node, or 2000 pieces do not suffice.</exception>
    public static double Adaptive(Func<double, double> f, double a, double b, double tolerance = 1e-10)
    {
        ArgumentNullException.ThrowIfNull(f);
        Guard.Positive(tolerance, "tolerance");
        if (double.IsNaN(a) || double.IsNaN(b)) Guard.Finite(double.NaN, double.IsNaN(a) ? "a" : "b");
        if (a == b) return 0;
        if (a > b) return -Adaptive(f, b, a, tolerance);
        return double.IsInfinity(a) || double.IsInfinity(b) ? Kronrod.Integrate(Line(f, a, b), 0, 1, tolerance) : Kronrod.Integrate(f, a, b, tolerance);
    }

    private static Func<double, double> Line(Func<double, double> f, double a, double b)
    {
        if (double.IsInfinity(a) && double.IsInfinity(b))
        {
            return t =>
            {
                var x = (1 - t) / t;
                return (f(x) + f(-x)) / (t * t);
            };
        }

        return double.IsInfinity(b) ? t => f(a + ((1 - t) / t)) / (t * t) : t => f(b - ((1 - t) / t)) / (t * t);
    }
}
