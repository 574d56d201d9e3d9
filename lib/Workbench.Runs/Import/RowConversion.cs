using System.Globalization;
using LiveCommerce;
using LiveCommerce.Data;
using LiveCommerce.Data.Package;

namespace Workbench.Runs.Import;

/// <summary>Rows of a table of the workbench, with what was done to them on the way.</summary>
/// <param name="Rows">Fields in the order of the schema.</param>
/// <param name="Lines">For each row, which row of the user's it was, from 0.</param>
/// <param name="Notes">A sentence for each thing that a user should know.</param>
internal sealed record ConvertedRows(IReadOnlyList<string[]> Rows, IReadOnlyList<int> Lines, IReadOnlyList<string> Notes);

/// <summary>Turns a user's rows into rows of a table, field by field; what cannot be turned without loss is a fault.</summary>
internal sealed class RowConversion(ImportTarget target, TableSchema schema, ImportMap map, string file, string source, int nextId)
{
    /// <summary>What a row is worth whose user does not say that the figure was looked up.</summary>
    public const string NotChecked = "recalled, unverified";

    private const int MostFaults = 50;
    private readonly List<Fault> faults = [];
    private readonly Dictionary<string, int> rounded = new(StringComparer.Ordinal);
    private Dictionary<string, int> columns = [];

    /// <summary>All rows.</summary>
    /// <exception cref="DataFaultException">The mapping names what is not there, or values cannot be read.</exception>
    public ConvertedRows Convert(SourceTable table)
    {
        CheckNames(table);
        columns = table.Header.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);
        var (rows, lines, notes, left) = (new List<string[]>(), new List<int>(), new List<string>(), 0);
        var ids = schema.PrimaryKey.Select(key => schema.Fields.ToList().FindIndex(field => field.Name == key)).ToList();
        var first = new Dictionary<string, (int Source, string[] Row)>(StringComparer.Ordinal);
        var (equal, repeats) = (0, 0);
        for (var i = 0; i < table.Rows.Count; i++)
        {
            if (!IsKept(table.Rows[i]))
            {
                left++;
                continue;
            }

            var row = schema.Fields.Select(field => Field(field, table.Rows[i], i, rows.Count)).ToArray();
            var id = string.Join('\u001f', ids.Select(index => row[index]));
            if (ids.Count > 0 && ids.All(index => row[index].Length > 0) && !first.TryAdd(id, (i, row)))
            {
                var (at, known) = first[id];
                var same = table.Rows[i].SequenceEqual(table.Rows[at], StringComparer.Ordinal);
                if (same) equal++;
                else if (map.Repeats == "first") repeats++;
                else Add(new Fault(file, i + 2, ColumnOf(schema.Fields[ids[0]]), "IMPORT007", $"{schema.Fields[ids[0]].Name} is \"{known[ids[0]]}\" as in line {at + 2}, and the rows differ", "each id once", "mend the file, or write 'repeats: first' in the mapping to take the first"));
                continue;
            }

            rows.Add(row);
            lines.Add(i);
        }

