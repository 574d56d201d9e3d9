using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LiveCommerce.Numerics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace LiveCommerce.Competition;

/// <summary>Eight runs of the share recursion side by side; one engine per thread, reused from batch to batch.</summary>
/// <remarks>Every operation works lane by lane, so a run is the same to the bit whatever runs beside it and however wide the hardware is.</remarks>
internal sealed partial class ShareEngine
{
    public const int Width = 8;
    private const double Closed = -1e300, Log2E = 1.4426950408889634;
    private readonly MarketTable table;
    private readonly int platforms, categories;
    private readonly LaneArray share, cap, fixedPart, target, appeal, trust, platformPart, total, factor, shock, greatest, sums;
    private readonly bool[] capped;
    private readonly LaneStream noise, shocks, chance = new(0xE8A7510A, 0);
    private Lanes traffic, conversion, trustEffect, supply, feedback, inertia, noiseSize, persistence, loss, trustNoise;
    private readonly bool anyHazard;
    private bool anyNoise, anyTrustNoise;

    public ShareEngine(MarketTable table)
    {
        this.table = table;
        (platforms, categories) = (table.Platforms, table.Categories);
        var cells = platforms * categories;
        (share, cap, fixedPart, factor) = (new(cells), new(cells), new(cells), new(LaneStream.Lot * Lots(cells) / 2));
        (target, greatest, sums) = (new(cells), new(categories), new(categories));
        (appeal, trust, platformPart, total, shock) = (new(platforms), new(platforms), new(platforms), new(platforms), new(LaneStream.Lot * Lots(platforms) / 2));
        (noise, shocks) = (new(0x401CE, Lots(cells)), new(0x7A057, Lots(platforms)));
        capped = new bool[categories];
        anyHazard = table.Hazard.Any(hazard => hazard > 0);
        factor.Floats.Fill(Vector512<float>.One);
    }

    /// <summary>Shares of the whole market, one vector per platform, after the last step.</summary>
    public ReadOnlySpan<Lanes> Total => total.Span;

    /// <summary>Shares of the whole market in one lane.</summary>
    public void CopyTotal(int lane, Span<double> row)
    {
        var numbers = total.Numbers;
        for (var i = 0; i < row.Length; i++) row[i] = numbers[i * Width + lane];
    }

    /// <summary>Share of a platform in a category, in one lane.</summary>
    public double ShareOf(int category, int platform, int lane) => share[category * platforms + platform][lane];

