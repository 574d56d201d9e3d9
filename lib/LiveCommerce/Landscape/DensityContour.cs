using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>The outline of the smallest region that holds a share of the draws.</summary>
/// <remarks>Product-normal kernel density on a grid, cut at the density that the share of draws exceeds (Hyndman 1996), traced by marching squares.</remarks>
internal static class DensityContour
{
    private const int Cells = 64;

    public static IReadOnlyList<IReadOnlyList<RegionCorner>> Of(double[] x, double[] y, double level)
    {
        double hx = Bandwidth(x), hy = Bandwidth(y);
        double x0 = x.Min() - (4 * hx), y0 = y.Min() - (4 * hy), dx = (x.Max() + (4 * hx) - x0) / Cells, dy = (y.Max() + (4 * hy) - y0) / Cells;
        var grid = Density(x, y, x0, y0, dx, dy, hx, hy);
        double At(double px, double py)
        {
            double u = (px - x0) / dx, v = (py - y0) / dy;
            int i = Math.Clamp((int)u, 0, Cells - 1), j = Math.Clamp((int)v, 0, Cells - 1);
            (u, v) = (u - i, v - j);
            return ((1 - u) * (((1 - v) * grid[i, j]) + (v * grid[i, j + 1]))) + (u * (((1 - v) * grid[i + 1, j]) + (v * grid[i + 1, j + 1])));
        }

        var cut = Quantile.Of(x.Select((px, i) => At(px, y[i])), 1 - level);
        return Trace(grid, cut, x0, y0, dx, dy);
    }

    private static double Bandwidth(double[] values)
    {
        var moments = Moments.Of(values);
        var middle = (Quantile.Of(values, 0.75) - Quantile.Of(values, 0.25)) / 1.349;
        // Not below half the standard deviation: draws that repeat a few values would break into islands.
        var spread = Math.Clamp(middle, moments.StandardDeviation / 2, moments.StandardDeviation);
        return spread * Math.Pow(values.Length, -1.0 / 6);
    }

    /// <summary>Draws are counted into the grid, then smoothed along each axis in turn: the work does not grow with the draws.</summary>
    private static double[,] Density(double[] x, double[] y, double x0, double y0, double dx, double dy, double hx, double hy)
    {
        var counts = new double[Cells + 1, Cells + 1];
        for (var d = 0; d < x.Length; d++)
        {
            double u = (x[d] - x0) / dx, v = (y[d] - y0) / dy;
            int i = Math.Clamp((int)u, 0, Cells - 1), j = Math.Clamp((int)v, 0, Cells - 1);
            (u, v) = (u - i, v - j);
            counts[i, j] += (1 - u) * (1 - v);
            counts[i + 1, j] += u * (1 - v);
            counts[i, j + 1] += (1 - u) * v;
            counts[i + 1, j + 1] += u * v;
        }

        double[] kx = [.. Enumerable.Range(0, Cells + 1).Select(i => Math.Exp(-Math.Pow(i * dx / hx, 2) / 2))], ky = [.. Enumerable.Range(0, Cells + 1).Select(i => Math.Exp(-Math.Pow(i * dy / hy, 2) / 2))];
        return Smooth(Smooth(counts, kx, true), ky, false);
    }

    private static double[,] Smooth(double[,] values, double[] kernel, bool first)
    {
        var smooth = new double[Cells + 1, Cells + 1];
        for (var i = 0; i <= Cells; i++)
        {
            for (var j = 0; j <= Cells; j++)
            {
                var value = values[i, j];
                if (value == 0) continue;
                for (var k = 0; k <= Cells; k++)
                {
                    if (first) smooth[k, j] += value * kernel[Math.Abs(k - i)];
                    else smooth[i, k] += value * kernel[Math.Abs(k - j)];
                }
            }
        }

        return smooth;
    }

    /// <summary>Marching squares: each cell gives at most two segments between crossed edges, and segments join at edges.</summary>
    private static IReadOnlyList<IReadOnlyList<RegionCorner>> Trace(double[,] grid, double cut, double x0, double y0, double dx, double dy)
    {
        var next = new Dictionary<(int, int, bool), (int, int, bool)>();
        var points = new Dictionary<(int, int, bool), RegionCorner>();
        (int, int, bool) Edge(int i, int j, bool along)
        {
            var (a, b) = (grid[i, j], along ? grid[i + 1, j] : grid[i, j + 1]);
            var part = (cut - a) / (b - a);
            points[(i, j, along)] = along ? new RegionCorner(x0 + ((i + part) * dx), y0 + (j * dy)) : new RegionCorner(x0 + (i * dx), y0 + ((j + part) * dy));
            return (i, j, along);
        }

        for (var i = 0; i < Cells; i++)
        {
            for (var j = 0; j < Cells; j++)
            {
                bool sw = grid[i, j] > cut, se = grid[i + 1, j] > cut, ne = grid[i + 1, j + 1] > cut, nw = grid[i, j + 1] > cut;
                // High ground stays on the left of each segment, so that outlines close and holes run the other way.
                if (sw != se && se == ne && ne == nw) Link(sw, Edge(i, j, true), Edge(i, j, false));
                else if (se != sw && sw == nw && nw == ne) Link(se, Edge(i + 1, j, false), Edge(i, j, true));
                else if (ne != se && se == sw && sw == nw) Link(ne, Edge(i, j + 1, true), Edge(i + 1, j, false));
                else if (nw != ne && ne == se && se == sw) Link(nw, Edge(i, j, false), Edge(i, j + 1, true));
                else if (sw == se && nw == ne && sw != nw) Link(sw, Edge(i + 1, j, false), Edge(i, j, false));
                else if (sw == nw && se == ne && sw != se) Link(sw, Edge(i, j, true), Edge(i, j + 1, true));
                else if (sw == ne && se == nw && sw != se) Saddle(i, j, sw);
            }
        }

        void Link(bool high, (int, int, bool) from, (int, int, bool) to)
        {
            if (high) next[from] = to;
            else next[to] = from;
        }

        void Saddle(int i, int j, bool sw)
        {
            if (sw)
            {
                Link(true, Edge(i, j, true), Edge(i, j, false));
                Link(true, Edge(i, j + 1, true), Edge(i + 1, j, false));
            }
            else
            {
                Link(true, Edge(i + 1, j, false), Edge(i, j, true));
                Link(true, Edge(i, j, false), Edge(i, j + 1, true));
            }
        }

        var outlines = new List<IReadOnlyList<RegionCorner>>();
        while (next.Count > 0)
        {
            var start = next.Keys.First();
            var outline = new List<RegionCorner> { points[start] };
            for (var at = start; next.Remove(at, out var to); at = to) outline.Add(points[to]);
            outlines.Add(outline);
        }

        return [.. outlines.OrderByDescending(outline => outline.Count)];
    }
}