        if (rows.Count == 0 && faults.Count == 0) faults.Add(new Fault(file, 0, 0, "IMPORT001", "no rows that 'keep' takes", "rows", "correct 'keep' in the mapping"));
        if (faults.Count > 0) throw new DataFaultException(faults);
        if (left > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{left:N0} of {table.Rows.Count:N0} rows left out by 'keep'"));
        if (equal > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{equal:N0} rows stand in the file twice, equal in all columns; each is taken once"));
        if (repeats > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{repeats:N0} rows have the id of an earlier row and differ from it; the first is taken, as the mapping says"));
        foreach (var (name, count) in rounded) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {count:N0} values rounded to whole numbers, as the mapping says"));
        if (schema.Fields.ToList().FindIndex(field => field.Name == "verification") is >= 0 and var index && rows.Count(row => row[index] != "seen") is > 0 and var unseen)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{unseen:N0} rows are not marked seen: analyses leave them out unless asked for; write 'verification: {{value: seen}}' only when the figures stood before your eyes"));
        return new ConvertedRows(rows, lines, notes);
    }

    private void CheckNames(SourceTable table)
    {
        foreach (var (name, field) in map.Columns)
        {
            if (schema.Fields.All(known => known.Name != name)) faults.Add(new Fault(file, 0, 0, "IMPORT004", $"the mapping names a field '{name}'{Spelling.Hint(name, schema.Fields.Select(known => known.Name))}", $"fields of {target.Kind}", "correct the name"));
            if (field?.From is { } column && !table.Header.Contains(column)) faults.Add(Missing(column, name));
        }

        foreach (var column in map.Keep.Keys.Where(column => !table.Header.Contains(column))) faults.Add(Missing(column, "keep"));
        foreach (var (name, field) in map.Columns.Where(pair => pair.Value?.Number is not (null or NumberWriting.Point or NumberWriting.Comma)))
            faults.Add(new Fault(file, 0, 0, "IMPORT004", $"'number' of {name} is \"{field.Number}\"", $"{NumberWriting.Point} or {NumberWriting.Comma}", "correct the mapping"));
        if (map.Repeats is not ("fail" or "first")) faults.Add(new Fault(file, 0, 0, "IMPORT004", $"'repeats' is \"{map.Repeats}\"", "fail or first", "correct the mapping"));
        if (faults.Count > 0) throw new DataFaultException(faults);

        Fault Missing(string column, string name) => new(file, 0, 0, "IMPORT005", $"no column '{column}' for {name}{Spelling.Hint(column, table.Header)}", $"one of {string.Join(", ", table.Header)}", "correct the mapping");
    }

    private bool IsKept(IReadOnlyList<string> row) => map.Keep.All(pair => pair.Value is { } values && values.Contains(row[columns[pair.Key]], StringComparer.Ordinal));

    private string Field(FieldDescriptor field, IReadOnlyList<string> from, int line, int count)
    {
        var given = map.Columns.GetValueOrDefault(field.Name);
        var text = given?.From is { } column ? from[columns[column]] : given?.Value?.Replace("{row}", (line + 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) ?? "";
        if (field.Name == target.Id && (text.Length == 0 || given?.From is null)) text = string.Create(CultureInfo.InvariantCulture, $"{(target.Id[0] == 'o' ? "o" : "t")}{nextId + count:0000}");
        if (text.Length == 0) text = Default(field.Name);
        if (text.Length == 0) return "";
        var (value, expected, fix) = Value(text, field, given);
        if (value is null) Add(new Fault(file, line + 2, ColumnOf(field), "IMPORT006", $"{field.Name} is \"{text}\"", expected, fix));
        return value ?? "";
    }

    private string Default(string name) => name switch
    {
        "synthetic" => map.Origin.GetValueOrDefault("synthetic") == "true" ? "true" : "false",
        "source_id" when !target.Replaces => source,
        "verification" => NotChecked,
        _ => "",
    };

    private (string? Value, string Expected, string Fix) Value(string text, FieldDescriptor field, FieldMap? given)
    {
        switch (field.Type)
        {
            case "date" or "datetime":
                var zone = given?.Zone is { Length: > 0 } name and not "UTC" ? TimeZoneInfo.FindSystemTimeZoneById(name) : null;
                var formats = given?.Date is { } said ? [said] : DateWriting.Guess([text]);
                return (formats.Count > 0 && DateWriting.TryRead(text, formats[0], zone, out var time) ? time.ToString(field.Type == "date" ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : null,
                    $"a date as {given?.Date ?? "yyyy-MM-dd"}", "correct the file, or 'date' in the mapping");
            case "integer":
                return Whole(text, field, given);
            case "number":
                return (NumberWriting.TryRead(text, given?.Number, out var number) ? (number * (given?.Scale ?? 1)).ToString("R", CultureInfo.InvariantCulture) : null,
                    "a value of type number", "correct the file, or 'from' or 'number' in the mapping");
            case "boolean":
                return (Truth(text), "true or false", "correct the file, or 'from' in the mapping");
            default:
                return (text, "", "");
        }
    }

    /// <summary>A whole number; true and false count as one and none, as a purchase does.</summary>
    private (string? Value, string Expected, string Fix) Whole(string text, FieldDescriptor field, FieldMap? given)
    {
        if (given is null or { Scale: null, Number: null } && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return (whole.ToString(CultureInfo.InvariantCulture), "", "");
        if (text.ToLowerInvariant() is "true" or "false") return (Truth(text) == "true" ? "1" : "0", "", "");
        if (!NumberWriting.TryRead(text, given?.Number, out var number)) return (null, "a value of type integer", "correct the file, or 'from' or 'number' in the mapping");
        number *= given?.Scale ?? 1;
        var nearest = Math.Round(number);
        // A scale such as 0.01 leaves a trace in the last digits.
        if (Math.Abs(number - nearest) > 1e-9 * Math.Max(1, Math.Abs(number)))
        {
            if (given?.Round != true) return (null, "a whole number", "write 'round: true' for this field in the mapping, or correct 'scale'");
            rounded[field.Name] = rounded.GetValueOrDefault(field.Name) + 1;
        }

        return (nearest.ToString("0", CultureInfo.InvariantCulture), "", "");
    }

    private static string? Truth(string text) => text.ToLowerInvariant() switch
    {
        "true" or "yes" or "1" or "y" => "true",
        "false" or "no" or "0" or "n" => "false",
        _ => null,
    };

    private int ColumnOf(FieldDescriptor field) => map.Columns.GetValueOrDefault(field.Name)?.From is { } column ? columns[column] + 1 : 0;

    private void Add(Fault fault)
    {
        if (faults.Count < MostFaults) faults.Add(fault);
    }
}
