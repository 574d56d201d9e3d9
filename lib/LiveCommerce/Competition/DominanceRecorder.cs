using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LiveCommerce.Numerics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace LiveCommerce.Competition;

/// <summary>Follows who dominates, by every rule, while eight runs go on.</summary>
internal sealed class DominanceRecorder(int platforms)
{
    public const int Rules = 4;

    /// <summary>One byte for each of the last four periods, the latest lowest, one bit for each run; rule x platforms + platform.</summary>
    private readonly uint[] periods = new uint[Rules * platforms];

    /// <summary>Runs in which a platform has dominated in four periods running, one bit each.</summary>
    private readonly uint[] held = new uint[Rules * platforms];

    public void Start()
    {
        Array.Clear(periods);
        Array.Clear(held);
    }

    [MethodImpl(VectorLoop.Whole)]
    public void Take(ReadOnlySpan<Lanes> shares)
    {
        Lanes first = Lanes.Zero, second = Lanes.Zero, squares = Lanes.Zero;
        foreach (var share in shares)
        {
            second = Vector512.MaxNative(second, Vector512.MinNative(first, share));
            first = Vector512.MaxNative(first, share);
            squares = Vector512.FusedMultiplyAdd(share, share, squares);
        }

        var far = Bits(Vector512.GreaterThan(first - second, Vector512.Create(0.2)));
        var concentrated = Bits(Vector512.GreaterThan(squares, Vector512.Create(0.25)));
        var moderate = Bits(Vector512.GreaterThan(squares, Vector512.Create(0.18)));
        for (var i = 0; i < shares.Length; i++)
        {
            var leads = Bits(Vector512.Equals(shares[i], first));
            Keep(i, Bits(Vector512.GreaterThan(shares[i], Vector512.Create(0.5))));
            Keep(platforms + i, leads & concentrated);
            Keep(2 * platforms + i, leads & moderate);
            Keep(3 * platforms + i, leads & far);
        }
    }

    /// <summary>The platforms that dominate at the end in one lane, one bit each.</summary>
    public ulong AtEnd(int rule, int lane) => Platforms(periods, rule, lane);

    /// <summary>The platforms that have dominated in four periods running.</summary>
    public ulong Held(int rule, int lane) => Platforms(held, rule, lane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Keep(int place, uint dominates)
    {
        var last = (periods[place] << 8) | dominates;
        periods[place] = last;
        held[place] |= last & (last >> 8) & (last >> 16) & (last >> 24);
    }

    private ulong Platforms(uint[] runs, int rule, int lane)
    {
        ulong bits = 0;
        for (var i = 0; i < platforms; i++) bits |= (ulong)((runs[rule * platforms + i] >> lane) & 1) << i;
        return bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Bits(Lanes mask) => (uint)Vector512.ExtractMostSignificantBits(mask);
}
