using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace LiveCommerce.Competition;

/// <summary>Eight runs of the share recursion side by side; one engine per thread, reused from batch to batch.</summary>
/// <remarks>Every operation works lane by lane, so a run is the same to the bit whatever runs beside it and however wide the hardware is.</remarks>
internal sealed partial class ShareEngine
{
    public const int Width = 8;
    private const double Closed = -1e300;
    private readonly MarketTable table;
    private readonly int platforms, categories;
    private readonly LaneArray share, cap, fixedPart, target, appeal, trust, platformPart, total, factor, shock, greatest, sums;
    private readonly bool[] capped;
    private readonly LaneStream noise = new(0x401CE), chance = new(0xE8A7510A), shocks = new(0x7A057);
    private Lanes traffic, conversion, trustEffect, supply, feedback, inertia, noiseSize, persistence, loss, trustNoise;
    private readonly bool anyHazard;
    private bool anyFeedback, anyNoise, anyTrustNoise;

    public ShareEngine(MarketTable table)
    {
        this.table = table;
        (platforms, categories) = (table.Platforms, table.Categories);
        var cells = platforms * categories;
        (share, cap, fixedPart, factor) = (new(cells), new(cells), new(cells), new(Lots(cells)));
        (target, greatest, sums) = (new(cells), new(categories), new(categories));
        (appeal, trust, platformPart, total, shock) = (new(platforms), new(platforms), new(platforms), new(platforms), new(Lots(platforms)));
        capped = new bool[categories];
        anyHazard = table.Hazard.Any(hazard => hazard > 0);
        factor.Span.Fill(Lanes.One);
    }

    /// <summary>Shares of the whole market, one vector per platform, after the last step.</summary>
    public ReadOnlySpan<Lanes> Total => total.Span;

    /// <summary>Share of a platform in a category, in one lane.</summary>
    public double ShareOf(int category, int platform, int lane) => share[category * platforms + platform][lane];

    /// <summary>Puts eight runs at the start.</summary>
    /// <param name="seed">Seed of the noise.</param>
    /// <param name="parameters">Parameters of each lane.</param>
    /// <param name="appeals">Appeal of each platform beyond its profile, one list per lane.</param>
    /// <param name="replicates">Replicate index of each lane.</param>
    public void Start(ulong seed, ShareParameters[] parameters, double[][] appeals, ReadOnlySpan<long> replicates)
    {
        Lanes Of(Func<int, double> value) => Vector512.Create(value(0), value(1), value(2), value(3), value(4), value(5), value(6), value(7));
        Lanes Each(Func<ShareParameters, double> field) => Of(lane => field(parameters[lane]));
        (traffic, conversion, trustEffect, supply) = (Each(p => p.TrafficEffect), Each(p => p.ConversionEffect), Each(p => p.TrustEffect), Each(p => p.SupplyEffect));
        (feedback, inertia, noiseSize) = (Each(p => p.Regime.Effective), Each(p => p.EffectiveInertia), Each(p => p.Noise));
        (persistence, loss, trustNoise) = (Each(p => p.TrustPersistence), Each(p => p.TrustLoss), Each(p => p.TrustNoise));
        anyFeedback = feedback != Lanes.Zero;
        anyTrustNoise = trustNoise != Lanes.Zero;
        if (anyNoise && noiseSize == Lanes.Zero) factor.Span.Fill(Lanes.One);
        anyNoise = noiseSize != Lanes.Zero;
        if (anyNoise) noise.Start(seed, replicates);
        if (anyTrustNoise) shocks.Start(seed, replicates);
        if (anyHazard) chance.Start(seed, replicates);
        for (var i = 0; i < platforms; i++)
        {
            trust[i] = Vector512.Create(table.Trust[i]);
            appeal[i] = Of(lane => appeals[lane][i]) + Vector512.Create(table.Appeal[i]);
            for (var c = 0; c < categories; c++)
            {
                var cell = c * platforms + i;
                var open = table.Entry[i] == 0 && table.Ceiling[cell] > 0;
                share[cell] = Vector512.Create(open ? table.Share[cell] : 0);
                cap[cell] = Vector512.Create(open ? table.Ceiling[cell] : 0);
                fixedPart[cell] = open ? OpenPart(cell, i) : Vector512.Create(Closed);
            }
        }

        for (var c = 0; c < categories; c++) capped[c] = table.HasCeiling[c];
        Weigh(0);
    }

