namespace LiveCommerce;

/// <summary>How many observations an answer rests on, how many were left out, and why.</summary>
/// <param name="Used">Observations used.</param>
/// <param name="Dropped">Observations left out.</param>
/// <param name="DropReason">Why they were left out; null when none was.</param>
public sealed record SampleSize(long Used, long Dropped = 0, string? DropReason = null)
{
    /// <inheritdoc/>
    public override string ToString() => Dropped == 0 ? $"n = {Used}" : $"n = {Used}, {Dropped} dropped ({DropReason})";
}
