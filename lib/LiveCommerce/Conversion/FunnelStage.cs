namespace LiveCommerce.Conversion;

/// <summary>One stage of a funnel: what is counted, and in which unit.</summary>
/// <param name="Name">Such as view, product click, cart, order, kept.</param>
/// <param name="Count">How many reached it.</param>
/// <param name="Unit">People or sessions; all stages of a funnel share one.</param>
public sealed record FunnelStage(string Name, long Count, Unit Unit);
