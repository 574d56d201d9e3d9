using System.Collections.Concurrent;
using LiveCommerce.Numerics;

namespace LiveCommerce.Competition;

/// <summary>Simulates the shares of platforms, category by category.</summary>
/// <remarks>
/// In each category c and period t, the attraction of platform i is
/// <c>exp(appeal_i + a ln traffic_it + b ln conversion_ic + d trust_it + e ln supply_ic) x share^phi</c>; the target is its
/// part of all attractions, cut at the ceiling with what is cut off going to the others in proportion; the new share is
/// <c>rho x share + (1 - rho) x target</c>, times log-ratio noise, and shares are brought back to a whole. Multi-homing h
/// divides phi and rho by h^q. Trust is autoregressive and falls with sponsored load; traffic grows logistically; platforms
/// enter at given dates and may enter new categories with a hazard. There is no strategic answer of a platform to another.
/// Reference case E33.
/// </remarks>
public sealed class ShareSimulator
{
    private readonly MarketTable table;
    private readonly ConcurrentBag<ShareEngine> idle = [];

    /// <summary>A simulator of one market.</summary>
    /// <param name="market">The market at the start.</param>
    /// <param name="periods">Periods, at least 1.</param>
    public ShareSimulator(Market market, int periods)
    {
        ArgumentNullException.ThrowIfNull(market);
        Market = market;
        Periods = Guard.AtLeast(periods, 1, "periods");
        table = new MarketTable(market, periods);
    }

    /// <summary>The market.</summary>
    public Market Market { get; }

    /// <summary>Periods simulated.</summary>
    public int Periods { get; }

    /// <summary>One run.</summary>
    /// <param name="parameters">How shares move.</param>
    /// <param name="seed">Seed of the noise.</param>
    /// <param name="replicate">Index of the run: same seed and index, same path.</param>
    /// <exception cref="InputException">A parameter out of range.</exception>
    public SharePath Run(ShareParameters parameters, ulong seed = 1, long replicate = 0)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Checked();
        var appeals = new double[table.Platforms];
        if (parameters.AppealSpread > 0)
        {
            var stream = RandomStream.For(seed, replicate);
            for (var i = 0; i < appeals.Length; i++) appeals[i] = parameters.AppealSpread * stream.NextNormal();
        }

        var engine = Engine();
        var shares = Follow(engine, seed, parameters, appeals, replicate);
        var inCategories = Enumerable.Range(0, table.Categories).Select(c => (IReadOnlyList<double>)Enumerable.Range(0, table.Platforms).Select(i => engine.ShareOf(c, i, 0)).ToArray());
        Return(engine);
        return new SharePath(Market.Ids, shares, [.. inCategories], parameters, seed, Market.Provenance);
    }

    /// <summary>Shares at the end of many runs, for a fit or a sensitivity analysis.</summary>
    /// <param name="runs">Parameters of each run.</param>
    /// <param name="appeals">Appeal of each platform beyond its profile, one list per run; null for none.</param>
    /// <param name="seed">Seed of the noise.</param>
    /// <param name="sameNoise">Whether all runs see the same noise, so that differences come from the parameters alone.</param>
    /// <returns>One list of final shares per run.</returns>
    public IReadOnlyList<IReadOnlyList<double>> FinalShares(IEnumerable<ShareParameters> runs, IEnumerable<IReadOnlyList<double>>? appeals = null, ulong seed = 1, bool sameNoise = false)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ShareParameters[] list = [.. runs.Select(run => run.Checked())];
        var none = new double[table.Platforms];
        double[][] extra = appeals is null ? [.. list.Select(_ => none)] : [.. appeals.Select(row => row.ToArray())];
        Guard.SameLength(list.Length, extra.Length, "appeals");
        foreach (var row in extra) Guard.SameLength(table.Platforms, row.Length, "row of appeals");
        var engine = Engine();
        var result = new IReadOnlyList<double>[list.Length];
        var indices = new long[ShareEngine.Width];
        for (var first = 0; first < list.Length; first += ShareEngine.Width)
        {
            int[] at = [.. Enumerable.Range(first, ShareEngine.Width).Select(run => Math.Min(run, list.Length - 1))];
            if (!sameNoise) indices = [.. at.Select(run => (long)run)];
            engine.Start(seed, [.. at.Select(run => list[run])], [.. at.Select(run => extra[run])], indices);
            for (var t = 1; t <= Periods; t++) engine.Step(t);
            for (var lane = 0; lane < ShareEngine.Width && first + lane < list.Length; lane++) result[first + lane] = Row(engine, lane);
        }

        Return(engine);
        return result;
    }

    /// <summary>Shares of every period of one run with given appeals.</summary>
    internal IReadOnlyList<IReadOnlyList<double>> Path(ShareParameters parameters, double[] appeals, ulong seed, long replicate)
    {
        var engine = Engine();
        var shares = Follow(engine, seed, parameters.Checked(), appeals, replicate);
        Return(engine);
        return shares;
    }

    private List<IReadOnlyList<double>> Follow(ShareEngine engine, ulong seed, ShareParameters parameters, double[] appeals, long replicate)
    {
        T[] Eight<T>(T value) => [.. Enumerable.Repeat(value, ShareEngine.Width)];
        engine.Start(seed, Eight(parameters), Eight(appeals), Eight(replicate));
        var shares = new List<IReadOnlyList<double>>(Periods + 1) { Row(engine) };
        for (var t = 1; t <= Periods; t++)
        {
            engine.Step(t);
            shares.Add(Row(engine));
        }

        return shares;
    }

    /// <summary>An engine for one thread; its memory is lent again once it is given back.</summary>
    internal ShareEngine Engine() => idle.TryTake(out var engine) ? engine : new ShareEngine(table);

    internal void Return(ShareEngine engine) => idle.Add(engine);

    internal static double[] Row(ShareEngine engine, int lane = 0)
    {
        var row = new double[engine.Total.Length];
        engine.CopyTotal(lane, row);
        return row;
    }
}