    /// <summary>One period on; the first is 1.</summary>
    public void Step(int period)
    {
        if (anyTrustNoise) shocks.Normals(shock.Span);
        if (anyNoise) noise.LogNormals(factor.Span, noiseSize);
        Span<Lanes> trusts = trust.Span, parts = platformPart.Span, jolts = shock.Span;
        for (var i = 0; i < parts.Length; i++)
        {
            trusts[i] = persistence * trusts[i] - loss * table.Load[i] + trustNoise * jolts[i];
            parts[i] = traffic * table.LogTraffic(i, period) + trustEffect * trusts[i];
            if (table.Entry[i] == period && period > 0) Enter(i);
            if (table.Hazard[i] > 0 && table.Entry[i] <= period) Expand(i);
        }

        Attract();
        for (var c = 0; c < categories; c++) Move(c);
        Weigh(period);
    }

    /// <summary>Attraction of every platform in every category as a part of the greatest there; one pass per step, so that cells do not wait for each other.</summary>
    private void Attract()
    {
        var parts = platformPart.Span;
        for (var c = 0; c < categories; c++)
        {
            var (first, top) = (c * platforms, Vector512.Create(double.NegativeInfinity));
            Span<Lanes> shares = share.Part(first, parts.Length), goals = target.Part(first, parts.Length), constants = fixedPart.Part(first, parts.Length);
            for (var i = 0; i < parts.Length; i++)
            {
                var attraction = parts[i] + constants[i];
                if (anyFeedback) attraction = Vector512.FusedMultiplyAdd(feedback, LaneMath.Log(Vector512.MaxNative(shares[i], Vector512.Create(1e-300))), attraction);
                goals[i] = attraction;
                top = Vector512.MaxNative(top, attraction);
            }

            greatest[c] = top;
        }

        for (var c = 0; c < categories; c++)
        {
            var (first, top, sum) = (c * platforms, greatest[c], Lanes.Zero);
            Span<Lanes> goals = target.Part(first, parts.Length), limits = cap.Part(first, parts.Length);
            for (var i = 0; i < goals.Length; i++)
            {
                var attraction = LaneMath.Exp(goals[i] - top) & Vector512.GreaterThan(limits[i], Lanes.Zero);
                goals[i] = attraction;
                sum += attraction;
            }

            sums[c] = sum;
        }
    }

    /// <summary>Target by attraction, then inertia, then noise; shares of the category stay a whole.</summary>
    private void Move(int category)
    {
        var first = category * platforms;
        Span<Lanes> shares = share.Part(first, platforms), goals = target.Part(first, shares.Length), limits = cap.Part(first, shares.Length), factors = factor.Part(first, shares.Length);
        var scale = Lanes.One / sums[category];
        if (capped[category])
        {
            for (var i = 0; i < goals.Length; i++) goals[i] *= scale;
            Cap(goals, limits);
            scale = Lanes.One;
        }

        var kept = inertia;
        scale *= Lanes.One - kept;
        var sum = Lanes.Zero;
        for (var i = 0; i < shares.Length; i++)
        {
            var next = Vector512.FusedMultiplyAdd(scale, goals[i], kept * shares[i]) * factors[i];
            shares[i] = next;
            sum += next;
        }

        scale = Lanes.One / sum;
        for (var i = 0; i < shares.Length; i++) shares[i] *= scale;
        if (capped[category]) Cap(shares, limits);
    }

    private void Weigh(int period)
    {
        var weights = table.Weights(period);
        var sums = total.Span;
        sums.Clear();
        for (var c = 0; c < weights.Length; c++)
        {
            var shares = share.Part(c * platforms, sums.Length);
            var weight = Vector512.Create(weights[c]);
            for (var i = 0; i < sums.Length; i++) sums[i] = Vector512.FusedMultiplyAdd(shares[i], weight, sums[i]);
        }
    }

    private Lanes OpenPart(int cell, int platform) => appeal[platform] + conversion * table.LogConversion[cell] + supply * table.LogSupply[cell];

    private static int Lots(int count) => (count + LaneStream.Lot - 1) / LaneStream.Lot * LaneStream.Lot;
}
