using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace LiveCommerce.Competition;

/// <summary>Four runs of the share recursion side by side; one engine per thread, reused from batch to batch.</summary>
/// <remarks>Every operation works lane by lane, so a run is the same to the bit whatever runs beside it.</remarks>
internal sealed class ShareEngine
{
    public const int Width = 4;
    private readonly MarketTable table;
    private readonly int platforms, categories;
    private readonly Lanes[] share, cap, fixedPart, target, trust, platformPart, total, logTraffic;
    private readonly bool[] capped;
    private readonly LaneStream noise, chance, shocks;
    private Lanes traffic, conversion, trustEffect, supply, feedback, inertia, noiseSize, persistence, loss, trustNoise;
    private bool anyFeedback, anyNoise, anyTrustNoise;

    public ShareEngine(MarketTable table, ulong seed)
    {
        this.table = table;
        (platforms, categories) = (table.Platforms, table.Categories);
        var cells = platforms * categories;
        (share, cap, fixedPart) = (new Lanes[cells], new Lanes[cells], new Lanes[cells]);
        (target, trust, platformPart, total, logTraffic) = (new Lanes[platforms], new Lanes[platforms], new Lanes[platforms], new Lanes[platforms], new Lanes[platforms]);
        capped = new bool[categories];
        noise = new LaneStream(seed);
        chance = new LaneStream(seed ^ 0xE8A7510A);
        shocks = new LaneStream(seed ^ 0x7A057);
    }

    /// <summary>Shares of the whole market, one vector per platform, after the last step.</summary>
    public ReadOnlySpan<Lanes> Total => total;

    /// <summary>Share of a platform in a category, in one lane.</summary>
    public double ShareOf(int category, int platform, int lane) => share[category * platforms + platform][lane];

    /// <summary>Puts four runs at the start.</summary>
    /// <param name="parameters">Parameters of each lane.</param>
    /// <param name="appeals">Appeal of each platform beyond its profile, one list per lane.</param>
    /// <param name="indices">Replicate index of each lane.</param>
    public void Start(ShareParameters[] parameters, double[][] appeals, Vector256<ulong> indices)
    {
        Lanes Of(Func<ShareParameters, double> field) => Vector256.Create(field(parameters[0]), field(parameters[1]), field(parameters[2]), field(parameters[3]));
        (traffic, conversion, trustEffect, supply) = (Of(p => p.TrafficEffect), Of(p => p.ConversionEffect), Of(p => p.TrustEffect), Of(p => p.SupplyEffect));
        (feedback, inertia, noiseSize) = (Of(p => p.Regime.Effective), Of(p => p.EffectiveInertia), Of(p => p.Noise));
        (persistence, loss, trustNoise) = (Of(p => p.TrustPersistence), Of(p => p.TrustLoss), Of(p => p.TrustNoise));
        anyFeedback = feedback != Lanes.Zero;
        anyNoise = noiseSize != Lanes.Zero;
        anyTrustNoise = trustNoise != Lanes.Zero;
        noise.Start(indices);
        chance.Start(indices);
        shocks.Start(indices);
        for (var i = 0; i < platforms; i++)
        {
            trust[i] = Vector256.Create(table.Trust[i]);
            var appeal = Vector256.Create(appeals[0][i], appeals[1][i], appeals[2][i], appeals[3][i]) + Vector256.Create(table.Appeal[i]);
            for (var c = 0; c < categories; c++)
            {
                var cell = c * platforms + i;
                share[cell] = Vector256.Create(table.Entry[i] > 0 ? 0 : table.Share[cell]);
                cap[cell] = Vector256.Create(table.Entry[i] > 0 ? 0 : table.Ceiling[cell]);
                fixedPart[cell] = appeal + conversion * table.LogConversion[cell] + supply * table.LogSupply[cell];
            }
        }

        for (var c = 0; c < categories; c++) capped[c] = table.HasCeiling[c];
        Weigh(0);
    }

    /// <summary>One period on; the first is 1.</summary>
    public void Step(int period)
    {
        for (var i = 0; i < platforms; i++)
        {
            var shock = anyTrustNoise ? trustNoise * shocks.NextNormal() : Lanes.Zero;
            trust[i] = persistence * trust[i] - loss * table.Load[i] + shock;
            logTraffic[i] = Vector256.Create(table.LogTraffic(i, period));
            platformPart[i] = traffic * logTraffic[i] + trustEffect * trust[i];
            if (table.Entry[i] == period && period > 0) Enter(i);
            if (table.Hazard[i] > 0 && table.Entry[i] <= period) Expand(i);
        }

        for (var c = 0; c < categories; c++) Move(c * platforms, capped[c]);
        Weigh(period);
    }

