using System.Numerics;
using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Sensitivity;

/// <summary>The terms of the Sobol estimators, row by row, so that a bootstrap sample is a sum of rows.</summary>
internal sealed class SobolSums
{
    private readonly double[] terms;
    private readonly int rows, inputs, width;

    public SobolSums(double[][] outputs, int inputs, double mean)
    {
        (rows, this.inputs) = (outputs.Length, inputs);
        HasPairs = outputs[0].Length > inputs + 2;
        var used = 4 + 2 * inputs + (HasPairs ? inputs * (inputs - 1) / 2 : 0);
        width = (used + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        terms = new double[rows * width];
        for (var r = 0; r < rows; r++)
        {
            var f = outputs[r];
            for (var c = 0; c < f.Length; c++)
            {
                if (!double.IsFinite(f[c]))
                    throw new InputException("MODEL632", "model output", FormattableString.Invariant($"it was {f[c]}"), "indices need finite outputs", "give such runs a value, or narrow the ranges");
            }

            double a = f[0] - mean, b = f[1] - mean;
            var row = terms.AsSpan(r * width, width);
            (row[0], row[1], row[2], row[3]) = (a + b, a * a + b * b, a * b, 1);
            for (var i = 0; i < inputs; i++)
            {
                var mixed = f[2 + i] - mean;
                row[4 + i] = b * (mixed - a);
                row[4 + inputs + i] = (a - mixed) * (a - mixed);
            }

            if (!HasPairs) continue;
            var place = 4 + 2 * inputs;
            for (var i = 0; i < inputs; i++)
            {
                for (var j = i + 1; j < inputs; j++) row[place++] = (f[2 + inputs + i] - mean) * (f[2 + j] - mean) - a * b;
            }
        }
    }

    public bool HasPairs { get; }

    /// <summary>First-order, total and pair indices of all rows, or of rows drawn with replacement.</summary>
    public double[] Indices(RandomStream? stream)
    {
        var sum = new double[width];
        var vectors = System.Runtime.InteropServices.MemoryMarshal.Cast<double, Vector<double>>(sum.AsSpan());
        var all = System.Runtime.InteropServices.MemoryMarshal.Cast<double, Vector<double>>(terms.AsSpan());
        var n = vectors.Length;
        for (var r = 0; r < rows; r++)
        {
            var at = (stream is null ? r : stream.NextInt(rows)) * n;
            for (var v = 0; v < n; v++) vectors[v] += all[at + v];
        }

        double count = 2.0 * rows, mean = sum[0] / count;
        var variance = sum[1] / count - mean * mean;
        var pairs = sum.Length >= 4 && HasPairs ? inputs * (inputs - 1) / 2 : 0;
        var result = new double[2 * inputs + pairs];
        for (var i = 0; i < inputs; i++)
        {
            result[i] = sum[4 + i] / rows / variance;
            result[inputs + i] = sum[4 + inputs + i] / (2.0 * rows) / variance;
        }

        var place = 0;
        for (var i = 0; i < inputs && pairs > 0; i++)
        {
            for (var j = i + 1; j < inputs; j++, place++) result[2 * inputs + place] = sum[4 + 2 * inputs + place] / rows / variance - result[i] - result[j];
        }

        return result;
    }
}
