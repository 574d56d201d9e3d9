using LiveCommerce.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Trust;

internal sealed partial class LoadFit
{
    private const int PersistenceCells = 12, ThresholdCells = 20, Finer = 3;

    /// <summary>One cell of the grid: log of its posterior mass, and the fit at its middle.</summary>
    private sealed record Cell(int Phi, int Kappa, double LogMass, FixedEffectLogit.Result Fit);

    public SponsoredLoadPosterior Posterior(SponsoredLoadPrior prior, int draws)
    {
        var slopes = prior.OfSlopes(controls.Length);
        var rho = Williams();
        // The over-dispersion of the best point, not of a straight line that a bend would make look over-dispersed.
        var top = Masses(prior, slopes, Weights(rho), 1, Whole).MaxBy(cell => cell.LogMass)!;
        rho = Williams(Columns(panel.Load(Phi(prior, top.Phi, 1)), Kappa(prior, top.Kappa, 1)), slopes);
        var (cells, scale) = Refined(prior, slopes, Weights(rho));
        var highest = cells.Max(cell => cell.LogMass);
        double[] mass = [.. cells.Select(cell => Math.Exp(cell.LogMass - highest))];
        double[] cumulative = new double[mass.Length];
        for (var i = 0; i < mass.Length; i++) cumulative[i] = mass[i] + (i > 0 ? cumulative[i - 1] : 0);
        Matrix<double>?[] factors = new Matrix<double>?[mass.Length];
        var drawn = Replicates.Run(draws, options.Seed, (stream, _) =>
        {
            var at = Array.BinarySearch(cumulative, stream.NextDouble() * cumulative[^1]);
            var cell = Math.Min(at >= 0 ? at : ~at, mass.Length - 1);
            double phi = prior.LowestPersistence + (cells[cell].Phi + stream.NextDouble()) * PhiWidth(prior, scale), kappa = prior.LowestThreshold + (cells[cell].Kappa + stream.NextDouble()) * KappaWidth(prior, scale);
            var factor = factors[cell] ??= Matrix<double>.Build.DenseOfArray(cells[cell].Fit.Inverse).Cholesky().Factor;
            var z = Vector<double>.Build.Dense(2 + controls.Length, _ => stream.NextNormal());
            var b = Vector<double>.Build.Dense(cells[cell].Fit.Slopes) + factor * z;
            return new SponsoredLoadDraw(phi, kappa, b[0], b[1], [.. b.Skip(2)]);
        }, 1);
        return Summary(prior, rho, drawn, panel.Load(drawn.Average(draw => draw.Persistence)));
    }

    private static (int Phi, int Kappa)[] Whole { get; } = [.. Enumerable.Range(0, PersistenceCells).SelectMany(i => Enumerable.Range(0, ThresholdCells).Select(j => (i, j)))];

    private static double PhiWidth(SponsoredLoadPrior prior, int scale) => (prior.HighestPersistence - prior.LowestPersistence) / (PersistenceCells * scale);

    private static double KappaWidth(SponsoredLoadPrior prior, int scale) => (prior.HighestThreshold - prior.LowestThreshold) / (ThresholdCells * scale);

    private static double Phi(SponsoredLoadPrior prior, int cell, int scale) => prior.LowestPersistence + (cell + 0.5) * PhiWidth(prior, scale);

    private static double Kappa(SponsoredLoadPrior prior, int cell, int scale) => prior.LowestThreshold + (cell + 0.5) * KappaWidth(prior, scale);

    /// <summary>Cells that hold the posterior, each cut in nine until many of them share its bulk.</summary>
    private (Cell[] Cells, int Scale) Refined(SponsoredLoadPrior prior, FixedEffectLogit.Prior slopes, double[] weights)
    {
        var scale = 1;
        var cells = Masses(prior, slopes, weights, scale, Whole);
        for (var round = 0; round < 4; round++)
        {
            var top = cells.Max(cell => cell.LogMass);
            if (cells.Count(cell => cell.LogMass > top - 3) >= 60) break;
            var kept = cells.Where(cell => cell.LogMass > top - 9).SelectMany(cell => Around(cell, scale)).Distinct().SelectMany(Cut).Order().ToArray();
            scale *= Finer;
            cells = Masses(prior, slopes, weights, scale, kept);
        }

        return (cells, scale);
    }