    /// <summary>Target by attraction, then inertia, then noise; shares of the category stay a whole.</summary>
    private void Move(int first, bool ceilings)
    {
        var top = Vector256.Create(double.NegativeInfinity);
        for (var i = 0; i < platforms; i++)
        {
            var attraction = platformPart[i] + fixedPart[first + i];
            if (anyFeedback) attraction += feedback * LaneMath.Log(Vector256.Max(share[first + i], Vector256.Create(1e-300)));
            attraction = Vector256.ConditionalSelect(Vector256.GreaterThan(cap[first + i], Lanes.Zero), attraction, Vector256.Create(-1e300));
            target[i] = attraction;
            top = Vector256.Max(top, attraction);
        }

        var sum = Lanes.Zero;
        for (var i = 0; i < platforms; i++)
        {
            target[i] = LaneMath.Exp(target[i] - top);
            target[i] = Vector256.ConditionalSelect(Vector256.GreaterThan(cap[first + i], Lanes.Zero), target[i], Lanes.Zero);
            sum += target[i];
        }

        for (var i = 0; i < platforms; i++) target[i] /= sum;
        if (ceilings) Cap(target, 0, first);
        sum = Lanes.Zero;
        for (var i = 0; i < platforms; i++)
        {
            var next = inertia * share[first + i] + (Lanes.One - inertia) * target[i];
            if (anyNoise) next *= LaneMath.Exp(noiseSize * noise.NextNormal());
            share[first + i] = next;
            sum += next;
        }

        for (var i = 0; i < platforms; i++) share[first + i] /= sum;
        if (ceilings) Cap(share, first, first);
    }

    /// <summary>What exceeds a ceiling goes to the others in proportion, until none exceeds. Lanes without excess stay as they are.</summary>
    private void Cap(Lanes[] values, int at, int first)
    {
        for (var pass = 0; pass < platforms; pass++)
        {
            Lanes any = Lanes.Zero, kept = Lanes.Zero, free = Lanes.Zero;
            for (var i = 0; i < platforms; i++)
            {
                var limit = cap[first + i];
                any |= Vector256.GreaterThan(values[at + i], limit);
                var full = Vector256.GreaterThanOrEqual(values[at + i], limit);
                kept += Vector256.ConditionalSelect(full, limit, Lanes.Zero);
                free += Vector256.ConditionalSelect(full, Lanes.Zero, values[at + i]);
            }

            if (any == Lanes.Zero) return;
            var scale = Vector256.ConditionalSelect(Vector256.GreaterThan(free, Lanes.Zero), (Lanes.One - kept) / free, Lanes.Zero);
            for (var i = 0; i < platforms; i++)
            {
                var limit = cap[first + i];
                var changed = Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(values[at + i], limit), limit, values[at + i] * scale);
                values[at + i] = Vector256.ConditionalSelect(any, changed, values[at + i]);
            }
        }
    }

    private void Enter(int platform)
    {
        for (var c = 0; c < categories; c++)
        {
            if (table.Ceiling[c * platforms + platform] > 0) Open(c, platform, Lanes.AllBitsSet, table.Ceiling[c * platforms + platform]);
        }
    }

    private void Expand(int platform)
    {
        for (var c = 0; c < categories; c++)
        {
            if (table.Ceiling[c * platforms + platform] > 0) continue;
            var (u, _) = chance.NextUniforms();
            var opens = Vector256.LessThan(u, Vector256.Create(table.Hazard[platform])) & Vector256.Equals(cap[c * platforms + platform], Lanes.Zero);
            if (opens != Lanes.Zero) Open(c, platform, opens, table.ExpansionCeiling[platform]);
        }
    }

    /// <summary>A platform enters a category in some lanes: it takes its first share from the others in proportion.</summary>
    private void Open(int category, int platform, Lanes where, double ceiling)
    {
        var first = category * platforms;
        var size = Math.Min(table.EntryShare[platform], ceiling);
        for (var i = 0; i < platforms; i++) share[first + i] = Vector256.ConditionalSelect(where, share[first + i] * (1 - size), share[first + i]);
        share[first + platform] = Vector256.ConditionalSelect(where, Vector256.Create(size), share[first + platform]);
        cap[first + platform] = Vector256.ConditionalSelect(where, Vector256.Create(ceiling), cap[first + platform]);
        if (ceiling < 1) capped[category] = true;
    }

    private void Weigh(int period)
    {
        var weights = table.Weights(period);
        for (var i = 0; i < platforms; i++)
        {
            var sum = Lanes.Zero;
            for (var c = 0; c < categories; c++) sum += share[c * platforms + i] * weights[c];
            total[i] = sum;
        }
    }
}
