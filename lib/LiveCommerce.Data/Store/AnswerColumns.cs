using LiveCommerce.Data.Frames;
using Microsoft.Data.Analysis;

namespace LiveCommerce.Data.Store;

/// <summary>The columns of an answer by name, each looked up once and read without a box for every value.</summary>
internal sealed class AnswerColumns(DataFrame frame)
{
    /// <summary>Rows.</summary>
    public int Count => (int)frame.Rows.Count;

    /// <summary>Whole numbers; 0 where there is none.</summary>
    public ReadOnlyMemory<long> Whole(string name) => Values<long>(name);

    /// <summary>Numbers of double precision; 0 where there is none.</summary>
    public ReadOnlyMemory<double> Real(string name) => Values<double>(name);

    /// <summary>Times in UTC.</summary>
    public ReadOnlyMemory<DateTime> Time(string name) => Values<DateTime>(name);

    /// <summary>Texts; empty where there is none.</summary>
    public IReadOnlyList<string> Text(string name) => [.. ((StringDataFrameColumn)Frame.Find(frame, name)).Select(text => text ?? "")];

    /// <summary>The sums of some columns.</summary>
    public SumColumns Sums(IReadOnlyList<string> names) => new(names, [.. names.Select(name => Whole("sum_" + name))]);

    private ReadOnlyMemory<T> Values<T>(string name)
        where T : unmanaged
    {
        var column = (PrimitiveDataFrameColumn<T>)Frame.Find(frame, name);
        var parts = column.GetReadOnlyDataBuffers().ToList();
        if (parts.Count == 1) return parts[0][..(int)column.Length];
        var all = new T[column.Length];
        for (var i = 0; i < all.Length; i++) all[i] = column[i] ?? default;
        return all;
    }
}
