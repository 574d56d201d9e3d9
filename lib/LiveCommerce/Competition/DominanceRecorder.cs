using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace LiveCommerce.Competition;

/// <summary>Follows who dominates, by every rule, while eight runs go on.</summary>
internal sealed class DominanceRecorder(int platforms)
{
    public const int Rules = 4, Running = 4;

    /// <summary>Periods running in which a platform has dominated up to now, and the most it ever had; rule x platforms + platform.</summary>
    private readonly LaneArray run = new(Rules * platforms), longest = new(Rules * platforms);

    public void Start()
    {
        run.Span.Clear();
        longest.Span.Clear();
    }

    public void Take(ReadOnlySpan<Lanes> shares)
    {
        Lanes first = Lanes.Zero, second = Lanes.Zero, squares = Lanes.Zero;
        foreach (var share in shares)
        {
            second = Vector512.MaxNative(second, Vector512.MinNative(first, share));
            first = Vector512.MaxNative(first, share);
            squares = Vector512.FusedMultiplyAdd(share, share, squares);
        }

        var far = Vector512.GreaterThan(first - second, Vector512.Create(0.2));
        var concentrated = Vector512.GreaterThan(squares, Vector512.Create(0.25));
        var moderate = Vector512.GreaterThan(squares, Vector512.Create(0.18));
        Span<Lanes> runs = run.Span, most = longest.Span;
        for (var i = 0; i < shares.Length; i++)
        {
            var leads = Vector512.Equals(shares[i], first);
            Keep(ref runs[i], ref most[i], Vector512.GreaterThan(shares[i], Vector512.Create(0.5)));
            Keep(ref runs[platforms + i], ref most[platforms + i], leads & concentrated);
            Keep(ref runs[2 * platforms + i], ref most[2 * platforms + i], leads & moderate);
            Keep(ref runs[3 * platforms + i], ref most[3 * platforms + i], leads & far);
        }
    }

    /// <summary>The platforms that dominate at the end in one lane, one bit each.</summary>
    public ulong AtEnd(int rule, int lane) => Bits(run, rule, lane, 1);

    /// <summary>The platforms that have dominated in four periods running.</summary>
    public ulong Held(int rule, int lane) => Bits(longest, rule, lane, Running);

    private static void Keep(ref Lanes run, ref Lanes longest, Lanes dominates)
    {
        run = (run + Lanes.One) & dominates;
        longest = Vector512.MaxNative(longest, run);
    }

    private ulong Bits(LaneArray periods, int rule, int lane, double least)
    {
        ulong bits = 0;
        for (var i = 0; i < platforms; i++)
        {
            if (periods[rule * platforms + i][lane] >= least) bits |= 1UL << i;
        }

        return bits;
    }
}
