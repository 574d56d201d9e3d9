using System.Runtime.CompilerServices;

namespace LiveCommerce.Numerics;

/// <summary>How methods are compiled that loop over vectors.</summary>
internal static class VectorLoop
{
    /// <summary>
    /// In full at their first call: a runtime that first compiles quickly calls every operation on a vector as a method, and a
    /// notebook is over before it thinks better of it. And each stays a method of its own, for the compiler takes only so much into one.
    /// </summary>
    public const MethodImplOptions Whole = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;
}
