using LiveCommerce.Data.Package;

namespace LiveCommerce.Data.Contract;

/// <summary>Header and width of a table against its schema.</summary>
internal static class TableShape
{
    /// <summary>The table in the order of the schema, also when its header has a column too many; null when it lacks one.</summary>
    public static CheckedTable? Read(ResourceDescriptor resource, string text, string path, ICollection<Fault> faults)
    {
        var expected = resource.Schema.Fields.Select(field => field.Name).ToList();
        using var records = new CsvTokens(text, path, faults).Records().GetEnumerator();
        if (!records.MoveNext())
        {
            faults.Add(new Fault(path, 1, 1, "DATA109", "an empty file", $"a header with the columns {string.Join(", ", expected)}", "write the header and at least one row"));
            return null;
        }

        var header = records.Current;
        var order = Order(header, expected, path, faults);
        if (order is null) return null;
        var rows = new List<IReadOnlyList<CsvField>>();
        while (records.MoveNext())
        {
            var record = records.Current;
            if (record.Count != header.Count)
            {
                var at = record[Math.Min(record.Count, header.Count) - 1];
                faults.Add(new Fault(path, at.Line, at.Column, "DATA105", $"a row of {record.Count} fields", $"{header.Count} fields, as in the header",
                    record.Count > header.Count ? "put quotes around a text that holds a comma" : "add the missing commas"));
                continue;
            }

            rows.Add(order.Length == record.Count && order.Select((from, to) => from == to).All(same => same) ? record : [.. order.Select(from => record[from])]);
        }

        return new CheckedTable(resource, path, rows);
    }

    private static int[]? Order(IReadOnlyList<CsvField> header, List<string> expected, string path, ICollection<Fault> faults)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < header.Count; i++)
        {
            var (name, line, column) = (header[i].Text, header[i].Line, header[i].Column);
            if (!places.TryAdd(name, i))
            {
                faults.Add(new Fault(path, line, column, "DATA106", $"a second column '{name}'", "each column once", "rename or remove one of them"));
            }
            else if (!expected.Contains(name))
            {
                faults.Add(new Fault(path, line, column, "DATA107", $"a column '{name}'{Spelling.Hint(name, expected)}", $"one of {string.Join(", ", expected)}", "rename or remove it, or add it to the schema"));
            }
        }

        var missing = expected.Where(name => !places.ContainsKey(name)).ToList();
        foreach (var name in missing)
        {
            faults.Add(new Fault(path, 1, 1, "DATA108", $"no column '{name}'", $"the columns {string.Join(", ", expected)}", "add the column, with empty fields where nothing is known"));
        }

        return missing.Count == 0 ? [.. expected.Select(name => places[name])] : null;
    }
}
