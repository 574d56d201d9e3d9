using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>The parameters at which the restricted likelihood is highest.</summary>
internal sealed record CrossedFit(double[] Point, RestrictedLikelihood Likelihood, bool Converged)
{
    /// <summary>Climbs from the best of the starts; parameters that are not free stay where they start.</summary>
    public static CrossedFit From(CrossedModel model, ReadingTable table, double[] y, IEnumerable<double[]> starts, int[] free, double tolerance = 1e-10)
    {
        CrossedFit? best = null;
        foreach (var start in starts)
        {
            if (Climb(model, table, y, start, free, tolerance) is { } fit && (best is null || fit.Likelihood.Value > best.Likelihood.Value + 1e-9)) best = fit;
        }

        return best ?? throw new NotIdentifiedException("MODEL222", "the readings", "the equations of the model have no solution", "levels, platforms and sources cannot be told apart", "add readings where sources overlap");
    }

    /// <summary>Average-information steps, damped until the likelihood rises.</summary>
    private static CrossedFit? Climb(CrossedModel model, ReadingTable table, double[] y, double[] start, int[] free, double tolerance)
    {
        double[] point = [.. start];
        var here = RestrictedLikelihood.At(model, table, y, point);
        if (here is null || !double.IsFinite(here.Value)) return null;
        var damping = 1e-3;
        for (var step = 0; step < 200; step++)
        {
            var (score, information) = here.Slope(free);
            if (score.All(s => Math.Abs(s) < 1e-6 * Math.Max(1, table.Values.Length))) return new CrossedFit(point, here, true);
            var moved = false;
            for (; damping < 1e12; damping *= 4)
            {
                var next = Next(model, point, free, score, information, damping);
                var there = next is null ? null : RestrictedLikelihood.At(model, table, y, next);
                if (there is null || !(there.Value > here.Value)) continue;
                var gain = there.Value - here.Value;
                (point, here, moved) = (next!, there, true);
                damping = Math.Max(1e-9, damping / 10);
                if (gain < tolerance * Math.Max(1, Math.Abs(here.Value))) return new CrossedFit(point, here, true);
                break;
            }

            // No step is uphill to rounding: the top.
            if (!moved) return new CrossedFit(point, here, true);
        }

        return new CrossedFit(point, here, false);
    }

    private static double[]? Next(CrossedModel model, double[] point, int[] free, double[] score, double[][] information, double damping)
    {
        var curved = new double[free.Length][];
        for (var f = 0; f < free.Length; f++)
        {
            curved[f] = [.. information[f]];
            // Near a variance of 0 the information vanishes, but the slope of the variance itself curves the likelihood.
            var own = model.IsScale(free[f]) && point[free[f]] != 0 ? Math.Max(0, -score[f] / point[free[f]]) : 0;
            curved[f][f] += own + damping;
        }

        if (SymmetricSystem.Factor(curved) is not { } system) return null;
        var move = system.Solve(score);
        double[] next = [.. point];
        for (var f = 0; f < free.Length; f++)
        {
            next[free[f]] += Math.Clamp(move[f], -2, 2);
            if (model.IsScale(free[f])) next[free[f]] = Math.Abs(next[free[f]]);
        }

        return next;
    }
}
