using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace LiveCommerce.Competition;

/// <summary>An array whose elements each fill one cache line: an ordinary one starts in the middle of a line, so that every access touches two.</summary>
internal sealed class LaneArray
{
    private const int Line = 64, PerLine = Line / sizeof(double);
    private readonly double[] numbers;
    private readonly int start;

    public LaneArray(int length)
    {
        Length = length;
        numbers = GC.AllocateArray<double>((length + 1) * PerLine, pinned: true);
        var past = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(numbers, 0) % Line);
        start = past == 0 ? 0 : (Line - past) / sizeof(double);
    }

    public int Length { get; }

    public Span<Lanes> Span => MemoryMarshal.Cast<double, Lanes>(Numbers);

    /// <summary>The same memory as numbers, eight to an element.</summary>
    public Span<double> Numbers => numbers.AsSpan(start, Length * PerLine);

    /// <summary>The same memory as numbers in single precision, sixteen to an element.</summary>
    public Span<Vector512<float>> Floats => MemoryMarshal.Cast<Lanes, Vector512<float>>(Span);

    /// <summary>The same memory as numbers in single precision, eight to each half of an element.</summary>
    public Span<Vector256<float>> Halves => MemoryMarshal.Cast<Lanes, Vector256<float>>(Span);

    /// <summary>The same memory as bits.</summary>
    public Span<Vector512<uint>> Bits => MemoryMarshal.Cast<Lanes, Vector512<uint>>(Span);

    public ref Lanes this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Span[index];
    }

    /// <summary>A run of elements.</summary>
    public Span<Lanes> Part(int first, int length) => Span.Slice(first, length);
}
