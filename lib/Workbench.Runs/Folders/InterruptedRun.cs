using System.Text.Json.Nodes;
using Workbench.Runs.Workers;

namespace Workbench.Runs.Folders;

/// <summary>What a run had done when the user stopped it: notebooks, numbers and claims, without figures and report, and never the latest run.</summary>
internal static class InterruptedRun
{
    /// <summary>The mark in the manifest.</summary>
    public const string Mark = "interrupted";

    /// <summary>Whether there is anything to keep.</summary>
    public static bool Has(IEnumerable<NotebookRecord> records) => records.Any(record => record.Cells.Any(cell => cell.Status == CellStatus.Ran));

    /// <summary>Writes it; notebooks that were finished are found there by the next run.</summary>
    /// <param name="parent">The folder of runs.</param>
    /// <param name="started">When the run began, in UTC.</param>
    /// <param name="hash">Hash of what goes in.</param>
    /// <param name="records">The notebooks as they were run.</param>
    /// <param name="manifest">What the run is made of.</param>
    /// <returns>Where it is.</returns>
    public static string Write(string parent, DateTime started, string hash, IReadOnlyList<NotebookRecord> records, JsonObject manifest)
    {
        using var folder = RunFolder.Begin(parent, started, $"{hash}-{Mark}");
        foreach (var record in records) folder.Write($"notebooks/{record.Notebook.Id}.ipynb", record.Notebook.ToJson());
        var collected = Collected.From(records.Select(record => record.Notebook));
        folder.Write("numbers.json", new JsonArray([.. collected.Numbers.Select(number => (JsonNode)number.DeepClone())]));
        folder.Write("claims.json", new JsonArray([.. collected.Claims.Select(claim => (JsonNode)claim.DeepClone())]));
        manifest[Mark] = true;
        folder.Write("manifest.json", manifest);
        return folder.Publish(isLatest: false);
    }
}