    private static IEnumerable<(int Phi, int Kappa)> Around(Cell cell, int scale) =>
        from i in Enumerable.Range(cell.Phi - 1, 3)
        from j in Enumerable.Range(cell.Kappa - 1, 3)
        where i >= 0 && i < PersistenceCells * scale && j >= 0 && j < ThresholdCells * scale
        select (i, j);

    private static IEnumerable<(int Phi, int Kappa)> Cut((int Phi, int Kappa) cell) =>
        from i in Enumerable.Range(0, Finer)
        from j in Enumerable.Range(0, Finer)
        select (cell.Phi * Finer + i, cell.Kappa * Finer + j);

    private Cell[] Masses(SponsoredLoadPrior prior, FixedEffectLogit.Prior slopes, double[] weights, int scale, (int Phi, int Kappa)[] places)
    {
        Cell[] cells = [.. places.GroupBy(place => place.Phi).AsParallel().AsOrdered().SelectMany(row =>
        {
            var load = panel.Load(Phi(prior, row.Key, scale));
            FixedEffectLogit.Result? near = null;
            List<Cell> found = [];
            foreach (var (phi, kappa) in row)
            {
                var fit = model.Fit(Columns(load, Kappa(prior, kappa, scale)), weights, near, slopes);
                if (fit is null) continue;
                near = fit;
                found.Add(new(phi, kappa, (-fit.Deviance - fit.LogInformation + Math.Log(Matrix<double>.Build.DenseOfArray(fit.Inverse).Determinant())) / 2, fit));
            }

            return found;
        })];
        return cells.Length > 0 ? cells : throw new NotIdentifiedException("MODEL469", "sessions", "no maximum at any persistence and threshold",
            "fitted probabilities reach 0 or 1", "add sessions with events, or narrow the prior");
    }

    private SponsoredLoadPosterior Summary(SponsoredLoadPrior prior, double rho, SponsoredLoadDraw[] drawn, double[] load)
    {
        Array.Sort(load);
        var cut = (int)(options.LeastOnEachSide * load.Length);
        var support = new Interval(load[cut], load[^(cut + 1)], 1, IntervalKind.SourceSpread);
        var beyond = drawn.Count(draw => !support.Contains(draw.Threshold)) / (double)drawn.Length;
        var provenance = Provenance.Combine(panel.Rows.Select(row => row.Provenance).Distinct());
        var n = new SampleSize(Rows, panel.Given - Rows, panel.Given == Rows ? null : "first sessions of a KOL, no followers counted, or KOLs without events");
        List<ModelWarning> warnings = [new("MODEL467", Severity.Caution, "The KOL chooses what is sponsored: this is association within KOLs. A trusted KOL may sell more and keep followers.")];
        if (beyond > 0.05)
            warnings.Add(new("MODEL494", Severity.Serious, FormattableString.Invariant($"{beyond:P0} of the posterior puts the threshold outside the loads that the data tell apart ({support.Low:0.###} to {support.High:0.###}): there it is the prior.")));
        Estimate Of(Func<SponsoredLoadDraw, double> take, Unit unit)
        {
            double[] values = [.. drawn.Select(take)];
            return new Estimate(values.Average(), Quantile.Central(values, options.Level, IntervalKind.Credible), unit, n, FormattableString.Invariant($"posterior of {values.Length} draws, seed {options.Seed}")) { Provenance = provenance, Warnings = warnings };
        }

        var harm = options.Outcome == LoadOutcome.Loss ? 1 : -1;
        return new SponsoredLoadPosterior
        {
            Draws = drawn,
            Threshold = Of(draw => draw.Threshold, Unit.Share),
            HalfLife = Of(draw => HalfLifeOf(draw.Persistence), Unit.Sessions),
            SlopeBelow = Of(draw => draw.SlopeBelow, Unit.Number),
            SlopeAbove = Of(draw => draw.SlopeAbove, Unit.Number),
            Bend = Of(draw => draw.Bend, Unit.Number),
            ProbabilityBackfires = drawn.Count(draw => harm * draw.SlopeAbove > 0 && harm * draw.Bend > 0) / (double)drawn.Length,
            BeyondSupport = beyond,
            OverDispersion = rho,
            Prior = prior,
            Options = options,
            N = n,
            Warnings = warnings,
            Provenance = provenance,
        };
    }
}
