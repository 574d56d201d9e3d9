using System.Collections;

namespace LiveCommerce.Data.Store;

/// <summary>Rows that are made when they are looked at: millions of them cost no more than the columns that they are read from.</summary>
internal sealed class RowList<T>(int count, Func<int, T> row) : IReadOnlyList<T>
{
    public int Count => count;

    public T this[int index] => index >= 0 && index < count ? row(index) : throw new ArgumentOutOfRangeException(nameof(index));

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < count; i++) yield return row(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
