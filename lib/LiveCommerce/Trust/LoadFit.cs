using LiveCommerce.Numerics;
using MathNet.Numerics.Distributions;

namespace LiveCommerce.Trust;

/// <summary>Profile over persistence and threshold, with the logit fitted inside.</summary>
internal sealed partial class LoadFit
{
    private readonly LoadPanel panel;
    private readonly SponsoredLoadOptions options;
    private readonly FixedEffectLogit model;
    private readonly double[][] controls;
    private readonly double[] thresholds;

    public LoadFit(LoadPanel panel, SponsoredLoadOptions options)
    {
        (this.panel, this.options) = (panel, options);
        if (panel.Kols < 5 || panel.Rows.Length < 30)
        {
            throw new NotIdentifiedException("MODEL469", "sessions", FormattableString.Invariant($"{panel.Kols} KOLs with {panel.Rows.Length} sessions that tell"),
                "at least 5 KOLs with events and 30 sessions after the first ones are needed", "add KOLs or sessions");
        }

        model = new FixedEffectLogit([.. panel.Rows.Select(row => row.Events)], [.. panel.Rows.Select(row => row.Trials)], panel.Group, panel.Kols);
        controls = [.. options.Controls.Select((_, i) => model.Places.Spread(panel.Control(i)))];
        thresholds = [.. options.Thresholds.Distinct().Order()];
    }

    private int Rows => panel.Rows.Length;

    public SponsoredLoad Result()
    {
        var overDispersion = Williams();
        double[] weights = Weights(overDispersion);
        var grid = Profile(weights);
        var (bestPhi, bestKappa) = Lowest(grid);
        var linearPhi = Array.IndexOf(grid.Linear, grid.Linear.Min());
        if (!double.IsFinite(grid.Linear[linearPhi]))
        {
            throw new NotIdentifiedException("MODEL469", "sponsored share", "it does not vary within KOLs, or a control says the same",
                "a KOL is compared with itself", "add sessions with another sponsored share, or drop the control");
        }

        var phi = options.Persistences[bestPhi >= 0 ? bestPhi : linearPhi];
        var bend = bestPhi < 0 ? null : Refine(phi, bestKappa, weights);
        var df = Math.Max(1, Rows - panel.Kols - controls.Length - 4);
        var scale = bend is null ? 1 : Math.Max(1, Pearson(bend, weights) / df);
        var z = Normal.InvCDF(0, 1, 0.5 + options.Level / 2);
        var cut = scale * z * z;
        ProfilePoint[] profile = bend is null ? [] : [.. thresholds.Select((kappa, k) => new ProfilePoint(kappa, (grid.Deviance.Min(row => row[k]) - bend.Fit.Deviance) / scale)).Where(point => double.IsFinite(point.Rise)).Append(new(bend.Kappa, 0)).OrderBy(point => point.Value)];
        var p = bend is null ? 1 : Davies(grid, bestPhi, scale);
        var interval = bend is null ? null : Crossing(profile, z * z);
        var support = profile.Length == 0 ? new Interval(0, 0, 1, IntervalKind.SourceSpread) : new Interval(profile[0].Value, profile[^1].Value, 1, IntervalKind.SourceSpread);
        var why = Refusal(profile, interval, support, p);
        if (why is not null) phi = options.Persistences[linearPhi];
        return Write(new Parts(weights, overDispersion, phi, why is null ? bend!.Kappa : null, interval, why, p, support, profile, PersistenceInterval(grid, why is null, cut)));
    }

    /// <summary>Load at the places of the model.</summary>
    private double[] Load(double persistence) => model.Places.Spread(panel.Load(persistence));

    private double[] Weights(double overDispersion) => model.Places.Spread([.. panel.Rows.Select(row => 1 / (1 + (row.Trials - 1) * overDispersion))]);

    private double[][] Columns(double[] load, double? kappa) => kappa is { } at
        ? [load, [.. load.Select(s => Math.Max(0, s - at))], .. controls]
        : [load, .. controls];

    private double Pearson(Bent bent, double[] weights) => model.Pearson(bent.Columns, bent.Fit).Zip(weights, (part, w) => part * w).Sum();

    /// <summary>Correlation of fates at which Pearson's chi-squared equals its degrees of freedom (Williams 1982).</summary>
    private double Williams()
    {
        var columns = Columns(Load(options.Persistences[options.Persistences.Count / 2]), null);
        double df = Math.Max(1, Rows - panel.Kols - columns.Length), rho = 0;
        double[] others = model.Places.Spread([.. panel.Rows.Select(row => row.Trials - 1)]);
        FixedEffectLogit.Result? fit = null;
        for (var round = 0; round < 8; round++)
        {
            fit = model.Fit(columns, Weights(rho), fit);
            if (fit is null) return 0;
            var pearson = model.Pearson(columns, fit);
            if (round == 0 && pearson.Sum() <= df) return 0;
            // The weighed sum falls and bends upwards: Newton's steps from 0 never go too far.
            double next = 0;
            for (var step = 0; step < 60; step++)
            {
                double sum = -df, slope = 0;
                for (var i = 0; i < pearson.Length; i++)
                {
                    var weight = 1 / (1 + others[i] * next);
                    sum += pearson[i] * weight;
                    slope += pearson[i] * others[i] * weight * weight;
                }

                if (!(sum > 0) || !(slope > 0)) break;
                next = Math.Min(1, next + sum / slope);
                if (next == 1 || sum / slope <= 1e-13 * next) break;
            }

            var settled = Math.Abs(next - rho) <= 1e-6 * (1e-6 + next);
            rho = next;
            if (settled) break;
        }

        return rho;
    }

