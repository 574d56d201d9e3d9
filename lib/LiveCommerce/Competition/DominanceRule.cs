namespace LiveCommerce.Competition;

/// <summary>What counts as dominance. All are reported, none is hidden.</summary>
public enum DominanceRule
{
    /// <summary>A share above one half.</summary>
    Majority,

    /// <summary>Herfindahl index above 2,500 points, and the largest share.</summary>
    FirstAbove2500,

    /// <summary>Herfindahl index above 1,800 points, and the largest share.</summary>
    FirstAbove1800,

    /// <summary>A share more than 20 points above the next.</summary>
    LeadOf20Points,
}

/// <summary>When dominance must hold.</summary>
public enum DominanceTiming
{
    /// <summary>In the last period.</summary>
    AtEnd,

    /// <summary>In four periods running, at any time.</summary>
    FourRunning,
}
