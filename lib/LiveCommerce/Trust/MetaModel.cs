using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Trust;

/// <summary>Weighted sums of y = X b + u + e at a given variance between studies; all estimators rest on them.</summary>
internal sealed class MetaModel(double[] y, double[] v, double[][] x)
{
    public int K => y.Length;

    public int P => x[0].Length;

    /// <summary>Sums at one variance between studies: residual sum Q = y'Py, y'PPy, traces of P and PP.</summary>
    internal sealed record Sums(double[] Beta, double[,] Inverse, double Q, double Ypp, double TraceP, double TracePp, double SumW, double SumW2, double LogDet);

    public Sums At(double tau2, bool unit = false)
    {
        var p = P;
        double[,] a = new double[p, p], a2 = new double[p, p], a3 = new double[p, p];
        var b = new double[p];
        double sw = 0, sw2 = 0, logDet = 0;
        for (var i = 0; i < K; i++)
        {
            var w = unit ? 1 : 1 / (v[i] + tau2);
            sw += w;
            sw2 += w * w;
            logDet -= Math.Log(w);
            for (var r = 0; r < p; r++)
            {
                b[r] += w * x[i][r] * y[i];
                for (var c = 0; c < p; c++)
                {
                    var xx = x[i][r] * x[i][c] * w;
                    a[r, c] += xx;
                    a2[r, c] += xx * w;
                    a3[r, c] += xx * w * w;
                }
            }
        }

        var (inverse, det) = Invert(a);
        var beta = new double[p];
        for (var r = 0; r < p; r++)
            for (var c = 0; c < p; c++) beta[r] += inverse[r, c] * b[c];
        double q = 0, ypp = 0;
        for (var i = 0; i < K; i++)
        {
            var w = unit ? 1 : 1 / (v[i] + tau2);
            var residual = y[i];
            for (var r = 0; r < p; r++) residual -= x[i][r] * beta[r];
            q += w * residual * residual;
            ypp += w * w * residual * residual;
        }

        var m = Product(inverse, a2);
        return new Sums(beta, inverse, q, ypp, sw - Trace(m), sw2 - 2 * Trace(Product(inverse, a3)) + Trace(Product(m, m)), sw, sw2, logDet + det);
    }

    public double Tau2(HeterogeneityMethod method)
    {
        double df = K - P;
        switch (method)
        {
            case HeterogeneityMethod.Common: return 0;
            case HeterogeneityMethod.DerSimonianLaird:
                var at = At(0);
                return Math.Max(0, (at.Q - df) / at.TraceP);
            case HeterogeneityMethod.HunterSchmidt:
                var hs = At(0);
                return Math.Max(0, (hs.Q - K) / hs.SumW);
            case HeterogeneityMethod.Hedges:
                var he = At(0, unit: true);
                return Math.Max(0, (he.Q - HedgesTrace(he.Inverse)) / df);
            case HeterogeneityMethod.SidikJonkman:
                var start = Numerics.Moments.Of(y).Variance * (K - 1) / K;
                return start == 0 ? 0 : start * At(start).Q / df;
            case HeterogeneityMethod.PauleMandel: return RootOfQ(df);
            default: return Score(method == HeterogeneityMethod.Reml);
        }
    }

    /// <summary>The variance at which Q falls to <paramref name="target"/>; 0 when it is below already.</summary>
    public double RootOfQ(double target)
    {
        if (At(0).Q <= target) return 0;
        var high = 1e-6 + v.Max();
        while (At(high).Q > target) high *= 2;
        double low = 0;
        for (var i = 0; i < 200 && high - low > 1e-14 * (1 + high); i++)
        {
            var middle = (low + high) / 2;
            if (At(middle).Q > target) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }

    /// <summary>Fisher scoring from the Hedges start, kept at 0 or above.</summary>
    private double Score(bool restricted)
    {
        var tau2 = Tau2(HeterogeneityMethod.Hedges);
        for (var i = 0; i < 1000; i++)
        {
            var at = At(tau2);
            var step = restricted ? (at.Ypp - at.TraceP) / at.TracePp : (at.Ypp - at.SumW) / at.SumW2;
            var next = Math.Max(0, tau2 + step);
            if (Math.Abs(next - tau2) <= 1e-13 * (1 + tau2)) return next;
            tau2 = next;
        }

        return tau2;
    }

    private double HedgesTrace(double[,] inverse)
    {
        double sum = 0;
        for (var i = 0; i < K; i++)
        {
            var leverage = 0.0;
            for (var r = 0; r < P; r++)
                for (var c = 0; c < P; c++) leverage += x[i][r] * inverse[r, c] * x[i][c];
            sum += v[i] * (1 - leverage);
        }

        return sum;
    }

    private static (double[,] Inverse, double LogDet) Invert(double[,] a)
    {
        if (a.Length == 1) return (new[,] { { 1 / a[0, 0] } }, Math.Log(a[0, 0]));
        var matrix = Matrix<double>.Build.DenseOfArray(a);
        var determinant = matrix.Determinant();
        var scale = matrix.Diagonal().Aggregate(1.0, (product, d) => product * d);
        if (!(determinant > 1e-12 * scale))
        {
            throw new NotIdentifiedException("MODEL404", "moderators", "a moderator is constant or a sum of others",
                "its coefficient cannot be told from the rest", "leave that moderator out");
        }

        return (matrix.Inverse().ToArray(), Math.Log(determinant));
    }

    private static double[,] Product(double[,] a, double[,] b)
    {
        var p = a.GetLength(0);
        var product = new double[p, p];
        for (var r = 0; r < p; r++)
            for (var c = 0; c < p; c++)
                for (var i = 0; i < p; i++) product[r, c] += a[r, i] * b[i, c];
        return product;
    }

    private static double Trace(double[,] a)
    {
        double sum = 0;
        for (var i = 0; i < a.GetLength(0); i++) sum += a[i, i];
        return sum;
    }
}
