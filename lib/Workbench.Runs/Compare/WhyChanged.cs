using System.Text.Json.Nodes;
using LiveCommerce.Charts;
using LiveCommerce.Data.Package;
using Workbench.Runs.Folders;
using Workbench.Runs.Notebooks;
using Workbench.Runs.Parameters;
using Workbench.Runs.Workers;

namespace Workbench.Runs.Compare;

/// <summary>Finds the cause of each change: runs notebooks of the newer run again with one input put back at a time.</summary>
/// <param name="place">The workbench.</param>
/// <param name="program">How to start workers.</param>
/// <param name="progress">Hears of it.</param>
public sealed class WhyChanged(WorkbenchPlace place, WorkbenchProgram program, IRunProgress progress)
{
    private const int MostRows = 12;
    private const double LeastShare = 0.05;

    /// <summary>The comparison with the causes of its changes.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="before">The older run.</param>
    /// <param name="after">The newer run.</param>
    /// <param name="cancellation">Ends the workers.</param>
    public async Task<RunComparison> ExplainAsync(RunComparison comparison, RunFiles before, RunFiles after, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var numbers = comparison.Numbers.ToDictionary(change => change.Id, change => new List<Cause>(), StringComparer.Ordinal);
        var claims = comparison.Claims.ToDictionary(change => change.Claim, change => new List<Cause>(), StringComparer.Ordinal);
        var figures = comparison.Figures.ToDictionary(change => change.Id, change => new List<Cause>(), StringComparer.Ordinal);
        var left = comparison.LeftOut.Select(notebook => notebook.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var input in Candidates(comparison.Inputs))
        {
            var said = await WithoutAsync(input, before, after, left, cancellation).ConfigureAwait(false);
            var found = ById(said.Numbers, "id");
            var verdicts = ById(said.Claims, "claim");
            var drawn = ById(said.Figures, "id");
            var touched = said.Notebooks;
            foreach (var change in comparison.Numbers.Where(change => touched.Contains(NotebookOf(after.Numbers, before.Numbers, change.Id))))
                Keep(numbers[change.Id], input, Share(change, found.GetValueOrDefault(change.Id)));
            foreach (var change in comparison.Claims.Where(change => touched.Contains(NotebookOf(after.Claims, before.Claims, change.Claim))))
                Keep(claims[change.Claim], input, (verdicts.GetValueOrDefault(change.Claim)?["verdict"]?.ToString() ?? "") == change.Before ? 1 : 0);
            foreach (var change in comparison.Figures.Where(change => change.Kind == "rows" && drawn.ContainsKey(change.Id)))
                Keep(figures[change.Id], input, Share(change, drawn[change.Id], before));
        }

        return comparison with
        {
            Explained = true,
            Numbers = [.. comparison.Numbers.Select(change => change with { Causes = Sorted(numbers[change.Id]) })],
            Claims = [.. comparison.Claims.Select(change => change with { Causes = Sorted(claims[change.Claim]) })],
            Figures = [.. comparison.Figures.Select(change => change with { Causes = Sorted(figures[change.Id]) })],
        };
    }

    /// <summary>What can be put back: single rows where few changed, else the table; parameters; cells.</summary>
    private static IEnumerable<InputChange> Candidates(IReadOnlyList<InputChange> inputs)
    {
        foreach (var table in inputs.Where(input => input.Kind == "data").GroupBy(input => input.Name))
        {
            if (table.Count() <= MostRows && table.All(input => input.Row.Length > 0)) foreach (var row in table) yield return row;
            else yield return new InputChange("data", table.Key, $"{table.Count()} or more rows changed");
        }

        foreach (var input in inputs.Where(input => input.Kind is "parameter" or "cells")) yield return input;
    }

    private async Task<(IReadOnlyList<JsonObject> Numbers, IReadOnlyList<JsonObject> Claims, IReadOnlyList<JsonObject> Figures, HashSet<string> Notebooks)> WithoutAsync(InputChange input, RunFiles before, RunFiles after, HashSet<string> left, CancellationToken cancellation)
    {
        var notebooks = after.Notebooks.Where(notebook => !left.Contains(notebook.Id)).Where(notebook => input.Kind == "data" ? after.Key(notebook.Id)?.Files.ContainsKey(input.Name) == true : notebook.Id == input.Notebook)
            .Select(notebook => PutBack(notebook, input, before)).OfType<Notebook>().ToList();
        progress.Say($"with {ComparisonSections.Name(input)} put back: {string.Join(", ", notebooks.Select(notebook => notebook.Id))}");
        using var data = new PutBackData(place, before, after, input);
        var queue = new NotebookQueue(notebooks, new RunOptions { Data = data.Folder }, progress, notebook =>
            Worker.StartAsync(program, Path.Combine(place.Root, "notebooks"), data.Folder, notebook.Cells.Where(cell => cell.Kind == "code").Select(cell => cell.Language)));
        var records = await queue.RunAsync(cancellation).ConfigureAwait(false);
        var whole = records.Values.Where(record => record.Status == CellStatus.Ran).Select(record => record.Notebook).ToList();
        var collected = Collected.From(whole);
        return (collected.Numbers, collected.Claims, collected.Figures, [.. whole.Select(notebook => notebook.Id)]);
    }

    /// <summary>A notebook of the newer run with the older parameter or cells; null when the older run has no such notebook.</summary>
    private Notebook? PutBack(Notebook notebook, InputChange input, RunFiles before)
    {
        var here = Path.Combine(place.Root, "notebooks", notebook.Id + ".ipynb");
        if (input.Kind == "data") return notebook.Copy().At(here);
        if (before.Notebooks.FirstOrDefault(old => old.Id == notebook.Id) is not { } earlier) return null;
        var lines = InputComparison.Given(notebook).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        if (input.Kind == "cells") return NotebookParameters.WithLines(earlier, lines).At(here);
        if (InputComparison.Given(earlier).TryGetValue(input.Name, out var line)) lines[input.Name] = line;
        else lines.Remove(input.Name);
        return NotebookParameters.WithLines(notebook, lines).At(here);
    }

    private static double Share(NumberChange change, JsonObject? rerun)
    {
        double? value = rerun?["value"] is JsonValue known && known.TryGetValue<double>(out var number) ? number : null;
        if (change.Before is not { } before || change.After is not { } after) return (value is null) == (change.Before is null) ? 1 : 0;
        return value is null ? 0 : value == before ? 1 : (after - value.Value) / (after - before);
    }

    private static double Share(FigureChange change, JsonObject rerun, RunFiles before)
    {
        var left = RowDifferences.Of(CsvTable.Read(before.Bytes($"figures/{change.Id}.csv") ?? []), CsvTable.Read(PlottedRows.ToCsv(rerun["rows"]!.AsObject())));
        return 1 - (double)left.Count / change.Rows.Count;
    }

    private static void Keep(List<Cause> causes, InputChange input, double share)
    {
        if (share >= LeastShare || share <= -LeastShare) causes.Add(new Cause(input, share));
    }

    private static IReadOnlyList<Cause> Sorted(IEnumerable<Cause> causes) => [.. causes.OrderByDescending(cause => Math.Abs(cause.Share))];

    private static Dictionary<string, JsonObject> ById(IEnumerable<JsonObject> items, string key) => items.ToDictionary(item => item[key]!.GetValue<string>(), StringComparer.Ordinal);

    private static string NotebookOf(IReadOnlyDictionary<string, JsonObject> now, IReadOnlyDictionary<string, JsonObject> old, string id) => (now.GetValueOrDefault(id) ?? old.GetValueOrDefault(id))?["notebook"]?.ToString() ?? "";
}
