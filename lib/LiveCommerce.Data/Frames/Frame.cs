using System.Reflection;
using Microsoft.Data.Analysis;

namespace LiveCommerce.Data.Frames;

/// <summary>Records to a <see cref="DataFrame"/> and back.</summary>
public static class Frame
{
    /// <summary>A frame with a column for each property of the record: numbers, texts, flags and times as they are, other values as text.</summary>
    public static DataFrame From<T>(IEnumerable<T> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var all = rows.ToList();
        var properties = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0).ToArray();
        return new DataFrame(properties.Select(property => Column(property, all)));
    }

    /// <summary>The numbers of a column, empty fields left out.</summary>
    /// <exception cref="InputException">There is no such column, or it holds no numbers.</exception>
    public static IReadOnlyList<double> Numbers(DataFrame frame, string column)
    {
        var found = Find(frame, column);
        return found switch
        {
            DoubleDataFrameColumn numbers => [.. numbers.Where(value => value.HasValue).Select(value => value!.Value)],
            Int64DataFrameColumn integers => [.. integers.Where(value => value.HasValue).Select(value => (double)value!.Value)],
            _ => throw new InputException("DATA402", $"column '{column}'", $"values of type {found.DataType.Name}", "numbers are needed", "choose a column of numbers"),
        };
    }

    /// <summary>The rows of a frame, each made by <paramref name="read"/>.</summary>
    public static IReadOnlyList<T> Rows<T>(DataFrame frame, Func<FrameRow, T> read)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(read);
        return [.. Enumerable.Range(0, (int)frame.Rows.Count).Select(index => read(new FrameRow(frame, index)))];
    }

    internal static DataFrameColumn Find(DataFrame frame, string column)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var index = frame.Columns.IndexOf(column);
        return index >= 0
            ? frame.Columns[index]
            : throw new InputException("DATA403", $"column '{column}'", $"the columns {string.Join(", ", frame.Columns.Select(known => known.Name))}",
                "there is no such column" + Spelling.Hint(column, frame.Columns.Select(known => known.Name)), "name one of these");
    }

    private static DataFrameColumn Column<T>(PropertyInfo property, List<T> rows)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        IEnumerable<object?> values = rows.Select(row => property.GetValue(row));
        if (type == typeof(double) || type == typeof(float) || type == typeof(decimal))
            return new DoubleDataFrameColumn(property.Name, values.Select(value => value is null ? (double?)null : Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)));
        if (type == typeof(long) || type == typeof(int))
            return new Int64DataFrameColumn(property.Name, values.Select(value => value is null ? (long?)null : Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)));
        if (type == typeof(bool)) return new BooleanDataFrameColumn(property.Name, values.Select(value => (bool?)value));
        if (type == typeof(DateTime)) return new DateTimeDataFrameColumn(property.Name, values.Select(value => (DateTime?)value));
        return new StringDataFrameColumn(property.Name, values.Select(value => value switch
        {
            null => null,
            IEnumerable<string> texts => string.Join("; ", texts),
            IFormattable formattable => formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            _ => value.ToString(),
        }));
    }
}

/// <summary>One row of a frame.</summary>
public sealed class FrameRow
{
    private readonly DataFrame frame;
    private readonly int index;

    internal FrameRow(DataFrame frame, int index)
    {
        this.frame = frame;
        this.index = index;
    }

    /// <summary>The text of a column; empty when there is none.</summary>
    public string Text(string column) => Value(column) as string ?? "";

    /// <summary>The number of a column; null when there is none.</summary>
    public double? Number(string column) => Value(column) switch { double number => number, long integer => integer, _ => null };

    /// <summary>The whole number of a column; 0 when there is none.</summary>
    public long Count(string column) => Value(column) is long integer ? integer : 0;

    /// <summary>The flag of a column; false when there is none.</summary>
    public bool Flag(string column) => Value(column) is true;

    /// <summary>The day or time of a column; null when there is none.</summary>
    public DateTime? Time(string column) => Value(column) as DateTime?;

    private object? Value(string column) => Frame.Find(frame, column)[index];
}
