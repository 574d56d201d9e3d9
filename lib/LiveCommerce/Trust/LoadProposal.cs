using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>Where draws of the sponsored-load posterior are proposed: near it and wider, with a density that is known.</summary>
/// <remarks>
/// Persistence and threshold uniform within the cells of a grid that is refined where the posterior lies; the log odds of the correlation within the cells of a line, at the best of them;
/// the slopes by Student's t about the peak of the cell.
/// </remarks>
internal sealed class LoadProposal
{
    private const int PersistenceCells = 12, ThresholdCells = 20, Finer = 2, MostRounds = 12, Enough = 15, MostOnSide = 100;
    private const double Depth = 9, Bulk = 3, Freedom = 8, Loose = 6, Close = 0.5;

    private readonly LoadDensity density;
    private readonly SponsoredLoadPrior prior;
    private int scale = 1;
    private double correlation;
    private Cell[] cells;
    private double[] cellShares = [];
    private LinePoint[] line = [];
    private double[] lineShares = [];
    private double lineWidth;

    /// <summary>A cell of the grid and the peak at its middle.</summary>
    private sealed record Cell(int Phi, int Kappa, LoadDensity.Peak Peak);

    /// <summary>Middle of a cell on the line, its log mass and its peak.</summary>
    private sealed record LinePoint(double Middle, double LogMass, LoadDensity.Peak? Peak);

    /// <summary>A proposed draw.</summary>
    /// <param name="Persistence">Persistence.</param>
    /// <param name="Threshold">Threshold.</param>
    /// <param name="CorrelationLogit">Log odds of the correlation of fates.</param>
    /// <param name="Slopes">Below, bend, controls.</param>
    /// <param name="LogRatio">ln of posterior over proposal.</param>
    internal sealed record Proposed(double Persistence, double Threshold, double CorrelationLogit, double[] Slopes, double LogRatio);

    public LoadProposal(LoadDensity density, SponsoredLoadPrior prior)
    {
        (this.density, this.prior) = (density, prior);
        correlation = PriorLogit;
        cells = Peaks([new(PersistenceCells / 2, ThresholdCells / 2, density.Start())], Close);
        correlation = Summit(Best).Middle;
        cells = Peaks([.. Whole(Best.Peak)], Loose);
        for (var round = 0; round < MostRounds && Crowd < Enough; round++) Cut();
        Share();
    }

    /// <summary>Cuts the cells once more, where the draws have shown that the posterior changes much within them.</summary>
    public void Refine()
    {
        Cut();
        Share();
    }

    private void Cut()
    {
        correlation = Summit(Best).Middle;
        var least = Best.Peak.LogMass - Depth;
        Cell[] kept = [.. cells.Where(cell => cell.Peak.LogMass > least)];
        // Each new cell starts at the peak of the one that it is cut from, or of a neighbour.
        Cell[] finer = [.. kept.Concat(kept.SelectMany(Around)).DistinctBy(cell => (cell.Phi, cell.Kappa)).SelectMany(Cuts).OrderBy(cell => cell.Phi).ThenBy(cell => cell.Kappa)];
        scale *= Finer;
        cells = Peaks(finer, Close);
    }

    private void Share()
    {
        Line();
        cellShares = LogSumExp.Normalise(cells.Select(cell => cell.Peak.LogMass));
        lineShares = LogSumExp.Normalise(line.Select(point => point.LogMass));
    }

    private static IEnumerable<Cell> Whole(LoadDensity.Peak start) =>
        from i in Enumerable.Range(0, PersistenceCells)
        from j in Enumerable.Range(0, ThresholdCells)
        select new Cell(i, j, start);

    private Cell Best => cells.MaxBy(cell => cell.Peak.LogMass)!;

    /// <summary>Cells that share the bulk of the posterior.</summary>
    private int Crowd
    {
        get
        {
            var least = Best.Peak.LogMass - Bulk;
            return cells.Count(cell => cell.Peak.LogMass > least);
        }
    }

    private double PriorLogit => Transform.Logit(prior.OverDispersionMedian);

    private double PhiWidth => (prior.HighestPersistence - prior.LowestPersistence) / (PersistenceCells * scale);

    private double KappaWidth => (prior.HighestThreshold - prior.LowestThreshold) / (ThresholdCells * scale);

    private double Phi(double cell) => prior.LowestPersistence + cell * PhiWidth;

    private double Kappa(double cell) => prior.LowestThreshold + cell * KappaWidth;

    private double PriorOfLogit(double u) => -(u - PriorLogit) * (u - PriorLogit) / (2 * prior.OverDispersionLogitDeviation * prior.OverDispersionLogitDeviation);

