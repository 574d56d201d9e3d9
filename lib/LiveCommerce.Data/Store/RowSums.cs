using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace LiveCommerce.Data.Store;

/// <summary>Columns of sums.</summary>
internal sealed record SumColumns(IReadOnlyList<string> Names, IReadOnlyList<ReadOnlyMemory<long>> Values);

/// <summary>The sums of one row by column: a look into the columns of the answer, which are kept once for all rows.</summary>
internal sealed class RowSums(SumColumns columns, int row) : IReadOnlyDictionary<string, long>, IEquatable<RowSums>
{
    public int Count => columns.Names.Count;

    public IEnumerable<string> Keys => columns.Names;

    public IEnumerable<long> Values => columns.Values.Select(values => values.Span[row]);

    public long this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"No sum '{key}'.");

    public bool ContainsKey(string key) => Place(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out long value)
    {
        var place = Place(key);
        value = place >= 0 ? columns.Values[place].Span[row] : 0;
        return place >= 0;
    }

    public IEnumerator<KeyValuePair<string, long>> GetEnumerator() => columns.Names.Zip(Values, KeyValuePair.Create).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(RowSums? other) => other is not null && Keys.SequenceEqual(other.Keys) && Values.SequenceEqual(other.Values);

    public override bool Equals(object? obj) => Equals(obj as RowSums);

    public override int GetHashCode() => Values.Aggregate(Count, HashCode.Combine);

    private int Place(string key)
    {
        for (var i = 0; i < columns.Names.Count; i++)
        {
            if (columns.Names[i] == key) return i;
        }

        return -1;
    }
}
