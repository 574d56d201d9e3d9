using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>One Newton step of slopes beside a constant per group: an arrow-shaped system, the constants eliminated block by block.</summary>
/// <param name="rows">The rows.</param>
/// <param name="slopes">How many.</param>
/// <param name="least">Share of a column's information that must be left when groups and earlier columns are taken out; less is as good as none.</param>
internal sealed class ArrowSystem(GroupedRows rows, int slopes, double least = 0)
{
    private readonly double[] total = new double[rows.Groups];
    private readonly double[] score = new double[rows.Groups];
    private readonly double[] cross = new double[rows.Groups * slopes];
    private readonly double[,] whole = new double[slopes, slopes];
    private readonly double[] right = new double[slopes];

    /// <summary>Step of each constant.</summary>
    public double[] MoveConstants { get; } = new double[rows.Groups];

    /// <summary>Step of each slope.</summary>
    public double[] MoveSlopes { get; } = new double[slopes];

    /// <summary>Lower triangle C of the slopes' information C C', the constants eliminated.</summary>
    public double[,] Factor { get; } = new double[slopes, slopes];

    /// <summary>Twice what the step gains where the surface is a parabola.</summary>
    public double Gain { get; private set; }

    /// <summary>ln of the determinant of the whole information.</summary>
    public double LogDeterminant { get; private set; }

    /// <summary>Begins a step without prior and without groups.</summary>
    public void Begin()
    {
        Array.Clear(whole);
        Array.Clear(right);
        Array.Clear(total);
        Array.Clear(score);
    }

    /// <summary>Begins a step: priors of the slopes at their values.</summary>
    public void Begin(double[] slopeValues, double[] means, double[] precisions)
    {
        Begin();
        for (var j = 0; j < slopes; j++) (whole[j, j], right[j]) = (precisions[j], precisions[j] * (means[j] - slopeValues[j]));
    }

    /// <summary>Adds the rows of a group, so many times.</summary>
    [MethodImpl(VectorLoop.Whole)]
    public void Add(int g, double groupScore, double groupInformation, double[][] columns, double[] rowScores, double[] rowInformation, double times = 1)
    {
        (score[g], total[g]) = (times * groupScore, times * groupInformation);
        int from = rows.Begin[g], count = rows.Begin[g + 1] - from;
        var s = MemoryMarshal.Cast<double, Vector256<double>>(rowScores.AsSpan(from, count));
        var w = MemoryMarshal.Cast<double, Vector256<double>>(rowInformation.AsSpan(from, count));
        for (var j = 0; j < slopes; j++)
        {
            var x = MemoryMarshal.Cast<double, Vector256<double>>(columns[j].AsSpan(from, count));
            Vector256<double> sx = Vector256<double>.Zero, wx = sx;
            for (var i = 0; i < s.Length; i++)
            {
                sx += s[i] * x[i];
                wx += w[i] * x[i];
            }

            right[j] += times * Vector256.Sum(sx);
            cross[g * slopes + j] = times * Vector256.Sum(wx);
            for (var k = 0; k <= j; k++)
            {
                var y = MemoryMarshal.Cast<double, Vector256<double>>(columns[k].AsSpan(from, count));
                var wxy = Vector256<double>.Zero;
                for (var i = 0; i < w.Length; i++) wxy += w[i] * x[i] * y[i];
                whole[j, k] += times * Vector256.Sum(wxy);
            }
        }
    }

    /// <summary>Solves, groups without any information left as they are; false where the information is not positive.</summary>
    [MethodImpl(VectorLoop.Whole)]
    public bool Solve()
    {
        LogDeterminant = 0;
        double[] rest = [.. right];
        for (var j = 0; j < slopes; j++)
            for (var k = 0; k <= j; k++) Factor[j, k] = whole[j, k];
        for (var g = 0; g < total.Length; g++)
        {
            if (total[g] == 0) continue;
            if (!(total[g] > 0)) return false;
            LogDeterminant += Math.Log(total[g]);
            for (var j = 0; j < slopes; j++)
            {
                var carried = cross[g * slopes + j] / total[g];
                rest[j] -= carried * score[g];
                for (var k = 0; k <= j; k++) Factor[j, k] -= carried * cross[g * slopes + k];
            }
        }

        for (var j = 0; j < slopes; j++)
        {
            for (var k = 0; k <= j; k++)
            {
                for (var i = 0; i < k; i++) Factor[j, k] -= Factor[j, i] * Factor[k, i];
                if (k < j) Factor[j, k] /= Factor[k, k];
            }

            if (!(Factor[j, j] > least * whole[j, j])) return false;
            Factor[j, j] = Math.Sqrt(Factor[j, j]);
            LogDeterminant += 2 * Math.Log(Factor[j, j]);
        }

        Gain = 0;
        for (var j = 0; j < slopes; j++)
        {
            for (var i = 0; i < j; i++) rest[j] -= Factor[j, i] * rest[i];
            rest[j] /= Factor[j, j];
        }

        for (var j = slopes - 1; j >= 0; j--)
        {
            for (var i = j + 1; i < slopes; i++) rest[j] -= Factor[i, j] * rest[i];
            MoveSlopes[j] = rest[j] /= Factor[j, j];
            Gain += MoveSlopes[j] * right[j];
        }

        for (var g = 0; g < total.Length; g++)
        {
            MoveConstants[g] = 0;
            if (total[g] == 0) continue;
            var shift = score[g];
            for (var j = 0; j < slopes; j++) shift -= cross[g * slopes + j] * MoveSlopes[j];
            MoveConstants[g] = shift / total[g];
            Gain += MoveConstants[g] * score[g];
        }

        return true;
    }

    /// <summary>How much each constant falls per unit of each slope, group by group.</summary>
    public double[] Carried()
    {
        double[] carried = [.. cross];
        for (var i = 0; i < carried.Length; i++) carried[i] /= total[i / slopes];
        return carried;
    }

    /// <summary>Covariance of the slopes: the inverse of their information.</summary>
    public double[,] Inverse()
    {
        var inverse = new double[slopes, slopes];
        for (var column = 0; column < slopes; column++)
        {
            var x = new double[slopes];
            for (var j = column; j < slopes; j++)
            {
                x[j] = j == column ? 1 : 0;
                for (var i = column; i < j; i++) x[j] -= Factor[j, i] * x[i];
                x[j] /= Factor[j, j];
            }

            for (var j = slopes - 1; j >= 0; j--)
            {
                for (var i = j + 1; i < slopes; i++) x[j] -= Factor[i, j] * x[i];
                inverse[j, column] = x[j] /= Factor[j, j];
            }
        }

        return inverse;
    }
}
