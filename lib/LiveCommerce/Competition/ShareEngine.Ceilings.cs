using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LiveCommerce.Numerics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace LiveCommerce.Competition;

/// <content>Ceilings, and platforms that enter later.</content>
internal sealed partial class ShareEngine
{
    /// <summary>Shares to a scale; what then exceeds a ceiling goes to the others in proportion, until none exceeds. Lanes without excess only take the scale.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scale(Span<Lanes> values, Lanes scale, ReadOnlySpan<Lanes> limits)
    {
        var over = Lanes.Zero;
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i] * scale;
            values[i] = value;
            over = Vector512.MaxNative(over, value - limits[i]);
        }

        for (var pass = 1; pass < values.Length && Vector512.GreaterThanAny(over, Lanes.Zero); pass++) over = Cut(values, over, limits);
    }

    /// <summary>Cuts once, in the lanes that have an excess.</summary>
    /// <returns>What is over after that.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Cut(Span<Lanes> values, Lanes over, ReadOnlySpan<Lanes> limits)
    {
        Lanes kept = Lanes.Zero, free = Lanes.Zero;
        for (var i = 0; i < values.Length; i++)
        {
            var full = Vector512.GreaterThanOrEqual(values[i], limits[i]);
            kept += Vector512.ConditionalSelect(full, limits[i], Lanes.Zero);
            free += Vector512.ConditionalSelect(full, Lanes.Zero, values[i]);
        }

        var grown = Vector512.ConditionalSelect(Vector512.GreaterThan(free, Lanes.Zero), (Lanes.One - kept) / free, Lanes.Zero);
        grown = Vector512.ConditionalSelect(Vector512.GreaterThan(over, Lanes.Zero), grown, Lanes.One);
        over = Lanes.Zero;
        for (var i = 0; i < values.Length; i++)
        {
            var value = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(values[i], limits[i]), limits[i], values[i] * grown);
            values[i] = value;
            over = Vector512.MaxNative(over, value - limits[i]);
        }

        return over;
    }

    private void Enter(int platform)
    {
        for (var c = 0; c < categories; c++)
        {
            if (table.Ceiling[c * platforms + platform] > 0) Open(c, platform, Lanes.AllBitsSet, table.Ceiling[c * platforms + platform]);
        }
    }

    [MethodImpl(VectorLoop.Whole)]
    private void Expand(int platform)
    {
        for (var c = 0; c < categories; c++)
        {
            if (table.Ceiling[c * platforms + platform] > 0) continue;
            var opens = Vector512.LessThan(chance.NextUniform(), Vector512.Create(table.Hazard[platform])) & Vector512.Equals(cap[c * platforms + platform], Lanes.Zero);
            if (opens != Lanes.Zero) Open(c, platform, opens, table.ExpansionCeiling[platform]);
        }
    }

    /// <summary>A platform enters a category in some lanes: it takes its first share from the others in proportion.</summary>
    [MethodImpl(VectorLoop.Whole)]
    private void Open(int category, int platform, Lanes where, double ceiling)
    {
        int first = category * platforms, cell = first + platform;
        var size = Math.Min(table.EntryShare[platform], ceiling);
        for (var i = 0; i < platforms; i++) share[first + i] = Vector512.ConditionalSelect(where, share[first + i] * (1 - size), share[first + i]);
        share[cell] = Vector512.ConditionalSelect(where, Vector512.Create(size), share[cell]);
        cap[cell] = Vector512.ConditionalSelect(where, Vector512.Create(ceiling), cap[cell]);
        fixedPart[cell] = Vector512.ConditionalSelect(where, OpenPart(cell, platform), fixedPart[cell]);
        if (ceiling < 1) capped[category] = true;
    }
}
