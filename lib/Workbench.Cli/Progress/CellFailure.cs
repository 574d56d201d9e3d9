using Workbench.Runs;

namespace Workbench.Cli.Progress;

/// <summary>Why a notebook stopped: its cell, the error, the lines of cells that led to it.</summary>
internal static class CellFailure
{
    public static IEnumerable<string> Lines(NotebookRecord record) => Said(record).Select(Printable.Of);

    private static IEnumerable<string> Said(NotebookRecord record)
    {
        if (record.Skipped is { } reason)
        {
            yield return $"{record.Notebook.Id}  skipped: {reason}";
            yield break;
        }

        if (record.StoppedAt is not { } cell) yield break;
        var error = cell.Outputs.LastOrDefault(output => output["output_type"]!.GetValue<string>() == "error");
        yield return $"{record.Notebook.Id}(cell {cell.Index + 1} {cell.Id}): {error?["ename"]}: {error?["evalue"]}";
        foreach (var line in error?["traceback"]?.AsArray().Select(line => line!.GetValue<string>()) ?? []) yield return "    " + line;
    }
}
