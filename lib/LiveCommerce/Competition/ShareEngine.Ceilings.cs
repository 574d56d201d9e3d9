using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace LiveCommerce.Competition;

/// <content>Ceilings, and platforms that enter later.</content>
internal sealed partial class ShareEngine
{
    /// <summary>What exceeds a ceiling goes to the others in proportion, until none exceeds. Lanes without excess stay as they are.</summary>
    private static void Cap(Span<Lanes> values, ReadOnlySpan<Lanes> limits)
    {
        for (var pass = 0; pass < values.Length; pass++)
        {
            var over = Lanes.Zero;
            for (var i = 0; i < values.Length; i++) over = Vector512.MaxNative(over, values[i] - limits[i]);
            if (!Vector512.GreaterThanAny(over, Lanes.Zero)) return;
            Lanes kept = Lanes.Zero, free = Lanes.Zero;
            for (var i = 0; i < values.Length; i++)
            {
                var full = Vector512.GreaterThanOrEqual(values[i], limits[i]);
                kept += Vector512.ConditionalSelect(full, limits[i], Lanes.Zero);
                free += Vector512.ConditionalSelect(full, Lanes.Zero, values[i]);
            }

            var any = Vector512.GreaterThan(over, Lanes.Zero);
            var scale = Vector512.ConditionalSelect(Vector512.GreaterThan(free, Lanes.Zero), (Lanes.One - kept) / free, Lanes.Zero);
            for (var i = 0; i < values.Length; i++)
            {
                var changed = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(values[i], limits[i]), limits[i], values[i] * scale);
                values[i] = Vector512.ConditionalSelect(any, changed, values[i]);
            }
        }
    }

    private void Enter(int platform)
    {
        for (var c = 0; c < categories; c++)
        {
            if (table.Ceiling[c * platforms + platform] > 0) Open(c, platform, Lanes.AllBitsSet, table.Ceiling[c * platforms + platform]);
        }
    }

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
