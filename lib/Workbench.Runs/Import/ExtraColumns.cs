using System.Globalization;
using System.Text.Json.Nodes;
using LiveCommerce;
using LiveCommerce.Data;
using LiveCommerce.Data.Package;

namespace Workbench.Runs.Import;

/// <summary>A column of the user's own that is carried along beside the fields of a table.</summary>
/// <param name="Column">Its name in the file.</param>
/// <param name="Name">Its name in the table: another one where a field has that name.</param>
/// <param name="Type"><c>integer</c>, <c>number</c> or <c>string</c>, as all of its values are.</param>
internal sealed record ExtraColumn(string Column, string Name, string Type)
{
    /// <summary>The columns that a mapping carries along.</summary>
    /// <exception cref="DataFaultException">The file has no such column.</exception>
    public static IReadOnlyList<ExtraColumn> Of(SourceTable table, ImportMap map, TableSchema schema, string file)
    {
        var wanted = map.Extra.Distinct(StringComparer.Ordinal).ToList();
        var faults = wanted.Where(column => !table.Header.Contains(column))
            .Select(column => new Fault(file, 0, 0, "IMPORT005", $"no column '{column}' for extra{Spelling.Hint(column, table.Header)}", $"one of {string.Join(", ", table.Header)}", "correct the mapping")).ToList();
        if (faults.Count > 0) throw new DataFaultException(faults);
        var taken = schema.Fields.ToDictionary(field => field.Name, field => field, StringComparer.Ordinal);
        var columns = new List<ExtraColumn>();
        foreach (var column in wanted)
        {
            var name = column;
            // A column of an earlier import goes on; a field of the table is another thing under the same name.
            while (columns.Any(extra => extra.Name == name) || (taken.TryGetValue(name, out var field) && !IsExtra(field))) name += "_as_given";
            columns.Add(new ExtraColumn(column, name, TypeOf(table.Column(column))));
        }

        return columns;
    }

    /// <summary>What the descriptor says of it.</summary>
    public JsonObject Describe(string file) => new() { ["name"] = Name, ["type"] = Type, ["description"] = $"{Mark} '{Column}' of {Path.GetFileName(file)}" };

    private const string Mark = "Carried along from column";

    private static bool IsExtra(FieldDescriptor field) => field.Description?.StartsWith(Mark, StringComparison.Ordinal) == true;

    private static string TypeOf(IEnumerable<string> fields)
    {
        var (isWhole, isNumber, any) = (true, true, false);
        foreach (var text in fields.Where(text => text.Length > 0))
        {
            any = true;
            // A number with a zero before it is a code, such as a postcode.
            if (text.TrimStart('-', '+') is ['0', >= '0' and <= '9', ..]) return "string";
            isWhole &= long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
            isNumber &= double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
            if (!isNumber) return "string";
        }

        return !any ? "string" : isWhole ? "integer" : "number";
    }
}
