using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>One step of a share from one period to the next, split into growth of the part and shrinking of the rest.</summary>
/// <param name="From">First period.</param>
/// <param name="To">Second period.</param>
/// <param name="FirstShare">Share in the first period, 0 to 1.</param>
/// <param name="SecondShare">Share in the second period.</param>
/// <param name="PartEffect">Rise of the share from the change of the part (Shapley).</param>
/// <param name="RestEffect">Rise of the share from the change of the rest; above 0 when the rest shrank.</param>
/// <param name="PartLogMean">The same by log-mean weights; null when the rest is 0 in a period.</param>
/// <param name="RestLogMean">The same by log-mean weights.</param>
public sealed record ShareStep(string From, string To, double FirstShare, double SecondShare, double PartEffect, double RestEffect, double? PartLogMean, double? RestLogMean)
{
    /// <summary>Second share minus first.</summary>
    public double Change => SecondShare - FirstShare;

    /// <summary>Part effect as a part of the change; it leaves 0..1 when the two effects pull apart; null when the share did not change.</summary>
    public double? PartOfChange => Change == 0 ? null : PartEffect / Change;

    /// <summary>Origin of both periods together.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;
}

/// <summary>The path of a share, step by step: how much of its change came from the part, how much from the rest.</summary>
/// <param name="Steps">One per pair of neighbouring periods; each is exactly additive.</param>
/// <param name="Total">The sum of the steps; its effects add to last share minus first.</param>
/// <remarks>
/// Shapley value over (part, rest) of part / (part + rest); log-mean weights (Ang 2005) beside it.
/// Both are accounting identities of published totals and carry no sampling interval.
/// </remarks>
public sealed record ShareChange(IReadOnlyList<ShareStep> Steps, ShareStep Total)
{
    /// <summary>Splits the path.</summary>
    /// <param name="points">At least two periods in order, in one unit.</param>
    /// <exception cref="InputException">Units differ, or a value is negative, not finite, or a part is 0.</exception>
    /// <exception cref="NotIdentifiedException">Fewer than two periods.</exception>
    public static ShareChange Of(IEnumerable<SharePoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var path = Guard.Items(points, "points", point => point.Period, point => point.Unit);
        if (path.Length < 2)
            throw new NotIdentifiedException("MODEL327", "'points'", $"{path.Length} period", "a change needs two", "give the period before as well");
        foreach (var point in path)
        {
            point.Checked();
            if (point.Unit != path[0].Unit)
                throw new InputException("MODEL311", $"period '{point.Period}'", $"unit {point.Unit} after {path[0].Unit}", "one path has one unit", "convert to one unit with the rate's source");
        }

        ShareStep[] steps = [.. path.Skip(1).Select((point, i) => Step(path[i], point))];
        var total = new ShareStep(path[0].Period, path[^1].Period, path[0].Share, path[^1].Share, steps.Sum(s => s.PartEffect), steps.Sum(s => s.RestEffect), Sum(steps.Select(s => s.PartLogMean)), Sum(steps.Select(s => s.RestLogMean)))
        {
            Provenance = Provenance.Combine(steps.Select(step => step.Provenance)),
        };
        return new ShareChange(steps, total);
    }

    private static double? Sum(IEnumerable<double?> values) => values.Aggregate((double?)0, (sum, value) => sum + value);

    private static ShareStep Step(SharePoint a, SharePoint b)
    {
        var effects = Shapley.Effects(2, set => Share((set & 1) != 0 ? b.Part : a.Part, (set & 2) != 0 ? b.Rest : a.Rest));
        double? part = null, rest = null;
        if (a.Rest > 0 && b.Rest > 0)
        {
            var share = LogMean.Of(a.Share, b.Share);
            var whole = LogMean.Of(a.Part + a.Rest, b.Part + b.Rest);
            part = share * (1 - (LogMean.Of(a.Part, b.Part) / whole)) * Math.Log(b.Part / a.Part);
            rest = -share * LogMean.Of(a.Rest, b.Rest) / whole * Math.Log(b.Rest / a.Rest);
        }

        return new ShareStep(a.Period, b.Period, a.Share, b.Share, effects[0], effects[1], part, rest)
        {
            Provenance = a.Provenance.With(b.Provenance).Computed("part / (part + rest), split by Shapley value"),
        };
    }

    private static double Share(double part, double rest) => part / (part + rest);
}