    /// <summary>Puts eight runs at the start.</summary>
    /// <param name="seed">Seed of the noise.</param>
    /// <param name="parameters">Parameters of each lane.</param>
    /// <param name="appeals">Appeal of each platform beyond its profile, one list per lane.</param>
    /// <param name="replicates">Replicate index of each lane.</param>
    [MethodImpl(VectorLoop.Whole)]
    public void Start(ulong seed, ShareParameters[] parameters, IReadOnlyList<double>[] appeals, ReadOnlySpan<long> replicates)
    {
        Take(parameters);
        anyTrustNoise = trustNoise != Lanes.Zero;
        if (anyNoise && noiseSize == Lanes.Zero) factor.Floats.Fill(Vector512<float>.One);
        anyNoise = noiseSize != Lanes.Zero;
        if (anyNoise) noise.Start(seed, replicates);
        if (anyTrustNoise) shocks.Start(seed, replicates);
        if (anyHazard) chance.Start(seed, replicates);
        Span<double> numbers = stackalloc double[Width];
        for (var i = 0; i < platforms; i++)
        {
            trust[i] = Vector512.Create(table.Trust[i]);
            for (var lane = 0; lane < Width; lane++) numbers[lane] = appeals[lane][i];
            appeal[i] = Vector512.Create<double>(numbers) + Vector512.Create(table.Appeal[i]);
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

    [MethodImpl(VectorLoop.Whole)]
    private void Take(ShareParameters[] parameters)
    {
        (traffic, conversion, trustEffect, supply) = (Each(parameters, p => p.TrafficEffect), Each(parameters, p => p.ConversionEffect), Each(parameters, p => p.TrustEffect), Each(parameters, p => p.SupplyEffect));
        (feedback, inertia, noiseSize) = (Each(parameters, p => p.EffectiveFeedback), Each(parameters, p => p.EffectiveInertia), Each(parameters, p => p.Noise));
        (persistence, loss, trustNoise) = (Each(parameters, p => p.TrustPersistence), Each(parameters, p => p.TrustLoss), Each(parameters, p => p.TrustNoise));
    }

    private static Lanes Each(ShareParameters[] parameters, Func<ShareParameters, double> field)
    {
        Span<double> values = stackalloc double[Width];
        for (var lane = 0; lane < Width; lane++) values[lane] = field(parameters[lane]);
        return Vector512.Create<double>(values);
    }

    /// <summary>One period on; the first is 1.</summary>
    [MethodImpl(VectorLoop.Whole)]
    public void Step(int period)
    {
        if (anyTrustNoise) shocks.Normals(shock.Floats);
        if (anyNoise) noise.LogNormals(factor.Floats, noiseSize);
        Span<Lanes> trusts = trust.Span, parts = platformPart.Span;
        var jolts = shock.Halves;
        for (var i = 0; i < parts.Length; i++)
        {
            trusts[i] = persistence * trusts[i] - loss * table.Load[i] + trustNoise * Widened(jolts[i]);
            parts[i] = (traffic * table.LogTraffic(i, period) + trustEffect * trusts[i]) * Log2E;
            if (table.Entry[i] == period && period > 0) Enter(i);
            if (table.Hazard[i] > 0 && table.Entry[i] <= period) Expand(i);
        }

        Pull();
        Attract();
        Move();
        Weigh(period);
    }

    /// <summary>Logarithm of the attraction of every platform in every category, to base 2, and the greatest of each category.</summary>
    [MethodImpl(VectorLoop.Whole)]
    private void Pull()
    {
        Span<Lanes> parts = platformPart.Span, allShares = share.Span, allGoals = target.Span, allConstants = fixedPart.Span;
        var exponent = feedback;
        for (var c = 0; c < categories; c++)
        {
            var (first, top) = (c * parts.Length, Vector512.Create(double.NegativeInfinity));
            Span<Lanes> shares = allShares.Slice(first, parts.Length), goals = allGoals.Slice(first, parts.Length), constants = allConstants.Slice(first, parts.Length);
            for (var i = 0; i < parts.Length; i++)
            {
                var pull = Vector512.FusedMultiplyAdd(exponent, BaseTwo.Log2(shares[i]), parts[i] + constants[i]);
                goals[i] = pull;
                top = Vector512.MaxNative(top, pull);
            }

            greatest[c] = top;
        }
    }

    /// <summary>Attraction as a part of the greatest in the category; a pass of its own, so that cells do not wait for each other.</summary>
    [MethodImpl(VectorLoop.Whole)]
    private void Attract()
    {
        var allGoals = target.Span;
        for (var c = 0; c < categories; c++)
        {
            var (top, sum) = (greatest[c], Lanes.Zero);
            foreach (ref var goal in allGoals.Slice(c * platforms, platforms))
            {
                var attraction = BaseTwo.Exp2(goal - top);
                goal = attraction;
                sum += attraction;
            }

            sums[c] = sum;
        }
    }

    /// <summary>Target by attraction, then inertia, then noise; shares of each category stay a whole.</summary>
    [MethodImpl(VectorLoop.Whole)]
    private void Move()
    {
        Span<Lanes> allShares = share.Span, allGoals = target.Span, allLimits = cap.Span;
        var allFactors = factor.Halves;
        var kept = inertia;
        for (var c = 0; c < categories; c++)
        {
            var first = c * platforms;
            Span<Lanes> shares = allShares.Slice(first, platforms), goals = allGoals.Slice(first, platforms), limits = allLimits.Slice(first, platforms);
            var factors = allFactors.Slice(first, platforms);
            var scale = Lanes.One / sums[c];
            if (capped[c])
            {
                Scale(goals, scale, limits);
                scale = Lanes.One;
            }

            scale *= Lanes.One - kept;
            var sum = Lanes.Zero;
            for (var i = 0; i < shares.Length; i++)
            {
                var next = Vector512.FusedMultiplyAdd(scale, goals[i], kept * shares[i]) * Widened(factors[i]);
                shares[i] = next;
                sum += next;
            }

            scale = Lanes.One / sum;
            if (capped[c]) Scale(shares, scale, limits);
            else foreach (ref var part in shares) part *= scale;
        }
    }

    [MethodImpl(VectorLoop.Whole)]
    private void Weigh(int period)
    {
        var weights = table.Weights(period);
        Span<Lanes> totals = total.Span, shares = share.Span;
        for (var i = 0; i < totals.Length; i++)
        {
            var sum = Lanes.Zero;
            for (var c = 0; c < weights.Length; c++) sum = Vector512.FusedMultiplyAdd(shares[c * totals.Length + i], Vector512.Create(weights[c]), sum);
            totals[i] = sum;
        }
    }

    private Lanes OpenPart(int cell, int platform) => (appeal[platform] + conversion * table.LogConversion[cell] + supply * table.LogSupply[cell]) * Log2E;

    private static Lanes Widened(Vector256<float> eight) => Vector512.WidenLower(eight.ToVector512Unsafe());

    private static int Lots(int count) => (count + LaneStream.Lot - 1) / LaneStream.Lot;
}
