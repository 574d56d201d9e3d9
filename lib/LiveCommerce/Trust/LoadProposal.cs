using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>Where draws of the sponsored-load posterior are proposed: near it and wider, with a density that is known.</summary>
/// <remarks>
/// Persistence and threshold uniform within the cells of a grid that is refined where the posterior lies; the log odds of the correlation within the cells of a line, at the best of them;
/// the slopes by Student's t about the peak of the cell.
/// </remarks>
internal sealed class LoadProposal
{
    private const int PersistenceCells = 12, ThresholdCells = 20, Finer = 3, MostRounds = 8, Enough = 30, MostOnSide = 100;
    private const double Depth = 9, Bulk = 3, Freedom = 8, Loose = 1, Exact = 0.05;

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

    /// <summary>Middle of a cell on the line, and its log mass.</summary>
    private sealed record LinePoint(double Middle, double LogMass);

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
        cells = Peaks([(PersistenceCells / 2, ThresholdCells / 2)], correlation, Exact);
        correlation = Summit(Best).Middle;
        cells = Peaks(Whole, correlation, Loose);
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
        (int, int)[] finer = [.. cells.Where(cell => cell.Peak.LogMass > least).SelectMany(Around).Distinct().SelectMany(Cuts).Order()];
        scale *= Finer;
        cells = Peaks(finer, correlation, Exact);
    }

    private void Share()
    {
        Line();
        cellShares = LogSumExp.Normalise(cells.Select(cell => cell.Peak.LogMass));
        lineShares = LogSumExp.Normalise(line.Select(point => point.LogMass));
    }

    private static (int Phi, int Kappa)[] Whole { get; } = [.. Enumerable.Range(0, PersistenceCells).SelectMany(i => Enumerable.Range(0, ThresholdCells).Select(j => (i, j)))];

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

    private IEnumerable<(int Phi, int Kappa)> Around(Cell cell) =>
        from i in Enumerable.Range(cell.Phi - 1, 3)
        from j in Enumerable.Range(cell.Kappa - 1, 3)
        where i >= 0 && i < PersistenceCells * scale && j >= 0 && j < ThresholdCells * scale
        select (i, j);

    private static IEnumerable<(int Phi, int Kappa)> Cuts((int Phi, int Kappa) cell) =>
        from i in Enumerable.Range(0, Finer)
        from j in Enumerable.Range(0, Finer)
        select (cell.Phi * Finer + i, cell.Kappa * Finer + j);

    private Cell[] Peaks((int Phi, int Kappa)[] places, double correlation, double tolerance)
    {
        Cell[] found = [.. places.GroupBy(place => place.Phi).AsParallel().AsOrdered().SelectMany(row =>
        {
            var load = density.Load(Phi(row.Key + 0.5));
            LoadDensity.Peak? near = null;
            List<Cell> peaks = [];
            foreach (var (phi, kappa) in row)
            {
                if (density.Highest(load, Kappa(kappa + 0.5), Math.Exp(-correlation), near, tolerance) is not { } peak) continue;
                near = peak;
                peaks.Add(new(phi, kappa, peak));
            }

            return peaks;
        })];
        return found.Length > 0 ? found : throw new NotIdentifiedException("MODEL469", "sessions", "no maximum at any persistence and threshold",
            "fitted probabilities reach 0 or 1", "add sessions with events, or narrow the prior");
    }

    private LinePoint At(Cell cell, double u, double[] load) =>
        new(u, density.Highest(load, Kappa(cell.Kappa + 0.5), Math.Exp(-u), cell.Peak, Exact) is { } peak ? peak.LogMass + PriorOfLogit(u) : double.NegativeInfinity);

    /// <summary>Likeliest log odds of the correlation in a cell, and a step beside it over which the density falls, by a factor of e squared at most.</summary>
    private (double Middle, double Step) Summit(Cell cell)
    {
        var load = density.Load(Phi(cell.Phi + 0.5));
        var best = At(cell, correlation, load);
        for (var step = prior.OverDispersionLogitDeviation; ;)
        {
            LinePoint left = At(cell, best.Middle - step, load), right = At(cell, best.Middle + step, load), higher = left.LogMass > right.LogMass ? left : right;
            if (higher.LogMass > best.LogMass) best = higher;
            else if (best.LogMass - Math.Min(left.LogMass, right.LogMass) <= 2 || step < 1e-6) return (best.Middle, step);
            else step /= 2;
        }
    }

    /// <summary>Cells of the log odds of the correlation that hold the posterior.</summary>
    private void Line()
    {
        var cell = Best;
        var load = density.Load(Phi(cell.Phi + 0.5));
        var (middle, step) = Summit(cell);
        lineWidth = step / 2;
        List<LinePoint> points = [At(cell, middle, load)];
        foreach (var side in new[] { -lineWidth, lineWidth })
        {
            for (var i = 1; i < MostOnSide; i++)
            {
                points.Add(At(cell, middle + i * side, load));
                if (points[^1].LogMass < points[0].LogMass - Depth) break;
            }
        }

        line = [.. points];
    }
}
