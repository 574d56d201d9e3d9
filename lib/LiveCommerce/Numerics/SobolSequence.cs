using System.Globalization;
using System.Numerics;

namespace LiveCommerce.Numerics;

/// <summary>Sobol' points: they fill the unit cube evenly, in gray-code order, the origin first.</summary>
/// <remarks>
/// Direction numbers of Joe and Kuo (2008), new-joe-kuo-6.21201; equal to <c>scipy.stats.qmc.Sobol(scramble=False)</c>.
/// Use 2^m points. A random digital shift (see <see cref="Shifted"/>) keeps the evenness and gives an unbiased mean.
/// Reference case E27.
/// </remarks>
public sealed class SobolSequence
{
    private const int Bits = 32;
    private readonly uint[][] directions;
    private readonly uint[] shift;

    /// <summary>Largest number of dimensions.</summary>
    public const int MaxDimensions = JoeKuo.Dimensions;

    /// <summary>The sequence in <paramref name="dimensions"/> dimensions.</summary>
    /// <param name="dimensions">1 to <see cref="MaxDimensions"/>.</param>
    /// <exception cref="InputException">Outside that range.</exception>
    public SobolSequence(int dimensions)
    {
        if (dimensions is < 1 or > MaxDimensions)
        {
            throw new InputException("MODEL110", "'dimensions'", string.Create(CultureInfo.InvariantCulture, $"it was {dimensions}"),
                string.Create(CultureInfo.InvariantCulture, $"1 to {MaxDimensions} dimensions have direction numbers"), "fix some inputs, or use a random design");
        }

        Dimensions = dimensions;
        shift = new uint[dimensions];
        directions = new uint[dimensions][];
        var entries = JoeKuo.Table.Split(' ');
        directions[0] = [.. Enumerable.Range(1, Bits).Select(bit => 1u << (Bits - bit))];
        for (var d = 1; d < dimensions; d++) directions[d] = Expand(entries[d - 1]);
    }

    private SobolSequence(SobolSequence plain, uint[] shift)
    {
        Dimensions = plain.Dimensions;
        directions = plain.directions;
        this.shift = shift;
    }

    /// <summary>Coordinates per point.</summary>
    public int Dimensions { get; }

    /// <summary>The same sequence with a random digital shift, one per seed.</summary>
    public SobolSequence Shifted(ulong seed)
    {
        var stream = RandomStream.For(seed, 0x50B01);
        return new SobolSequence(this, [.. Enumerable.Range(0, Dimensions).Select(_ => stream.NextUInt32())]);
    }

    /// <summary>Point number <paramref name="index"/>, coordinates in [0, 1).</summary>
    /// <param name="index">0 to 2^32 - 1; 0 is the origin.</param>
    public double[] Point(long index)
    {
        if (index is < 0 or > uint.MaxValue)
        {
            throw new InputException("MODEL111", "'index'", string.Create(CultureInfo.InvariantCulture, $"it was {index}"),
                "points are numbered 0 to 2^32 - 1", "take fewer points");
        }

        var gray = (uint)index ^ (uint)(index >> 1);
        var point = new double[Dimensions];
        for (var d = 0; d < Dimensions; d++)
        {
            var x = shift[d];
            var v = directions[d];
            for (var bit = 0; bit < Bits && gray >> bit != 0; bit++)
            {
                if (((gray >> bit) & 1) != 0) x ^= v[bit];
            }

            point[d] = x * (1.0 / 4294967296.0);
        }

        return point;
    }

    /// <summary>The first <paramref name="count"/> points after <paramref name="skip"/>.</summary>
    /// <param name="count">At least 1.</param>
    /// <param name="skip">Points left out at the start.</param>
    /// <exception cref="InputException">A count below 1 or a negative skip.</exception>
    public IReadOnlyList<double[]> Points(int count, long skip = 0)
    {
        var points = new double[Guard.AtLeast(count, 1, "count")][];
        points[0] = Point(skip);
        Point(skip + count - 1);
        uint[] bits = [.. points[0].Select(x => (uint)(x * 4294967296.0))];
        for (var i = 1; i < count; i++)
        {
            // From one point to the next of the gray code, one direction per coordinate changes.
            var bit = BitOperations.TrailingZeroCount(skip + i);
            var point = new double[Dimensions];
            for (var d = 0; d < point.Length; d++) point[d] = (bits[d] ^= directions[d][bit]) * (1.0 / 4294967296.0);
            points[i] = point;
        }

        return points;
    }

    private static uint[] Expand(string entry)
    {
        var colon = entry.IndexOf(':', StringComparison.Ordinal);
        var polynomial = uint.Parse(entry.AsSpan(0, colon), CultureInfo.InvariantCulture);
        uint[] start = [.. entry[(colon + 1)..].Split(',').Select(text => uint.Parse(text, CultureInfo.InvariantCulture))];
        var degree = start.Length;
        var v = new uint[Bits];
        for (var i = 0; i < Bits; i++)
        {
            if (i < degree)
            {
                v[i] = start[i] << (Bits - 1 - i);
                continue;
            }

            v[i] = v[i - degree] ^ (v[i - degree] >> degree);
            for (var k = 1; k < degree; k++)
            {
                if (((polynomial >> (degree - k)) & 1) != 0) v[i] ^= v[i - k];
            }
        }

        return v;
    }
}
