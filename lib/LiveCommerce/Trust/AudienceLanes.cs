using System.Numerics;
using System.Runtime.CompilerServices;
using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>Improves all audience sizes of one trust side by side: a control moves each of them by the same part of the grid.</summary>
internal sealed class AudienceLanes
{
    private readonly int rows, points, controls, width, margin;
    private readonly double cost;
    private readonly double[] size, earned, part, share, padded;
    private readonly int[] corner;

    /// <summary>Tables by trust and control.</summary>
    /// <param name="size">Audience at each point of the grid.</param>
    /// <param name="controls">How many controls.</param>
    /// <param name="earned">Money at an audience of 1.</param>
    /// <param name="cost">Money that a session costs.</param>
    /// <param name="cell">Row below the next trust.</param>
    /// <param name="part">Part of the way to the row above.</param>
    /// <param name="growth">Move along the audiences, in points.</param>
    public AudienceLanes(double[] size, int controls, double[] earned, double cost, int[] cell, double[] part, double[] growth)
    {
        (this.controls, this.earned, this.cost, this.part) = (controls, earned, cost, part);
        rows = earned.Length / controls;
        points = size.Length;
        var full = (points + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        this.size = new double[full];
        size.CopyTo(this.size, 0);
        // Beyond the ends of the grid its last value goes on, so no lane needs a test.
        margin = (int)Math.Min(points, growth.Max(Math.Abs) + 2);
        width = full + 2 * margin + 1;
        padded = new double[rows * width];
        share = new double[growth.Length];
        corner = new int[growth.Length];
        for (var at = 0; at < growth.Length; at++)
        {
            var move = Math.Clamp(growth[at], -margin, margin);
            var whole = Math.Floor(move);
            share[at] = move - whole;
            corner[at] = cell[at] * width + margin + (int)whole;
        }
    }

    /// <summary>Copies the values with their margins.</summary>
    public void Prepare(double[] values)
    {
        for (var row = 0; row < rows; row++)
        {
            var from = values.AsSpan(row * points, points);
            var into = padded.AsSpan(row * width, width);
            into[..margin].Fill(from[0]);
            from.CopyTo(into[margin..]);
            into[(margin + points)..].Fill(from[^1]);
        }
    }

    /// <summary>Best control and its worth at each audience of one trust.</summary>
    [MethodImpl(VectorLoop.Whole)]
    public void Improve(int trust, double discount, double[] worth, int[] policy)
    {
        var first = trust * points;
        var beta = new Vector<double>(discount);
        var spent = new Vector<double>(cost);
        for (var f = 0; f < points; f += Vector<double>.Count)
        {
            var crowd = new Vector<double>(size, f);
            var best = new Vector<double>(double.NegativeInfinity);
            var choice = Vector<double>.Zero;
            for (var c = 0; c < controls; c++)
            {
                var at = trust * controls + c;
                var below = corner[at] + f;
                var along = new Vector<double>(share[at]);
                Vector<double> left = new(padded, below), right = new(padded, below + width);
                left += along * (new Vector<double>(padded, below + 1) - left);
                right += along * (new Vector<double>(padded, below + width + 1) - right);
                var now = crowd * new Vector<double>(earned[at]) - spent + beta * (left + new Vector<double>(part[at]) * (right - left));
                var better = Vector.GreaterThan(now, best);
                best = Vector.ConditionalSelect(better, now, best);
                choice = Vector.ConditionalSelect(better, new Vector<double>(c), choice);
            }

            for (var lane = 0; lane < Vector<double>.Count && f + lane < points; lane++) (worth[first + f + lane], policy[first + f + lane]) = (best[lane], (int)choice[lane]);
        }
    }
}
