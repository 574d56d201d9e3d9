using System.Text;

namespace Workbench.Runs.Compare;

/// <summary>A CSV table as text: its fields, and each record as it stands in the file.</summary>
internal sealed class CsvTable
{
    private readonly Dictionary<string, int> columns;

    private CsvTable(IReadOnlyList<string> header, string head, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<string> records)
    {
        (Header, Head, Rows, Records) = (header, head, rows, records);
        columns = header.Select((name, index) => (name, index)).DistinctBy(pair => pair.name).ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);
    }

    public IReadOnlyList<string> Header { get; }

    /// <summary>The header as it stands in the file.</summary>
    public string Head { get; }

    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    /// <summary>Each record as it stands in the file, line end included.</summary>
    public IReadOnlyList<string> Records { get; }

    /// <summary>A field; empty when the table has no such column.</summary>
    public string Field(IReadOnlyList<string> row, string column) => columns.TryGetValue(column, out var index) && index < row.Count ? row[index] : "";

    public static CsvTable Read(byte[] content) => Read(Encoding.UTF8.GetString(content).TrimStart('\uFEFF'));

    public static CsvTable Read(string text)
    {
        var rows = new List<IReadOnlyList<string>>();
        var records = new List<string>();
        var fields = new List<string>();
        var field = new StringBuilder();
        var (start, quoted) = (0, false);
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            if (quoted && i < text.Length)
            {
                if (c != '"') field.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') field.Append(text[i++]);
                else quoted = false;
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c == ',' || c == '\n')
            {
                fields.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (c == ',') continue;
                var end = Math.Min(i + 1, text.Length);
                if (end > start && text[start..end].Trim().Length > 0)
                {
                    rows.Add(fields);
                    records.Add(text[start..end]);
                }

                fields = [];
                start = end;
            }
            else
            {
                field.Append(c);
            }
        }

        return rows.Count == 0 ? new CsvTable([], "", [], []) : new CsvTable(rows[0], records[0], rows[1..], records[1..]);
    }
}
