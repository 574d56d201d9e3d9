namespace LiveCommerce.Competition;

/// <summary>A market as flat arrays, cell = category x platforms + platform; shared read-only by all engines.</summary>
internal sealed class MarketTable
{
    private readonly double[][] weights, logTraffic;

    public MarketTable(Market market, int periods)
    {
        (Platforms, Categories) = (market.Platforms.Count, market.Categories.Count);
        var cells = Platforms * Categories;
        (Share, Ceiling, LogConversion, LogSupply) = (new double[cells], new double[cells], new double[cells], new double[cells]);
        HasCeiling = new bool[Categories];
        for (var c = 0; c < Categories; c++)
        {
            for (var i = 0; i < Platforms; i++)
            {
                if (market.Platforms[i].Offers.FirstOrDefault(offer => offer.Category == market.Categories[c].Name) is not { } offer) continue;
                var cell = c * Platforms + i;
                (Share[cell], Ceiling[cell], LogConversion[cell], LogSupply[cell]) = (offer.Share, offer.Ceiling, Math.Log(offer.Conversion), Math.Log(offer.Supply));
                HasCeiling[c] |= offer.Ceiling < 1;
            }
        }

        double[] Of(Func<PlatformProfile, double> field) => [.. market.Platforms.Select(field)];
        (Trust, Appeal, Load, Hazard) = (Of(p => p.Trust), Of(p => p.Appeal), Of(p => p.SponsoredLoad), Of(p => p.ExpansionHazard));
        (EntryShare, ExpansionCeiling) = (Of(p => p.EntryShare), Of(p => p.ExpansionCeiling));
        Entry = [.. market.Platforms.Select(p => p.Entry)];
        weights = new double[periods + 1][];
        logTraffic = new double[periods + 1][];
        for (var t = 0; t <= periods; t++)
        {
            double[] grown = [.. market.Categories.Select(category => category.Weight * Math.Exp(category.Growth * t))];
            var sum = grown.Sum();
            weights[t] = [.. grown.Select(weight => weight / sum)];
            double[] users = [.. market.Platforms.Select(p => Math.Log(Users(p, t)))];
            var middle = users.Average();
            logTraffic[t] = [.. users.Select(value => value - middle)];
        }
    }

    public int Platforms { get; }

    public int Categories { get; }

    public double[] Share { get; }

    public double[] Ceiling { get; }

    public double[] LogConversion { get; }

    public double[] LogSupply { get; }

    public bool[] HasCeiling { get; }

    public double[] Trust { get; }

    public double[] Appeal { get; }

    public double[] Load { get; }

    public double[] Hazard { get; }

    public double[] EntryShare { get; }

    public double[] ExpansionCeiling { get; }

    public int[] Entry { get; }

    public double[] Weights(int period) => weights[period];

    /// <summary>Log traffic of a platform less the mean over platforms.</summary>
    public double LogTraffic(int platform, int period) => logTraffic[period][platform];

    private static double Users(PlatformProfile platform, int period)
    {
        if (platform.TrafficCeiling is not { } ceiling) return platform.Traffic;
        var rest = ceiling / platform.Traffic - 1;
        return ceiling / (1 + rest * Math.Exp(-platform.TrafficGrowth * period));
    }
}
