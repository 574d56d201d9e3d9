using System.Globalization;
using Workbench.Runs.Report;

namespace Workbench.Runs.Compare;

/// <summary>One part of a comparison in words: what every writer shows.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Header">Heads of the columns.</param>
/// <param name="Rows">The rows.</param>
internal sealed record ComparisonSection(string Title, string Summary, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>A comparison in words, for people.</summary>
internal static class ComparisonSections
{
    private const int MostCells = 6;
    private const int MostInputs = 4;
    private const double LeastExplained = 0.5;

    public static IReadOnlyList<ComparisonSection> Of(RunComparison comparison)
    {
        var why = comparison.Explained;
        return
        [
            new ComparisonSection("Numbers", Numbers(comparison), [.. Head(["Size", "Number", "Before", "After", "Change"], why), "In words"],
                [.. comparison.Numbers.Select(number => (IReadOnlyList<string>)[.. With([number.Size.ToString().ToLowerInvariant(), number.Id, Or(number.BeforeText, "new"), Or(number.AfterText, "gone"), Percent(number)], why, number.Causes, comparison), number.Sentence])]),
            new ComparisonSection("Claims", comparison.Claims.Count == 0 ? "No verdict changed." : $"{Count(comparison.Claims.Count, "verdict")} changed.", [.. Head(["Claim", "Before", "After"], why), "Finding"],
                [.. comparison.Claims.Select(claim => (IReadOnlyList<string>)[.. With([claim.Claim, Or(claim.Before, "no verdict"), Or(claim.After, "no verdict")], why, claim.Causes, comparison), claim.Sentence])]),
            new ComparisonSection("Figures", comparison.Figures.Count == 0 ? "No figure changed." : $"{Count(comparison.Figures.Count, "figure")} changed.", Head(["Figure", "Title", "What changed"], why),
                [.. comparison.Figures.Select(figure => With([figure.Id, figure.Title, figure.Kind switch { "rows" => Rows(figure.Rows), "looks" => "its looks; the rows are the same", _ => figure.Kind }], why, figure.Causes, comparison))]),
            new ComparisonSection("Tables", comparison.Tables.Count == 0 ? "No table changed." : $"{Count(comparison.Tables.Count, "table")} changed.", ["Table", "What changed"],
                [.. comparison.Tables.Select(table => (IReadOnlyList<string>)[table.Place, Rows(table.Rows)])]),
            .. comparison.LeftOut.Count == 0 ? (ComparisonSection[])[] : [new ComparisonSection("Not compared", $"{Count(comparison.LeftOut.Count, "notebook")} did not come to the end in one of the runs.", ["Notebook", "Why"],
                [.. comparison.LeftOut.Select(notebook => (IReadOnlyList<string>)[notebook.Id, notebook.Reason])])],
            new ComparisonSection("Inputs", comparison.Inputs.Count == 0 ? "No input changed." : $"{Count(comparison.Inputs.Count, "input")} changed.", ["Kind", "Input", "What changed"],
                [.. comparison.Inputs.Select(input => (IReadOnlyList<string>)[input.Kind, input.Name, input.Description])]),
        ];
    }

    /// <summary>An input by the shortest name that tells it.</summary>
    public static string Name(InputChange input) => input.Kind switch
    {
        "data" => input.Name[(input.Name.IndexOf('/', StringComparison.Ordinal) + 1)..] + (input.Row.Length > 0 ? $", row {input.Row}" : ""),
        "parameter" => $"parameter {input.Name}",
        "cells" => $"cells of {input.Name}",
        _ => input.Name,
    };

    private static string Numbers(RunComparison comparison)
    {
        var sizes = comparison.Numbers.GroupBy(number => number.Size).OrderByDescending(group => group.Key).Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}")).ToList();
        var moved = sizes.Count == 0 ? string.Create(CultureInfo.InvariantCulture, $"None of {comparison.Unmoved} moved.") : string.Create(CultureInfo.InvariantCulture, $"{comparison.Numbers.Count} moved ({string.Join(", ", sizes)}), {comparison.Unmoved} did not.");
        return comparison.LeftOut.Count == 0 ? moved : $"{moved} Not compared, as not both runs have all of {(comparison.LeftOut.Count == 1 ? "it" : "them")}: {string.Join(", ", comparison.LeftOut.Select(notebook => notebook.Id))}.";
    }

    private static string[] Head(string[] columns, bool why) => why ? [.. columns, "Because of"] : columns;

    private static string[] With(string[] cells, bool why, IReadOnlyList<Cause> causes, RunComparison comparison) => why ? [.. cells, Because(causes, comparison)] : cells;

    /// <summary>The first inputs that changed, each with what changed in it; empty when none did.</summary>
    public static string Changed(RunComparison comparison)
    {
        // The description of a row names it, as the name does.
        var told = comparison.Inputs.Take(MostInputs).Select(input => $"{Name(input)} ({(input.Row.Length > 0 ? input.Description.Replace($"row {input.Row}", "", StringComparison.Ordinal).Trim(':', ' ') : input.Description)})");
        return string.Join("; ", told) + (comparison.Inputs.Count > MostInputs ? $"; and {comparison.Inputs.Count - MostInputs} more" : "");
    }

    private static string Because(IReadOnlyList<Cause> causes, RunComparison comparison) => causes.Count > 0
        ? (causes.Sum(cause => Math.Abs(cause.Share)) < LeastExplained ? "several together, of which alone " : "") + string.Join("; ", causes.Select(cause => Name(cause.Input) + (Math.Abs(cause.Share - 1) < 0.005 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({cause.Share:0%} of it)"))))
        : comparison.Inputs.FirstOrDefault(input => input.Kind is "library" or "runner" or "file") is { } program ? $"no single row or parameter: the {program.Name}, or several together" : "no single input: several together";

    private static string Rows(IReadOnlyList<RowChange> rows)
    {
        var first = rows[0].Cells.Take(MostCells).Select(cell => $"{ReportTable.Words(cell.Column)} {Short(cell.Before)} → {Short(cell.After)}");
        return $"{Count(rows.Count, "row")} {(rows.Count == 1 ? "differs" : "differ")}: {rows[0].Key} {(rows[0].Kind == "changed" ? "" : rows[0].Kind + " ")}({string.Join("; ", first)}){(rows.Count > 1 ? " …" : "")}";
    }

    /// <summary>A field as a reader takes it in: six digits of a long fraction, the beginning of a long text.</summary>
    private static string Short(string field) =>
        field.Length == 0 ? "(empty)"
        : field.Length > 8 && field.Contains('.', StringComparison.Ordinal) && double.TryParse(field, CultureInfo.InvariantCulture, out var number) ? number.ToString("G6", CultureInfo.InvariantCulture)
        : field.Length <= 60 ? field : field[..59] + "…";

    /// <summary>The change in percent; where both values are written alike, also the digits that tell them apart.</summary>
    private static string Percent(NumberChange number) => number is not { Before: { } before, After: { } after } ? ""
        : (before == 0 ? "" : ((after - before) / Math.Abs(before)).ToString("+0.0%;-0.0%", CultureInfo.InvariantCulture))
            + (number.BeforeText == number.AfterText ? string.Create(CultureInfo.InvariantCulture, $" ({before:G5} → {after:G5})") : "");

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;

    private static string Count(int count, string word) => string.Create(CultureInfo.InvariantCulture, $"{count} {word}{(count == 1 ? "" : "s")}");
}
