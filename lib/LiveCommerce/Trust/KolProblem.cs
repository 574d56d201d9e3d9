using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>The KOL's sessions as a grid problem: trust, and the audience when asked for; state = trust * audience points + audience.</summary>
internal readonly struct KolProblem : IGridProblem
{
    private readonly KolSetting setting;
    private readonly AudienceSetting? audience;
    private readonly double low, step, audienceLow, audienceStep;
    private readonly int points, audiencePoints;
    private readonly double[] viewsTimesAds, viewsTimesProducts, kept, trusted, size, ads, products, drift, shocks, weights, earned, part, growth;
    private readonly int[] cell;
    private readonly AudienceLanes? lanes;

    public KolProblem(KolSetting setting, KolPolicyOptions options)
    {
        this.setting = setting;
        audience = options.Audience;
        low = options.LowestTrust;
        points = options.TrustPoints;
        step = (options.HighestTrust - low) / (points - 1);
        audiencePoints = audience?.Points ?? 1;
        audienceLow = audience?.Lowest ?? 0;
        audienceStep = audience is null ? 1 : (audience.Highest - audience.Lowest) / (audiencePoints - 1);
        var most = options.ObservedMostSold ?? 1;
        List<(double Ads, double Products)> controls = [];
        for (var a = 0; a * options.ShareStep <= options.MostAds + 1e-9; a++)
        {
            for (var p = 0; p * options.ShareStep <= options.MostProducts + 1e-9; p++)
                if ((a + p) * options.ShareStep <= most + 1e-9) controls.Add((a * options.ShareStep, p * options.ShareStep));
        }

        ads = [.. controls.Select(c => c.Ads)];
        products = [.. controls.Select(c => c.Products)];
        drift = [.. controls.Select(c => setting.Drift(c.Ads, c.Products))];
        double origin = low, width = step;
        double[] trust = [.. Enumerable.Range(0, points).Select(i => origin + i * width)];
        viewsTimesAds = [.. trust.Select(t => setting.ViewsAt(t) * setting.AdFee)];
        viewsTimesProducts = [.. trust.Select(t => setting.ViewsAt(t) * setting.OrderValue * setting.CommissionRate * setting.ConversionAt(t))];
        kept = [.. trust.Select(t => setting.Persistence * t)];
        trusted = [.. trust.Select(t => 1 / (1 + Math.Exp(-t)))];
        double audienceOrigin = audienceLow, audienceWidth = audienceStep;
        size = [.. Enumerable.Range(0, audiencePoints).Select(i => Math.Exp(audienceOrigin + i * audienceWidth))];
        // What depends on trust and control alone is worked out once, not for each audience and improvement.
        var count = ads.Length;
        earned = new double[points * count];
        part = new double[points * count];
        growth = new double[points * count];
        cell = new int[points * count];
        for (var t = 0; t < points; t++)
        {
            for (var c = 0; c < count; c++)
            {
                var at = t * count + c;
                var sold = ads[c] + products[c];
                earned[at] = viewsTimesAds[t] * ads[c] + viewsTimesProducts[t] * products[c];
                growth[at] = audience is null ? 0 : (audience.ContentGrowth * (1 - sold) * trusted[t] - audience.SellingLoss * sold * (1 - trusted[t])) / audienceStep;
                var position = Math.Clamp((kept[t] + drift[c] - low) / step, 0, points - 1);
                cell[at] = Math.Min((int)position, points - 2);
                part[at] = position - cell[at];
            }
        }

        if (setting.TrustNoise > 0)
        {
            var rule = Quadrature.GaussHermite(7);
            shocks = [.. rule.Nodes.Select(z => Math.Sqrt(2) * setting.TrustNoise * z)];
            weights = [.. rule.Weights.Select(w => w / Math.Sqrt(Math.PI))];
        }
        else
        {
            shocks = [0];
            weights = [1];
            if (audience is not null) lanes = new AudienceLanes(size, ads.Length, earned, setting.SessionCost, cell, part, growth);
        }
    }

    public int States => points * audiencePoints;

    public int Controls => ads.Length;

    public double Ads(int control) => ads[control];

    public double Products(int control) => products[control];

    public double Trust(int point) => low + point * step;

    public double Reward(int state, int control)
    {
        var (t, f) = audiencePoints == 1 ? (state, 0) : Math.DivRem(state, audiencePoints);
        return size[f] * earned[t * ads.Length + control] - setting.SessionCost;
    }

    public double Next(int state, int control, double[] values)
    {
        var place = Place(state, control);
        if (Certain) return place.In(values);
        return AtTrust(kept[state / audiencePoints] + drift[control], audiencePoints == 1 ? 0 : place.Corner % audiencePoints, audiencePoints == 1 ? 0 : place.ColumnPart, values);
    }

    public bool Certain => shocks.Length == 1;

    public GridPlace Place(int state, int control)
    {
        var (t, f) = audiencePoints == 1 ? (state, 0) : Math.DivRem(state, audiencePoints);
        var at = t * ads.Length + control;
        if (audiencePoints == 1) return new(cell[at], 0, part[at], 0);
        var position = f + growth[at];
        var column = Math.Clamp((int)position, 0, audiencePoints - 2);
        return new(cell[at] * audiencePoints + column, audiencePoints, Math.Clamp(position - column, 0, 1), part[at]);
    }

    public int Together => lanes is null ? 1 : audiencePoints;

    public void Prepare(double[] values) => lanes?.Prepare(values);

    public void Improve(int first, double discount, double[] values, double[] worth, int[] policy)
    {
        if (lanes is null) GridSolver.Improve(this, first, discount, values, worth, policy);
        else lanes.Improve(first / audiencePoints, discount, worth, policy);
    }

    /// <summary>Next state of any trust and log audience, not only those of the grid.</summary>
    public (double Trust, double Audience) Step(double trust, double audienceNow, double adsShare, double productShare, double shock)
    {
        var next = Math.Clamp(setting.Persistence * trust + setting.Drift(adsShare, productShare) + shock, low, low + (points - 1) * step);
        if (audience is null) return (next, 0);
        var share = 1 / (1 + Math.Exp(-trust));
        return (next, Math.Clamp(Grown(audience, audienceNow, adsShare, productShare, share), audience.Lowest, audience.Highest));
    }

    private static double Grown(AudienceSetting audience, double now, double adsShare, double productShare, double trusting) =>
        now + audience.ContentGrowth * (1 - adsShare - productShare) * trusting - audience.SellingLoss * (adsShare + productShare) * (1 - trusting);

    public double Earns(double trust, double audienceNow, double adsShare, double productShare) =>
        Math.Exp(audienceNow) * (setting.Earns(trust, adsShare, productShare) + setting.SessionCost) - setting.SessionCost;

    /// <summary>Best control of any state, by one look ahead.</summary>
    public int Greedy(double trust, double audienceNow, double discount, double[] values)
    {
        var best = double.NegativeInfinity;
        var choice = 0;
        double views = setting.ViewsAt(trust), sale = setting.OrderValue * setting.CommissionRate * setting.ConversionAt(trust), crowd = Math.Exp(audienceNow), trusting = 1 / (1 + Math.Exp(-trust));
        for (var c = 0; c < ads.Length; c++)
        {
            var worth = crowd * (views * (setting.AdFee * ads[c] + sale * products[c])) - setting.SessionCost;
            if (discount > 0)
            {
                var grown = audience is null ? 0 : Math.Clamp(Grown(audience, audienceNow, ads[c], products[c], trusting), audience.Lowest, audience.Highest);
                var position = audience is null ? 0 : (grown - audienceLow) / audienceStep;
                var cell = audience is null ? 0 : Math.Clamp((int)position, 0, audiencePoints - 2);
                worth += discount * AtTrust(setting.Persistence * trust + drift[c], cell, position - cell, values);
            }

            if (!(worth > best)) continue;
            best = worth;
            choice = c;
        }

        return choice;
    }

    /// <summary>Value at any state.</summary>
    public double ValueAt(double trust, double audienceNow, double[] values)
    {
        var position = audience is null ? 0 : (audienceNow - audienceLow) / audienceStep;
        var cell = audience is null ? 0 : Math.Clamp((int)position, 0, audiencePoints - 2);
        return Between(trust, cell, position - cell, values);
    }

    private double AtTrust(double trust, int cell, double part, double[] values)
    {
        if (shocks.Length == 1) return Between(trust, cell, part, values);
        double sum = 0;
        for (var i = 0; i < shocks.Length; i++) sum += weights[i] * Between(trust + shocks[i], cell, part, values);
        return sum;
    }

    private double Between(double trust, int cell, double part, double[] values)
    {
        var position = Math.Clamp((trust - low) / step, 0, points - 1);
        var at = Math.Min((int)position, points - 2);
        var share = position - at;
        if (audiencePoints == 1) return values[at] + share * (values[at + 1] - values[at]);
        return Corners(at, share, cell, part, values);
    }

    private double Corners(int row, double rowPart, int column, double columnPart, double[] values)
    {
        var corner = row * audiencePoints + column;
        var left = values[corner] + columnPart * (values[corner + 1] - values[corner]);
        var right = values[corner + audiencePoints] + columnPart * (values[corner + audiencePoints + 1] - values[corner + audiencePoints]);
        return left + rowPart * (right - left);
    }
}
