using LiveCommerce.Data;
using Workbench.Runs;

namespace Workbench.Cli.Progress;

/// <summary>Why notebooks stopped: the cell, the error, the lines of cells that led to it. A fault of the data that stops several is said once.</summary>
internal sealed class CellFailures
{
    private readonly HashSet<string> said = new(StringComparer.Ordinal);

    public IEnumerable<string> Lines(NotebookRecord record) => Told(record).Select(Printable.Of);

    private IEnumerable<string> Told(NotebookRecord record)
    {
        if (record.Skipped is { } reason) return [$"{record.Notebook.Id}  skipped: {reason}"];
        if (record.StoppedAt is not { } cell) return [];
        var error = cell.Outputs.LastOrDefault(output => output["output_type"]!.GetValue<string>() == "error");
        var (place, name, message) = ($"{record.Notebook.Id}(cell {cell.Index + 1} {cell.Id})", error?["ename"]?.GetValue<string>(), error?["evalue"]?.GetValue<string>() ?? "");
        if (name == nameof(DataFaultException))
        {
            var faults = message.Split('\n').Where(said.Add).ToList();
            return faults.Count == 0 ? [$"{place}: the data has the faults told above"] : [$"{place}: the data has faults", .. faults];
        }

        var traceback = error?["traceback"]?.AsArray().Select(line => line!.GetValue<string>()) ?? [];
        return [$"{place}: {name}: {message}", .. traceback.Where(line => line.Trim() != $"{name}: {message}".Trim()).Select(line => "    " + line)];
    }
}
