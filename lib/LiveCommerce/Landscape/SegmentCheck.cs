using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>What segments may be asked for.</summary>
internal static class SegmentCheck
{
    /// <summary>Fewer rows than this illustrate and do not infer.</summary>
    private const int Enough = 30;

    public static void Count(int rows, int k)
    {
        Guard.AtLeast(k, 2, "k");
        if (3 * k > rows)
            throw new NotIdentifiedException("MODEL240", "'k'", FormattableString.Invariant($"{k} segments of {rows} rows"), "fewer than three rows per segment are chance", "ask for fewer segments");
    }

    public static IReadOnlyList<ModelWarning> Few(int rows) => rows >= Enough ? [] :
        [new ModelWarning("MODEL241", Severity.Caution, FormattableString.Invariant($"{rows} rows: segments are an illustration, not an inference"))];
}
