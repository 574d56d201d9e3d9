using System.Runtime.CompilerServices;
using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>Sessions in order, KOL by KOL, with the load at any persistence.</summary>
internal sealed class LoadPanel
{
    private readonly LoadSession[][] kols;
    private readonly int burnIn;
    private readonly bool lagged;

    public LoadPanel(IReadOnlyList<LoadSession> sessions, SponsoredLoadOptions options, bool withoutEvents = false)
    {
        foreach (var session in sessions) session.Check(options.Controls.Count);
        burnIn = options.BurnIn + (options.Lagged ? 1 : 0);
        lagged = options.Lagged;
        LoadSession[][] all = [.. sessions.GroupBy(s => s.Kol, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.OrderBy(s => s.Order).ToArray())];
        // Without a prior a KOL without events, or with nothing else, has an infinite constant and says nothing of the slopes.
        bool Tells(LoadSession[] kol) => kol.Skip(burnIn).Where(s => s.Trials > 0).ToArray() is { Length: >= 2 } used && used.Any(s => s.Events > 0) && used.Any(s => s.Events < s.Trials);
        kols = [.. all.Where(kol => withoutEvents ? kol.Skip(burnIn).Any(s => s.Trials > 0) : Tells(kol))];
        KolsThatTell = kols.Count(Tells);
        List<int> group = [];
        List<LoadSession> rows = [];
        List<double> future = [];
        for (var g = 0; g < kols.Length; g++)
        {
            for (var t = burnIn; t < kols[g].Length; t++)
            {
                if (kols[g][t].Trials <= 0) continue;
                group.Add(g);
                rows.Add(kols[g][t]);
                future.Add(t + 1 < kols[g].Length ? kols[g][t + 1].Sponsored : double.NaN);
            }
        }

        Group = [.. group];
        Rows = [.. rows];
        Future = [.. future];
        Given = sessions.Count;
    }

    public int Given { get; }

    public int Kols => kols.Length;

    /// <summary>KOLs with two sessions or more, with events and with followers without.</summary>
    public int KolsThatTell { get; }

    public int[] Group { get; }

    public LoadSession[] Rows { get; }

    /// <summary>Sponsored share of the next session; NaN for the last.</summary>
    public double[] Future { get; }

    public double[] Load(double persistence)
    {
        var load = new double[Rows.Length];
        Load(persistence, load);
        return load;
    }

    /// <summary>Load of each row, into an array that may be longer.</summary>
    [MethodImpl(VectorLoop.Whole)]
    public void Load(double persistence, double[] load)
    {
        var row = 0;
        foreach (var kol in kols)
        {
            // What was before the first session is not known: the mean of the first ones stands for it, and fades while they build the load up.
            var stock = kol.Take(Math.Max(1, burnIn)).Average(session => session.Sponsored);
            for (var t = 0; t < kol.Length; t++)
            {
                var before = stock;
                stock = persistence * stock + (1 - persistence) * kol[t].Sponsored;
                if (t >= burnIn && kol[t].Trials > 0) load[row++] = lagged ? before : stock;
            }
        }
    }

    public double[] Control(int index) => [.. Rows.Select(row => row.Controls[index])];
}