    public Proposed Draw(RandomStream stream)
    {
        var at = Pick(cellShares, stream);
        var (phi, kappa, peak) = (Phi(cells[at].Phi + stream.NextDouble()), Kappa(cells[at].Kappa + stream.NextDouble()), cells[at].Peak);
        var on = Pick(lineShares, stream);
        var u = line[on].Middle + (stream.NextDouble() - 0.5) * lineWidth;
        var p = density.Slopes;
        double square = 0, logFactor = 0;
        double[] z = new double[p], b = [.. peak.Slopes];
        var stretch = Math.Sqrt(Freedom / stream.NextChiSquared(Freedom));
        for (var j = 0; j < p; j++)
        {
            z[j] = stretch * stream.NextNormal();
            square += z[j] * z[j];
            logFactor += Math.Log(peak.Factor[j, j]);
        }

        for (var j = p - 1; j >= 0; j--)
        {
            for (var i = j + 1; i < p; i++) z[j] -= peak.Factor[i, j] * z[i];
            b[j] += z[j] /= peak.Factor[j, j];
        }

        var proposal = Math.Log(cellShares[at]) + Math.Log(lineShares[on]) + logFactor - (Freedom + p) / 2 * Math.Log(1 + square / Freedom);
        return new(phi, kappa, u, b, density.Log(phi, kappa, Math.Exp(-u), b, peak) + PriorOfLogit(u) - proposal);
    }

    private static int Pick(double[] shares, RandomStream stream)
    {
        var rest = stream.NextDouble();
        for (var i = 0; i < shares.Length; i++)
            if ((rest -= shares[i]) < 0) return i;
        return shares.Length - 1;
    }

    private IEnumerable<Cell> Around(Cell cell) =>
        from i in Enumerable.Range(cell.Phi - 1, 3)
        from j in Enumerable.Range(cell.Kappa - 1, 3)
        where i >= 0 && i < PersistenceCells * scale && j >= 0 && j < ThresholdCells * scale
        select cell with { Phi = i, Kappa = j };

    private static IEnumerable<Cell> Cuts(Cell cell) =>
        from i in Enumerable.Range(0, Finer)
        from j in Enumerable.Range(0, Finer)
        select cell with { Phi = cell.Phi * Finer + i, Kappa = cell.Kappa * Finer + j };

    /// <summary>The cells with the peaks at their middles, each sought from the one it came with.</summary>
    private Cell[] Peaks(Cell[] places, double tolerance)
    {
        Cell[] found = [.. places.GroupBy(place => place.Phi).AsParallel().AsOrdered().SelectMany(row =>
        {
            var load = density.Load(Phi(row.Key + 0.5));
            List<Cell> peaks = [];
            foreach (var place in row)
            {
                // Within the coarse grid, where all come with the same, the neighbour before is nearer.
                var start = scale == 1 && peaks.Count > 0 ? peaks[^1].Peak : place.Peak;
                if (density.Highest(load, Kappa(place.Kappa + 0.5), Math.Exp(-correlation), start, tolerance) is { } peak) peaks.Add(place with { Peak = peak });
            }

            return peaks;
        })];
        return found.Length > 0 ? found : throw new NotIdentifiedException("MODEL469", "sessions", "no maximum at any persistence and threshold",
            "fitted probabilities reach 0 or 1", "add sessions with events, or narrow the prior");
    }

    private LinePoint At(Cell cell, double u, double[] load, LoadDensity.Peak? near) =>
        density.Highest(load, Kappa(cell.Kappa + 0.5), Math.Exp(-u), near ?? cell.Peak, Close) is { } peak ? new(u, peak.LogMass + PriorOfLogit(u), peak) : new(u, double.NegativeInfinity, null);

    /// <summary>Likeliest log odds of the correlation in a cell, and a step beside it over which the density falls, by a factor of e squared at most.</summary>
    private (double Middle, double Step, LoadDensity.Peak? Peak) Summit(Cell cell)
    {
        var load = density.Load(Phi(cell.Phi + 0.5));
        var best = At(cell, correlation, load, null);
        for (var step = prior.OverDispersionLogitDeviation; ;)
        {
            LinePoint left = At(cell, best.Middle - step, load, best.Peak), right = At(cell, best.Middle + step, load, best.Peak), higher = left.LogMass > right.LogMass ? left : right;
            if (higher.LogMass > best.LogMass) best = higher;
            else if (best.LogMass - Math.Min(left.LogMass, right.LogMass) <= 2 || step < 1e-6) return (best.Middle, step, best.Peak);
            else step /= 2;
        }
    }

    /// <summary>Cells of the log odds of the correlation that hold the posterior.</summary>
    private void Line()
    {
        var cell = Best;
        var load = density.Load(Phi(cell.Phi + 0.5));
        var (middle, step, peak) = Summit(cell);
        lineWidth = step / 2;
        List<LinePoint> points = [At(cell, middle, load, peak)];
        foreach (var side in new[] { -lineWidth, lineWidth })
        {
            for (var i = 1; i < MostOnSide; i++)
            {
                points.Add(At(cell, middle + i * side, load, i == 1 ? peak : points[^1].Peak));
                if (points[^1].LogMass < points[0].LogMass - Depth) break;
            }
        }

        line = [.. points];
    }
}
