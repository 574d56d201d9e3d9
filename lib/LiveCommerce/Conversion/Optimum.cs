using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Conversion;

/// <summary>A minimum found by BFGS on free parameters, with central differences and a line search that only accepts less.</summary>
internal sealed record Optimum(double[] Point, double Value, bool Converged)
{
    internal static Optimum Find(Func<double[], double> f, double[] start, double scale = 1, int most = 200)
    {
        var n = start.Length;
        double[] x = [.. start];
        var value = f(x);
        var inverse = Identity(n);
        var gradient = Gradient(f, x);
        for (var step = 0; step < most; step++)
        {
            if (gradient.All(g => Math.Abs(g) < 1e-7 * (1 + Math.Abs(value)) * scale)) return new Optimum(x, value, true);
            var direction = Times(inverse, gradient);
            var slope = -Dot(direction, gradient);
            if (!(slope < 0))
            {
                inverse = Identity(n);
                direction = [.. gradient];
                slope = -Dot(direction, gradient);
            }

            var length = Math.Min(1, 3 / Math.Sqrt(Dot(direction, direction)));
            double[] next;
            double nextValue;
            var halvings = 0;
            while (true)
            {
                var by = length;
                next = [.. x.Select((v, i) => v - (by * direction[i]))];
                nextValue = f(next);
                if (nextValue <= value + (1e-4 * length * slope)) break;
                if (++halvings > 40) return new Optimum(x, value, gradient.All(g => Math.Abs(g) < 1e-3 * (1 + Math.Abs(value))));
                length /= 2;
            }

            var nextGradient = Gradient(f, next);
            Update(inverse, [.. next.Select((v, i) => v - x[i])], [.. nextGradient.Select((g, i) => g - gradient[i])]);
            var small = Math.Abs(value - nextValue) < 1e-13 * (1 + Math.Abs(value));
            (x, value, gradient) = (next, nextValue, nextGradient);
            if (small) return new Optimum(x, value, true);
        }

        return new Optimum(x, value, false);
    }

    /// <summary>Second derivatives by central differences.</summary>
    internal static Matrix<double> Hessian(Func<double[], double> f, double[] x, double step = 1e-3)
    {
        var n = x.Length;
        double[] h = [.. x.Select(v => step * Math.Max(0.1, Math.Abs(v)))];
        var centre = f(x);
        return Matrix<double>.Build.Dense(n, n, (i, j) => 0).MapIndexed((i, j, _) => i > j ? 0 : Entry(i, j)) is var upper
            ? upper + upper.StrictlyUpperTriangle().Transpose()
            : upper;

        double Entry(int i, int j)
        {
            if (i == j) return (At(i, 1, i, 0) - (2 * centre) + At(i, -1, i, 0)) / (h[i] * h[i]);
            return (At(i, 1, j, 1) - At(i, 1, j, -1) - At(i, -1, j, 1) + At(i, -1, j, -1)) / (4 * h[i] * h[j]);
        }

        double At(int i, int a, int j, int b)
        {
            double[] moved = [.. x];
            moved[i] += a * h[i];
            moved[j] += b * h[j];
            return f(moved);
        }
    }

    private static double[] Gradient(Func<double[], double> f, double[] x)
    {
        var gradient = new double[x.Length];
        double[] moved = [.. x];
        for (var i = 0; i < x.Length; i++)
        {
            var h = 6e-6 * Math.Max(0.1, Math.Abs(x[i]));
            moved[i] = x[i] + h;
            var above = f(moved);
            moved[i] = x[i] - h;
            gradient[i] = (above - f(moved)) / (2 * h);
            moved[i] = x[i];
        }

        return gradient;
    }

    private static void Update(double[][] inverse, double[] s, double[] y)
    {
        var sy = Dot(s, y);
        if (sy <= 1e-14) return;
        var hy = Times(inverse, y);
        var factor = (1 + (Dot(y, hy) / sy)) / sy;
        for (var i = 0; i < s.Length; i++)
            for (var j = 0; j < s.Length; j++)
                inverse[i][j] += (factor * s[i] * s[j]) - (((hy[i] * s[j]) + (s[i] * hy[j])) / sy);
    }

    private static double[][] Identity(int n) => [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0).ToArray())];

    private static double[] Times(double[][] matrix, double[] vector) => [.. matrix.Select(row => Dot(row, vector))];

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
