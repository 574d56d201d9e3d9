using System.Data.Common;
using Microsoft.Data.Analysis;

namespace LiveCommerce.Data.Store;

/// <summary>Gathers one column of a result, in its normal type.</summary>
internal abstract class ColumnFiller(string name)
{
    protected string Name { get; } = name;

    /// <summary>For the type that the driver announces; decimals settle theirs when all values are known.</summary>
    public static ColumnFiller For(string name, Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var t when t == typeof(long) => new Whole(name),
            var t when t == typeof(double) => new Real(name),
            var t when t == typeof(string) => new Text(name),
            var t when t == typeof(bool) => new Flag(name),
            _ => new Mixed(name),
        };

    public abstract void Add(DbDataReader reader, int column);

    public abstract DataFrameColumn Finish();

    private sealed class Whole(string name) : ColumnFiller(name)
    {
        private readonly List<long?> values = [];

        public override void Add(DbDataReader reader, int column) => values.Add(reader.IsDBNull(column) ? null : reader.GetInt64(column));

        public override DataFrameColumn Finish() => new Int64DataFrameColumn(Name, values);
    }

    private sealed class Real(string name) : ColumnFiller(name)
    {
        private readonly List<double?> values = [];

        public override void Add(DbDataReader reader, int column) => values.Add(reader.IsDBNull(column) ? null : reader.GetDouble(column));

        public override DataFrameColumn Finish() => new DoubleDataFrameColumn(Name, values);
    }

    private sealed class Text(string name) : ColumnFiller(name)
    {
        private readonly List<string?> values = [];

        public override void Add(DbDataReader reader, int column) => values.Add(reader.IsDBNull(column) ? null : reader.GetString(column));

        public override DataFrameColumn Finish() => new StringDataFrameColumn(Name, values);
    }

    private sealed class Flag(string name) : ColumnFiller(name)
    {
        private readonly List<bool?> values = [];

        public override void Add(DbDataReader reader, int column) => values.Add(reader.IsDBNull(column) ? null : reader.GetBoolean(column));

        public override DataFrameColumn Finish() => new BooleanDataFrameColumn(Name, values);
    }

    private sealed class Mixed(string name) : ColumnFiller(name)
    {
        private readonly List<object?> values = [];

        public override void Add(DbDataReader reader, int column) => values.Add(reader.IsDBNull(column) ? null : NormalValue.Of(reader.GetValue(column)));

        public override DataFrameColumn Finish()
        {
            if (values.Any(value => value is string)) return new StringDataFrameColumn(Name, values.Cast<string?>());
            if (values.Any(value => value is DateTime)) return new DateTimeDataFrameColumn(Name, values.Cast<DateTime?>());
            if (values.Any(value => value is bool)) return new BooleanDataFrameColumn(Name, values.Cast<bool?>());
            if (values.Any(value => value is double)) return new DoubleDataFrameColumn(Name, values.Select(value => value is null ? null : (double?)Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)));
            return new Int64DataFrameColumn(Name, values.Cast<long?>());
        }
    }
}
