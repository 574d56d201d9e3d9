using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>Places of rows that stand group by group, each group filled up to whole vectors with places that count for nothing.</summary>
internal sealed class GroupedRows
{
    private readonly int[] place;

    /// <param name="group">Group of each row, rising from 0.</param>
    /// <param name="groups">How many.</param>
    public GroupedRows(int[] group, int groups)
    {
        Begin = new int[groups + 1];
        place = new int[group.Length];
        int at = 0, row = 0;
        for (var g = 0; g < groups; g++)
        {
            Begin[g] = at;
            for (; row < group.Length && group[row] == g; row++) place[row] = at++;
            at = (at + Vector256<double>.Count - 1) / Vector256<double>.Count * Vector256<double>.Count;
        }

        Begin[groups] = at;
    }

    /// <summary>First place of each group, and one past the last.</summary>
    public int[] Begin { get; }

    public int Groups => Begin.Length - 1;

    public int Length => Begin[^1];

    /// <summary>Rows at their places, 0 between.</summary>
    public double[] Spread(double[] rows)
    {
        var spread = new double[Length];
        Spread(rows, spread);
        return spread;
    }

    /// <summary>The same, into an array that may be longer.</summary>
    [MethodImpl(VectorLoop.Whole)]
    public void Spread(double[] rows, double[] spread)
    {
        Array.Clear(spread, 0, Length);
        for (var i = 0; i < place.Length; i++) spread[place[i]] = rows[i];
    }
}
