using System.Globalization;
using DuckDB.NET.Data;
using LiveCommerce.Data.Package;
using Microsoft.Data.Analysis;

namespace LiveCommerce.Data.Frames;

/// <summary>A CSV table as a <see cref="DataFrame"/>: DuckDB reads it, the contract gives the types.</summary>
internal static class TableFrames
{
    /// <summary>Reads a table that has passed its contract.</summary>
    public static DataFrame Read(string path, TableSchema schema)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        var types = string.Join(", ", schema.Fields.Select(field => $"{Quoted(field.Name)}: {Quoted(SqlType(field.Type))}"));
        var names = string.Join(", ", schema.Fields.Select(field => "\"" + field.Name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\""));
        command.CommandText =
            $"SELECT {names} FROM read_csv({Quoted(path)}, header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '', "
            + $"columns = {{{types}}}, dateformat = '%Y-%m-%d', timestampformat = '%Y-%m-%dT%H:%M:%SZ', parallel = false, max_line_size = 10000000)";
        using var reader = command.ExecuteReader();
        var columns = schema.Fields.Select(Column).ToArray();
        while (reader.Read())
        {
            for (var i = 0; i < columns.Length; i++) Append(columns[i], reader.IsDBNull(i) ? null : reader.GetValue(i));
        }

        return new DataFrame(columns);
    }

    private static string Quoted(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static string SqlType(string type) => type switch
    {
        "integer" => "BIGINT",
        "number" => "DOUBLE",
        "boolean" => "BOOLEAN",
        "date" => "DATE",
        "datetime" => "TIMESTAMP",
        _ => "VARCHAR",
    };

    private static DataFrameColumn Column(FieldDescriptor field) => field.Type switch
    {
        "integer" => new Int64DataFrameColumn(field.Name),
        "number" => new DoubleDataFrameColumn(field.Name),
        "boolean" => new BooleanDataFrameColumn(field.Name),
        "date" or "datetime" => new DateTimeDataFrameColumn(field.Name),
        _ => new StringDataFrameColumn(field.Name),
    };

    private static void Append(DataFrameColumn column, object? value)
    {
        switch (column)
        {
            case Int64DataFrameColumn integers: integers.Append((long?)value); break;
            case DoubleDataFrameColumn numbers: numbers.Append((double?)value); break;
            case BooleanDataFrameColumn flags: flags.Append((bool?)value); break;
            case DateTimeDataFrameColumn times: times.Append(Moment(value)); break;
            case StringDataFrameColumn texts: texts.Append((string?)value); break;
        }
    }

    private static DateTime? Moment(object? value) => value switch
    {
        null => null,
        DateOnly day => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
        DateTime time => DateTime.SpecifyKind(time, DateTimeKind.Utc),
        _ => Convert.ToDateTime(value, CultureInfo.InvariantCulture),
    };
}
