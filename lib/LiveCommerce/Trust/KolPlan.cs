namespace LiveCommerce.Trust;

/// <summary>One session of a path.</summary>
/// <param name="Session">Counted from 1.</param>
/// <param name="Trust">Trust at its start, in standard deviations.</param>
/// <param name="Audience">Size of the audience relative to the start.</param>
/// <param name="Ads">Share of the session given to ads.</param>
/// <param name="Products">Share given to products; the rest is content.</param>
/// <param name="Earned">Money earned.</param>
public sealed record KolSession(int Session, double Trust, double Audience, double Ads, double Products, double Earned);

/// <summary>A plan followed from the start.</summary>
/// <param name="Name">Such as <c>best</c>, <c>best constant</c>, <c>short-sighted</c>.</param>
/// <param name="Value">Discounted money from the start on, or money per session under average reward.</param>
/// <param name="Regret">Part of the best value that the plan forgoes; 0 for the best.</param>
/// <param name="LongRunAds">Mean share of ads over the second half of the path.</param>
/// <param name="LongRunProducts">Mean share of products over the second half of the path.</param>
/// <param name="SpreadOfSelling">Standard deviation of the share of selling over the second half.</param>
/// <param name="Path">Session by session.</param>
public sealed record KolPlan(string Name, double Value, double Regret, double LongRunAds, double LongRunProducts, double SpreadOfSelling, IReadOnlyList<KolSession> Path)
{
    /// <summary>Whether selling comes in bursts with content between: the share of selling varies by more than 0.1.</summary>
    public bool Pulses => SpreadOfSelling > 0.1;
}

/// <summary>Best thing to do at one trust.</summary>
/// <param name="Trust">Trust, in standard deviations.</param>
/// <param name="Ads">Share of ads.</param>
/// <param name="Products">Share of products.</param>
/// <param name="Value">Value of being there; relative to the start under average reward.</param>
/// <param name="ShadowPrice">Money that one more unit of trust is worth.</param>
public sealed record KolPolicyPoint(double Trust, double Ads, double Products, double Value, double ShadowPrice);

/// <summary>Marginal revenue of each instrument per unit of trust that it uses; the larger one is to be used first.</summary>
/// <param name="Trust">Trust at which it is looked at.</param>
/// <param name="AdsPerTrust">Money from ads per unit of trust.</param>
/// <param name="ProductsPerTrust">Money from products per unit of trust.</param>
/// <param name="ShadowPrice">Money that a unit of trust earns later; selling pays while its revenue per trust is above.</param>
public sealed record TrustTradeOff(double Trust, double AdsPerTrust, double ProductsPerTrust, double ShadowPrice)
{
    /// <summary>Whether ads earn more per unit of trust than products.</summary>
    public bool AdsFirst => AdsPerTrust > ProductsPerTrust;
}
