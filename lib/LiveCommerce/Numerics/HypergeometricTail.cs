namespace LiveCommerce.Numerics;

/// <summary>Tails of the hypergeometric distribution, summed from the point outwards: terms only fall, so small tails keep their digits.</summary>
internal readonly struct HypergeometricTail
{
    /// <summary>Beyond this standard deviation the sum has too many terms and the normal distribution is as good.</summary>
    private const double Widest = 5e6;
    private readonly double population, successes, draws;

    internal HypergeometricTail(double population, double successes, double draws) =>
        (this.population, this.successes, this.draws) = (population, successes, draws);

    internal double Lowest => Math.Max(0, draws - (population - successes));

    internal double Highest => Math.Min(draws, successes);

    private double Mean => draws * (successes / population);

    private double Deviation => population <= 1 ? 0 : Math.Sqrt(Mean * (1 - (successes / population)) * ((population - draws) / (population - 1)));

    internal double LogAt(double k)
    {
        double p = draws / population, q = (population - draws) / population;
        return Stirling.LogBinomial(k, successes, p, q) + Stirling.LogBinomial(draws - k, population - successes, p, q) - Stirling.LogBinomial(draws, population, p, q);
    }

    /// <summary>P(X &gt;= k).</summary>
    internal double From(double k)
    {
        if (k <= Lowest) return 1;
        if (k > Highest) return 0;
        if (Deviation > Widest) return Survival.Normal((k - 0.5 - Mean) / Deviation);
        return k > Mean ? Sum(k, 1) : 1 - Sum(k - 1, -1);
    }

    /// <summary>P(X &lt;= k).</summary>
    internal double Until(double k)
    {
        if (k >= Highest) return 1;
        if (k < Lowest) return 0;
        if (Deviation > Widest) return Survival.Normal((Mean - k - 0.5) / Deviation);
        return k < Mean ? Sum(k, -1) : 1 - Sum(k + 1, 1);
    }

    /// <summary>All counts that are no more likely than k.</summary>
    internal double NoMoreLikely(double k)
    {
        var seen = LogAt(k) + 1e-7;
        if (Deviation > Widest) return 2 * Survival.Normal(Math.Max(0, Math.Abs(k - Mean) - 0.5) / Deviation);
        // Counts on the other side are cut where they become no more likely, by halving: the likelihood falls from the mode.
        double near = Math.Clamp(Math.Floor((draws + 1) * ((successes + 1) / (population + 2))), Lowest, Highest);
        var right = k > near;
        var far = right ? Lowest : Highest;
        if (LogAt(near) <= seen) return 1;
        var own = right ? From(k) : Until(k);
        if (LogAt(far) > seen) return own;
        while (Math.Abs(near - far) > 1)
        {
            var middle = Math.Floor((near + far) / 2);
            if (LogAt(middle) <= seen) far = middle;
            else near = middle;
        }

        return Math.Min(1, own + (right ? Until(far) : From(far)));
    }

    private double Sum(double k, int step)
    {
        double first = Math.Exp(LogAt(k)), term = 1, sum = 1;
        for (var at = k; ; at += step)
        {
            term *= step > 0
                ? (successes - at) * (draws - at) / ((at + 1) * (population - successes - draws + at + 1))
                : at * (population - successes - draws + at) / ((successes - at + 1) * (draws - at + 1));
            if (!(term > 1e-17 * sum)) return Math.Min(1, first * sum);
            sum += term;
        }
    }
}
