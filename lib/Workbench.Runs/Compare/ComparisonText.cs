using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Workbench.Runs.Compare;

/// <summary>A comparison as plain text, as Markdown and as JSON.</summary>
public static class ComparisonText
{
    private static readonly JsonSerializerOptions Pretty = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Lines for a terminal, the sentences left out.</summary>
    public static string Plain(RunComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var text = new StringBuilder($"{comparison.Before} → {comparison.After}\n");
        foreach (var section in ComparisonSections.Of(comparison))
        {
            text.Append('\n').Append(section.Title).Append(": ").Append(section.Summary).Append('\n');
            var columns = Enumerable.Range(0, section.Header.Count).Where(column => section.Header[column] is not ("In words" or "Finding")).ToList();
            var widths = columns.ToDictionary(column => column, column => section.Rows.Select(row => row[column].Length).DefaultIfEmpty(0).Max());
            foreach (var row in section.Rows) text.Append("  ").Append(string.Join("  ", columns.Select(column => row[column].PadRight(Math.Min(60, widths[column])))).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Markdown with a table for each part.</summary>
    public static string Markdown(RunComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var text = new StringBuilder($"# What changed from {comparison.Before} to {comparison.After}\n\n{ChangeSizes.Meaning}\n");
        foreach (var section in ComparisonSections.Of(comparison))
        {
            text.Append("\n## ").Append(section.Title).Append("\n\n").Append(section.Summary).Append('\n');
            if (section.Rows.Count == 0) continue;
            text.Append("\n| ").AppendJoin(" | ", section.Header).Append(" |\n|").AppendJoin('|', section.Header.Select(_ => "---")).Append("|\n");
            foreach (var row in section.Rows) text.Append("| ").AppendJoin(" | ", row.Select(Cell)).Append(" |\n");
        }

        return text.ToString();
    }

    /// <summary>The records as JSON.</summary>
    public static string Json(RunComparison comparison) => JsonSerializer.Serialize(comparison, Pretty) + "\n";

    private static string Cell(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("[", "\\[", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
