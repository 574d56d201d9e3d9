using System.Globalization;
using System.Text.RegularExpressions;
using LiveCommerce.Data.Package;

namespace LiveCommerce.Data.Contract;

/// <summary>Type and constraints of one column against each of its fields.</summary>
internal sealed class FieldRules
{
    private readonly FieldDescriptor field;
    private readonly Regex? pattern;
    private readonly HashSet<string>? allowed;
    private readonly string unit;

    public FieldRules(FieldDescriptor field)
    {
        this.field = field;
        pattern = field.Constraints.Pattern is { } text ? new Regex($"^(?:{text})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking) : null;
        allowed = field.Constraints.Allowed is { } values ? new HashSet<string>(values, StringComparer.Ordinal) : null;
        unit = field.Unit is { } named ? $" in {(named.Contains(" of the ", StringComparison.Ordinal) ? "the " : "")}{named}" : "";
    }

    /// <summary>A number of the one spelling that is taken: digits, a point, an exponent; no separators, no blanks.</summary>
    public static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>A day as <c>2024-06-01</c>.</summary>
    public static bool TryDate(string text, out DateTime value) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    /// <summary>The fault of a field; null when it is well.</summary>
    public Fault? Check(CheckedTable table, CsvField at)
    {
        if (at.Text.Length == 0)
        {
            return field.Constraints.Required
                ? table.Fault(at, "DATA201", $"'{field.Name}' is empty", "a value", "fill it in, or remove the row")
                : null;
        }

        return Type(table, at) ?? Constraint(table, at);
    }

    private Fault? Type(CheckedTable table, CsvField at) => field.Type switch
    {
        "integer" when !long.TryParse(at.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) =>
            Wrong(table, at, "DATA202", $"a whole number{unit}", "write digits alone, without separators or units"),
        "number" when !TryNumber(at.Text, out _) =>
            Wrong(table, at, "DATA203", $"a number{unit}", "write digits with a decimal point, without separators or units, or leave the field empty"),
        "boolean" when at.Text is not ("true" or "false") =>
            Wrong(table, at, "DATA204", "true or false", "write it in small letters"),
        "date" when !TryDate(at.Text, out _) =>
            Wrong(table, at, "DATA205", "a date as 2024-06-01", "write year, month and day with hyphens"),
        "datetime" when !DateTime.TryParseExact(at.Text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) =>
            Wrong(table, at, "DATA205", "a time as 2024-06-01T20:00:00Z", "write it in UTC, with T and Z"),
        _ => null,
    };

    private Fault? Constraint(CheckedTable table, CsvField at)
    {
        if (allowed is not null && !allowed.Contains(at.Text))
            return table.Fault(at, "DATA206", $"'{field.Name}' is \"{at.Text}\"{Spelling.Hint(at.Text, allowed)}", $"one of {Listed(allowed)}", "use one of these, or add it to the schema");
        if (pattern is not null && !pattern.IsMatch(at.Text))
            return Wrong(table, at, "DATA207", $"text of the form {field.Constraints.Pattern}", "write it in this form");
        if (field.Type is not ("number" or "integer") || !TryNumber(at.Text, out var value)) return null;
        if (field.Constraints.Minimum is { } low && value < low)
            return Wrong(table, at, "DATA208", $"at least {low.ToString(CultureInfo.InvariantCulture)}{unit}", "mend the value, or the limit in the schema");
        if (field.Constraints.Maximum is { } high && value > high)
            return Wrong(table, at, "DATA209", $"at most {high.ToString(CultureInfo.InvariantCulture)}{unit}", "mend the value, or the limit in the schema");
        return null;
    }

    private Fault Wrong(CheckedTable table, CsvField at, string code, string expected, string fix) =>
        table.Fault(at, code, $"'{field.Name}' is \"{Short(at.Text)}\"", expected, fix);

    /// <summary>Values side by side; in quotes when one of them holds a comma.</summary>
    private static string Listed(IReadOnlyCollection<string> values) =>
        string.Join(", ", values.Any(value => value.Contains(',', StringComparison.Ordinal)) ? values.Select(value => $"\"{value}\"") : values);

    private static string Short(string text) => text.Length <= 60 ? text : text[..57] + "...";
}
