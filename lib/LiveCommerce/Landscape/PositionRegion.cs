using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>A corner of a region.</summary>
/// <param name="X">First axis.</param>
/// <param name="Y">Second axis.</param>
public sealed record RegionCorner(double X, double Y);

/// <summary>Where a platform lies with a stated probability, on two axes.</summary>
/// <param name="Level">Probability held.</param>
/// <param name="IsEllipse">True for an ellipse; false for a contour of highest density, where draws are bent.</param>
/// <param name="Outlines">Closed outlines, the first corner repeated at the end; several where the region falls apart.</param>
/// <remarks>OECD/JRC Handbook (2008); ellipse with the chi-squared of two degrees, contour of Hyndman (1996).</remarks>
public sealed record PositionRegion(double Level, bool IsEllipse, IReadOnlyList<IReadOnlyList<RegionCorner>> Outlines)
{
    private const int Corners = 72;

    /// <summary>Area, in the product of the axes' units; holes are taken out.</summary>
    public double Area => Math.Abs(Outlines.Sum(Signed));

    /// <summary>Whether a point lies inside (even-odd rule).</summary>
    public bool Contains(double x, double y)
    {
        var inside = false;
        foreach (var outline in Outlines)
        {
            for (var i = 1; i < outline.Count; i++)
            {
                RegionCorner a = outline[i - 1], b = outline[i];
                if (a.Y > y != b.Y > y && x < ((b.X - a.X) * (y - a.Y) / (b.Y - a.Y)) + a.X) inside = !inside;
            }
        }

        return inside;
    }

    /// <summary>The ellipse of a normal distribution.</summary>
    /// <param name="x">Centre, first axis.</param>
    /// <param name="y">Centre, second axis.</param>
    /// <param name="varianceX">Variance, at least 0.</param>
    /// <param name="varianceY">Variance, at least 0.</param>
    /// <param name="covariance">Covariance.</param>
    /// <param name="level">Probability inside.</param>
    /// <exception cref="InputException">A level outside (0, 1), a negative variance, or a covariance beyond both.</exception>
    public static PositionRegion Ellipse(double x, double y, double varianceX, double varianceY, double covariance, double level = 0.9)
    {
        Guard.Level(level);
        foreach (var value in new[] { x, y, varianceX, varianceY, covariance }) Guard.Finite(value, "ellipse");
        if (!(varianceX >= 0) || !(varianceY >= 0) || !(covariance * covariance <= varianceX * varianceY * (1 + 1e-9)))
            throw new InputException("MODEL232", "covariance", FormattableString.Invariant($"variances {varianceX:G6} and {varianceY:G6} with covariance {covariance:G6}"), "they form no covariance", "check the draws");
        var radius = Math.Sqrt(-2 * Math.Log(1 - level));
        double a = Math.Sqrt(varianceX), b = a == 0 ? 0 : covariance / a, c = Math.Sqrt(Math.Max(0, varianceY - (b * b)));
        return new PositionRegion(level, true, [[.. Enumerable.Range(0, Corners + 1).Select(i =>
        {
            var angle = 2 * Math.PI * (i % Corners) / Corners;
            double u = radius * Math.Cos(angle), v = radius * Math.Sin(angle);
            return new RegionCorner(x + (a * u), y + (b * u) + (c * v));
        })]]);
    }

    /// <summary>The region of draws: their ellipse, or where they are bent the contour of highest density.</summary>
    /// <param name="x">Draws of the first coordinate.</param>
    /// <param name="y">Draws of the second, pair by pair.</param>
    /// <param name="level">Probability inside.</param>
    /// <exception cref="InputException">Fewer than 100 draws, unequal lengths, or a level outside (0, 1).</exception>
    /// <remarks>Draws count as bent when the contour holds the same share on less than nine tenths of the ellipse's area.</remarks>
    public static PositionRegion OfDraws(IEnumerable<double> x, IEnumerable<double> y, double level = 0.9)
    {
        double[] a = Guard.Values(x, "x", 100), b = Guard.Values(y, "y", 100);
        Guard.SameLength(a.Length, b.Length, "x and y");
        Guard.Level(level);
        Moments ma = Moments.Of(a), mb = Moments.Of(b);
        var covariance = a.Select((value, i) => (value - ma.Mean) * (b[i] - mb.Mean)).Sum() / (a.Length - 1);
        var ellipse = Ellipse(ma.Mean, mb.Mean, ma.Variance, mb.Variance, covariance, level);
        if (ma.Variance * mb.Variance - (covariance * covariance) <= 1e-12 * ma.Variance * mb.Variance) return ellipse;
        var contour = new PositionRegion(level, false, DensityContour.Of(a, b, level));
        return contour.Area < 0.9 * ellipse.Area ? contour : ellipse;
    }

    private static double Signed(IReadOnlyList<RegionCorner> outline)
    {
        var sum = 0.0;
        for (var i = 1; i < outline.Count; i++) sum += (outline[i - 1].X * outline[i].Y) - (outline[i].X * outline[i - 1].Y);
        return sum / 2;
    }
}
