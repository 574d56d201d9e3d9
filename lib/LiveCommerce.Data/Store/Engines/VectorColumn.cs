using System.Runtime.InteropServices;
using DuckDB.NET.Native;
using Microsoft.Data.Analysis;

namespace LiveCommerce.Data.Store.Engines;

/// <summary>One column of a frame, filled from DuckDB's vectors in its normal type.</summary>
internal abstract unsafe class VectorColumn(string name)
{
    protected string Name { get; } = name;

    /// <summary>For a type of DuckDB.</summary>
    /// <param name="name">Name of the column.</param>
    /// <param name="type">The type.</param>
    /// <param name="rows">How many values will come.</param>
    /// <exception cref="InputException">The type has no normal form, such as a time span.</exception>
    public static VectorColumn For(string name, DuckDBLogicalType type, int rows)
    {
        var kind = NativeMethods.LogicalType.DuckDBGetTypeId(type);
        return kind switch
        {
            DuckDBType.BigInt => new Numbers<long>(name, rows, 8, null),
            DuckDBType.Integer => new Numbers<long>(name, rows, 4, p => *(int*)p),
            DuckDBType.SmallInt => new Numbers<long>(name, rows, 2, p => *(short*)p),
            DuckDBType.TinyInt => new Numbers<long>(name, rows, 1, p => *(sbyte*)p),
            DuckDBType.UnsignedInteger => new Numbers<long>(name, rows, 4, p => *(uint*)p),
            DuckDBType.UnsignedSmallInt => new Numbers<long>(name, rows, 2, p => *(ushort*)p),
            DuckDBType.UnsignedTinyInt => new Numbers<long>(name, rows, 1, p => *p),
            DuckDBType.UnsignedBigInt => new Numbers<long>(name, rows, 8, p => (long)NormalValue.Of(*(ulong*)p)!),
            DuckDBType.HugeInt => new Numbers<long>(name, rows, 16, p => (long)NormalValue.Of((System.Numerics.BigInteger)(*(Int128*)p))!),
            DuckDBType.Double => new Numbers<double>(name, rows, 8, null),
            DuckDBType.Float => new Numbers<double>(name, rows, 4, p => *(float*)p),
            DuckDBType.Decimal => Decimal(name, type, rows),
            DuckDBType.Boolean => new Numbers<bool>(name, rows, 1, null),
            DuckDBType.Timestamp or DuckDBType.TimestampTz => new Numbers<DateTime>(name, rows, 8, p => DateTime.UnixEpoch.AddTicks(*(long*)p * 10)),
            DuckDBType.TimestampMs => new Numbers<DateTime>(name, rows, 8, p => DateTime.UnixEpoch.AddTicks(*(long*)p * TimeSpan.TicksPerMillisecond)),
            DuckDBType.TimestampS => new Numbers<DateTime>(name, rows, 8, p => DateTime.UnixEpoch.AddTicks(*(long*)p * TimeSpan.TicksPerSecond)),
            DuckDBType.TimestampNs => new Numbers<DateTime>(name, rows, 8, p => DateTime.UnixEpoch.AddTicks(*(long*)p / 100)),
            DuckDBType.Date => new Numbers<DateTime>(name, rows, 4, p => DateTime.UnixEpoch.AddDays(*(int*)p)),
            DuckDBType.Varchar => new VectorTexts(name, rows),
            DuckDBType.SqlNull => new Numbers<long>(name, rows, 4, p => 0),
            _ => throw new InputException("DATA521", $"column '{name}'", $"values of type {kind}", "results are numbers, texts, times and flags", "cast it in the query, such as a time span to seconds"),
        };
    }

    public abstract void Add(byte* data, ulong* validity, int count);

    public abstract DataFrameColumn Finish();

    /// <summary>Whether one of the first rows is null; looks at 64 of them at a time.</summary>
    protected static bool HasNull(ulong* validity, int rows)
    {
        if (validity == null) return false;
        for (var word = 0; word < rows >> 6; word++) if (validity[word] != ulong.MaxValue) return true;
        var rest = rows & 63;
        return rest > 0 && (~validity[rows >> 6] & ((1UL << rest) - 1)) != 0;
    }

    protected static bool IsNull(ulong* validity, int row) => validity != null && (validity[row >> 6] & (1UL << (row & 63))) == 0;

    /// <summary>Without digits after the point a decimal is a whole number, else of double precision.</summary>
    private static VectorColumn Decimal(string name, DuckDBLogicalType type, int rows)
    {
        var (scale, inside) = (NativeMethods.LogicalType.DuckDBDecimalScale(type), NativeMethods.LogicalType.DuckDBDecimalInternalType(type));
        var width = inside switch { DuckDBType.SmallInt => 2, DuckDBType.Integer => 4, DuckDBType.BigInt => 8, _ => 16 };
        if (scale == 0) return new Numbers<long>(name, rows, width, p => (long)NormalValue.Of((System.Numerics.BigInteger)Unscaled(p, width))!);
        var one = Math.Pow(10, scale);
        return new Numbers<double>(name, rows, width, p => (double)Unscaled(p, width) / one);
    }

    private static Int128 Unscaled(byte* value, int width) => width switch { 2 => *(short*)value, 4 => *(int*)value, 8 => *(long*)value, _ => *(Int128*)value };

    private delegate T Value<T>(byte* at);

    /// <summary>Values of one width; copied as they are when they need no change.</summary>
    private sealed class Numbers<T>(string name, int rows, int width, Value<T>? read) : VectorColumn(name)
        where T : unmanaged
    {
        private readonly byte[] bytes = GC.AllocateUninitializedArray<byte>(rows * sizeof(T));
        private byte[]? valid;
        private int count;
        private int nulls;

        public override void Add(byte* data, ulong* validity, int more)
        {
            var values = MemoryMarshal.Cast<byte, T>(bytes.AsSpan());
            if (read is null) new Span<T>(data, more).CopyTo(values[count..]);
            else
            {
                for (var i = 0; i < more; i++) if (!IsNull(validity, i)) values[count + i] = read(data + ((long)i * width));
            }

            if (valid is not null || HasNull(validity, more)) Mark(validity, more);
            count += more;
        }

        public override DataFrameColumn Finish()
        {
            var filled = new ReadOnlyMemory<byte>(bytes, 0, count * sizeof(T));
            var bits = nulls == 0 ? ReadOnlyMemory<byte>.Empty : new ReadOnlyMemory<byte>(valid, 0, (count + 7) / 8);
            return typeof(T) == typeof(long) ? new Int64DataFrameColumn(Name, filled, bits, count, nulls)
                : typeof(T) == typeof(double) ? new DoubleDataFrameColumn(Name, filled, bits, count, nulls)
                : typeof(T) == typeof(bool) ? new BooleanDataFrameColumn(Name, filled, bits, count, nulls)
                : new DateTimeDataFrameColumn(Name, filled, bits, count, nulls);
        }

        private void Mark(ulong* validity, int more)
        {
            if (valid is null)
            {
                valid = new byte[(rows + 7) / 8];
                for (var i = 0; i < count; i++) valid[i >> 3] |= (byte)(1 << (i & 7));
            }

            for (var i = 0; i < more; i++)
            {
                var at = count + i;
                if (!IsNull(validity, i))
                {
                    valid[at >> 3] |= (byte)(1 << (at & 7));
                    continue;
                }

                nulls++;
                MemoryMarshal.Cast<byte, T>(bytes.AsSpan())[at] = default;
            }
        }
    }
}
