using System.Data.Common;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Microsoft.Data.Analysis;
using Workbench.Kernel.Sessions;

namespace Workbench.Kernel.Magics;

/// <summary>SQL over the frames in scope: DuckDB answers, the answer is a frame.</summary>
internal static partial class SqlCell
{
    public static DataFrame Run(string query, IEnumerable<SessionVariable> variables)
    {
        foreach (var file in Files(query)) FileReads.Note(file);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        foreach (var variable in variables.Where(variable => variable.Value is DataFrame).DistinctBy(variable => variable.Name)) Load(connection, variable.Name, (DataFrame)variable.Value!);
        using var command = connection.CreateCommand();
        command.CommandText = query;
        try
        {
            using var reader = command.ExecuteReader();
            return Read(reader);
        }
        catch (DuckDBException error)
        {
            throw new ScriptFailure("KERN105", error.Message, [error.Message]);
        }
    }

    /// <summary>The files that texts of the query name, also by <c>*</c>.</summary>
    private static IEnumerable<string> Files(string query) => Texts().Matches(query).Select(match => match.Groups[1].Value.Replace("''", "'", StringComparison.Ordinal)).SelectMany(name =>
        name.Contains('*', StringComparison.Ordinal) && Path.GetDirectoryName(Path.GetFullPath(name)) is { } folder && Directory.Exists(folder) ? Directory.EnumerateFiles(folder, Path.GetFileName(name)) : [name]);

    [GeneratedRegex("'((?:[^']|'')+)'")]
    private static partial Regex Texts();

    private static void Load(DuckDBConnection connection, string name, DataFrame frame)
    {
        using (var create = connection.CreateCommand())
        {
            var columns = string.Join(", ", frame.Columns.Select(column => $"{Quoted(column.Name)} {SqlType(column.DataType)}"));
            create.CommandText = $"CREATE TABLE {Quoted(name)} ({columns})";
            create.ExecuteNonQuery();
        }

        using var appender = connection.CreateAppender(name);
        for (long i = 0; i < frame.Rows.Count; i++)
        {
            var row = appender.CreateRow();
            foreach (var column in frame.Columns)
            {
                switch (column[i])
                {
                    case null: row.AppendNullValue(); break;
                    case bool flag: row.AppendValue(flag); break;
                    case DateTime time: row.AppendValue(time); break;
                    case var value when SqlType(column.DataType) == "BIGINT": row.AppendValue(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)); break;
                    case var value when SqlType(column.DataType) == "DOUBLE": row.AppendValue(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)); break;
                    case var value: row.AppendValue(value.ToString()); break;
                }
            }

            row.EndRow();
        }
    }

    private static DataFrame Read(DbDataReader reader)
    {
        var columns = Names(reader).Select((name, i) => Column(name, reader.GetFieldType(i))).ToArray();
        while (reader.Read())
        {
            for (var i = 0; i < columns.Length; i++) Append(columns[i], reader.IsDBNull(i) ? null : reader.GetValue(i));
        }

        return new DataFrame(columns);
    }

    /// <summary>The names of the columns; one that comes again is numbered, as a frame has no two of a name.</summary>
    private static List<string> Names(DbDataReader reader)
    {
        var names = new List<string>();
        for (var i = 0; i < reader.FieldCount; i++)
        {
            var name = reader.GetName(i);
            for (var n = 1; names.Contains(name); n++) name = $"{reader.GetName(i)}_{n}";
            names.Add(name);
        }

        return names;
    }

    private static DataFrameColumn Column(string name, Type type) => SqlType(type) switch
    {
        "BIGINT" => new Int64DataFrameColumn(name),
        "DOUBLE" => new DoubleDataFrameColumn(name),
        "BOOLEAN" => new BooleanDataFrameColumn(name),
        "TIMESTAMP" => new DateTimeDataFrameColumn(name),
        _ => new StringDataFrameColumn(name),
    };

    private static void Append(DataFrameColumn column, object? value)
    {
        switch (column)
        {
            case Int64DataFrameColumn integers: integers.Append(value switch { null => null, System.Numerics.BigInteger big => (long)big, _ => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) }); break;
            case DoubleDataFrameColumn numbers: numbers.Append(value is null ? null : Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)); break;
            case BooleanDataFrameColumn flags: flags.Append((bool?)value); break;
            case DateTimeDataFrameColumn times: times.Append(value switch { DateOnly day => day.ToDateTime(TimeOnly.MinValue), DateTime time => time, _ => (DateTime?)null }); break;
            case StringDataFrameColumn texts: texts.Append(value?.ToString()); break;
        }
    }

    private static string SqlType(Type type) =>
        type == typeof(bool) ? "BOOLEAN"
        : type == typeof(long) || type == typeof(int) || type == typeof(short) || type == typeof(byte) || type == typeof(System.Numerics.BigInteger) ? "BIGINT"
        : type == typeof(double) || type == typeof(float) || type == typeof(decimal) ? "DOUBLE"
        : type == typeof(DateTime) || type == typeof(DateOnly) ? "TIMESTAMP"
        : "VARCHAR";

    private static string Quoted(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
