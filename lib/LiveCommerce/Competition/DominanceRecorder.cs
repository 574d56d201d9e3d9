using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace LiveCommerce.Competition;

/// <summary>Follows who dominates, by every rule, while four runs go on.</summary>
internal sealed class DominanceRecorder(int platforms)
{
    public const int Rules = 4, Running = 4;
    private readonly Lanes[] now = new Lanes[Rules * platforms], run = new Lanes[Rules * platforms], held = new Lanes[Rules * platforms];

    public void Start()
    {
        Array.Clear(run);
        Array.Clear(held);
    }

    public void Take(ReadOnlySpan<Lanes> shares)
    {
        Lanes first = Lanes.Zero, second = Lanes.Zero, squares = Lanes.Zero;
        foreach (var share in shares)
        {
            second = Vector256.Max(second, Vector256.Min(first, share));
            first = Vector256.Max(first, share);
            squares += share * share;
        }

        var far = Vector256.GreaterThan(first - second, Vector256.Create(0.2));
        var concentrated = Vector256.GreaterThan(squares, Vector256.Create(0.25));
        var moderate = Vector256.GreaterThan(squares, Vector256.Create(0.18));
        for (var i = 0; i < platforms; i++)
        {
            var leads = Vector256.Equals(shares[i], first);
            Keep(0, i, Vector256.GreaterThan(shares[i], Vector256.Create(0.5)));
            Keep(1, i, leads & concentrated);
            Keep(2, i, leads & moderate);
            Keep(3, i, leads & far);
        }
    }

    /// <summary>The platforms that dominate at the end in one lane, one bit each.</summary>
    public ulong AtEnd(int rule, int lane) => Bits(now, rule, lane);

    /// <summary>The platforms that have dominated in four periods running.</summary>
    public ulong Held(int rule, int lane) => Bits(held, rule, lane);

    private void Keep(int rule, int platform, Lanes dominates)
    {
        var at = rule * platforms + platform;
        now[at] = dominates;
        run[at] = Vector256.ConditionalSelect(dominates, run[at] + Lanes.One, Lanes.Zero);
        held[at] |= Vector256.GreaterThanOrEqual(run[at], Vector256.Create((double)Running));
    }

    private ulong Bits(Lanes[] masks, int rule, int lane)
    {
        ulong bits = 0;
        for (var i = 0; i < platforms; i++)
        {
            if (masks[rule * platforms + i].AsUInt64()[lane] != 0) bits |= 1UL << i;
        }

        return bits;
    }
}