    internal sealed record Grid(double[][] Deviance, double[] Linear);

    private Grid Profile(double[] weights)
    {
        var deviance = new double[options.Persistences.Count][];
        var linear = new double[options.Persistences.Count];
        Parallel.For(0, deviance.Length, i =>
        {
            var load = Load(options.Persistences[i]);
            var straight = model.Fit(Columns(load, null), weights);
            linear[i] = straight?.Deviance ?? double.PositiveInfinity;
            FixedEffectLogit.Result? near = null;
            deviance[i] = [.. thresholds.Select(kappa =>
            {
                var above = load.Count(s => s > kappa) / (double)Rows;
                if (straight is null || above < options.LeastOnEachSide || above > 1 - options.LeastOnEachSide) return double.PositiveInfinity;
                near = model.Fit(Columns(load, kappa), weights, near ?? straight) ?? near;
                return near?.Deviance ?? double.PositiveInfinity;
            })];
        });
        return new Grid(deviance, linear);
    }

    private static (int Phi, int Kappa) Lowest(Grid grid)
    {
        var best = double.PositiveInfinity;
        var at = (-1, -1);
        for (var i = 0; i < grid.Deviance.Length; i++)
        {
            for (var k = 0; k < grid.Deviance[i].Length; k++)
            {
                if (!(grid.Deviance[i][k] < best)) continue;
                best = grid.Deviance[i][k];
                at = (i, k);
            }
        }

        return at;
    }

    internal sealed record Bent(double Kappa, double[][] Columns, FixedEffectLogit.Result Fit);

    private Bent Refine(double phi, int kappa, double[] weights)
    {
        var load = Load(phi);
        FixedEffectLogit.Result? near = model.Fit(Columns(load, thresholds[kappa]), weights);
        double DevianceAt(double at)
        {
            var fit = model.Fit(Columns(load, at), weights, near);
            return fit?.Deviance ?? double.PositiveInfinity;
        }

        var refined = thresholds[kappa];
        double low = thresholds[Math.Max(0, kappa - 1)], high = thresholds[Math.Min(thresholds.Length - 1, kappa + 1)], best = DevianceAt(refined);
        const int Steps = 16;
        for (var i = 1; i < Steps; i++)
        {
            var at = low + (high - low) * i / Steps;
            var reached = DevianceAt(at);
            if (!(reached < best)) continue;
            (best, refined) = (reached, at);
        }

        var columns = Columns(load, refined);
        return new Bent(refined, columns, model.Fit(columns, weights, near) ?? near!);
    }

    /// <summary>Bound of p for the largest improvement over a range of thresholds (Davies 1987, equation 3.4, one degree of freedom).</summary>
    private static double Davies(Grid grid, int phi, double scale)
    {
        double[] root = [.. grid.Deviance[phi].Where(double.IsFinite).Select(d => Math.Sqrt(Math.Max(0, (grid.Linear[phi] - d) / scale)))];
        var most = root.Max();
        var variation = root.Zip(root.Skip(1), (a, b) => Math.Abs(b - a)).Sum();
        return Math.Min(1, Survival.ChiSquared(most * most, 1) + variation * Math.Exp(-most * most / 2) / Math.Sqrt(2 * Math.PI));
    }

    private Interval Crossing(ProfilePoint[] profile, double cut)
    {
        var best = Array.FindIndex(profile, point => point.Rise == profile.Min(other => other.Rise));
        double End(int step)
        {
            for (var i = best; ; i += step)
            {
                if (i + step < 0 || i + step >= profile.Length) return profile[i].Value;
                if (profile[i + step].Rise <= cut) continue;
                // The interval is the hull of all values that the data allow: a second valley further out counts.
                if (Beyond(i + step, step) is { } further)
                {
                    i = further;
                    if (i + step < 0 || i + step >= profile.Length) return profile[i].Value;
                }

                // A profile is about a parabola: its root is about a line, also between points that lie far apart.
                double here = Math.Sqrt(Math.Max(0, profile[i].Rise)), there = Math.Sqrt(profile[i + step].Rise), part = (Math.Sqrt(cut) - here) / (there - here);
                return profile[i].Value + part * (profile[i + step].Value - profile[i].Value);
            }
        }

        int? Beyond(int from, int step)
        {
            int? last = null;
            for (var i = from; i >= 0 && i < profile.Length; i += step)
                if (profile[i].Rise <= cut) last = i;
            return last;
        }

        return new Interval(End(-1), End(1), options.Level, IntervalKind.Confidence);
    }

    private string? Refusal(ProfilePoint[] profile, Interval? interval, Interval support, double p)
    {
        if (interval is null || profile.Length < 4) return "too few sessions lie on both sides of any threshold";
        if (p > 1 - options.Level) return FormattableString.Invariant($"no bend between loads of {support.Low:0.###} and {support.High:0.###} (p = {p:G2})");
        if (interval.Low <= support.Low || interval.High >= support.High)
            return FormattableString.Invariant($"its interval ({interval.Low:0.###} to {interval.High:0.###}) reaches the end of the loads that the data can tell apart ({support.Low:0.###} to {support.High:0.###})");
        return null;
    }

    private Interval PersistenceInterval(Grid grid, bool bent, double cut)
    {
        double[] lowest = [.. options.Persistences.Select((_, i) => bent ? grid.Deviance[i].Min() : grid.Linear[i])];
        ProfilePoint[] profile = [.. options.Persistences.Select((persistence, i) => new ProfilePoint(persistence, lowest[i] - lowest.Min())).Where(point => double.IsFinite(point.Rise)).OrderBy(point => point.Value)];
        return Crossing(profile, cut);
    }
}
