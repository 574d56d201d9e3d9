using System.Diagnostics;
using System.Text.Json.Nodes;
using LiveCommerce.Data.Store;
using Workbench.Runs.Notebooks;
using Workbench.Runs.Parameters;
using Workbench.Runs.Reuse;
using Workbench.Runs.Workers;

namespace Workbench.Runs;

/// <summary>One cell as it was run.</summary>
/// <param name="Index">Place in the notebook, from 0.</param>
/// <param name="Id">Id of the cell.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record CellRecord(int Index, string Id, CellStatus Status, double Seconds);

/// <summary>One notebook as it was run.</summary>
/// <param name="Notebook">The notebook with its outputs.</param>
/// <param name="Cells">The code cells that were run, in order.</param>
/// <param name="Reads">The tables that it read.</param>
/// <param name="Seconds">How long it took, its worker's start included.</param>
public sealed record NotebookRecord(Notebook Notebook, IReadOnlyList<CellRecord> Cells, IReadOnlyList<InputRead> Reads, double Seconds)
{
    /// <summary>What its outputs depend on.</summary>
    public NotebookKey? Key { get; init; }

    /// <summary>What it needs and the data of the run do not have; null when it was not skipped.</summary>
    public string? Skipped { get; init; }

    /// <summary>How it ended.</summary>
    public CellStatus Status => Skipped is not null ? CellStatus.Skipped : Cells.Count == 0 ? CellStatus.Ran : Cells[^1].Status;

    /// <summary>The cell at which it stopped; null when it ran to its end.</summary>
    public NotebookCell? StoppedAt => Status == CellStatus.Ran || Cells.Count == 0 ? null : Notebook.Cells[Cells[^1].Index];
}

/// <summary>Runs notebooks cell by cell in a worker of their own.</summary>
/// <param name="options">Time limit and secrets.</param>
/// <param name="progress">Hears of every cell.</param>
public sealed class NotebookRunner(RunOptions options, IRunProgress progress)
{
    private readonly Secrets secrets = new(options.Secrets);

    /// <summary>Runs a notebook.</summary>
    /// <param name="notebook">The notebook with the parameters of the run; it is not changed.</param>
    /// <param name="worker">A worker that was started in the notebook's folder.</param>
    /// <param name="cancellation">Stops at the cell that runs; what it and those before it put out is kept.</param>
    public async Task<NotebookRecord> RunAsync(Notebook notebook, Worker worker, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        ArgumentNullException.ThrowIfNull(worker);
        var copy = notebook.Copy();
        var cells = copy.Cells.Where(cell => cell.Kind == "code" && cell.Source.Trim().Length > 0 && !cell.Tags.Contains("skip-execution")).ToList();
        var records = new List<CellRecord>();
        var whole = Stopwatch.StartNew();
        foreach (var cell in cells)
        {
            var number = records.Count + 1;
            progress.Cell(copy, number, cells.Count, whole.Elapsed);
            var clock = Stopwatch.StartNew();
            var run = await worker.RunAsync(cell.Source, cell.Language, options.Timeout, cancellation, done => progress.Within(copy, number, cells.Count, done)).ConfigureAwait(false);
            var status = run.Status == CellStatus.Failed && cell.Tags.Contains("raises-exception") ? CellStatus.Ran : run.Status;
            cell.Keep(records.Count + 1, run.Outputs.Select(output => secrets.Mask(Finished(output, records.Count + 1, System.IO.Path.GetFullPath(notebook.Path)))));
            var need = status == CellStatus.Failed && options.Data is not null ? UnmetNeeds.Package(cell) : null;
            records.Add(new CellRecord(cell.Index, cell.Id, need is null ? status : CellStatus.Skipped, clock.Elapsed.TotalSeconds));
            if (need is not null) return new NotebookRecord(copy.Skip(need), records, Reads(), whole.Elapsed.TotalSeconds) { Skipped = need };
            if (status != CellStatus.Ran) break;
        }

        return new NotebookRecord(copy, records, Reads(), whole.Elapsed.TotalSeconds);

        IReadOnlyList<InputRead> Reads() => [.. worker.Reads.DistinctBy(read => (read.Path, read.Hash)).Where(read => read.Hash != StoreFacts.NotSummed || !worker.Reads.Exists(other => other.Path == read.Path && other.Hash != read.Hash))];
    }

    /// <summary>An output without the paths of this machine.</summary>
    private static JsonObject Finished(JsonObject output, int count, string path)
    {
        if (output.ContainsKey("execution_count")) output["execution_count"] = count;
        var root = System.IO.Path.GetDirectoryName(System.IO.Path.GetDirectoryName(path)) ?? "";
        if (output["output_type"]!.GetValue<string>() is "stream" or "error" && root.Length > 1)
            return (JsonObject)JsonNode.Parse(output.ToJsonString().Replace(JsonValue.Create(root + System.IO.Path.DirectorySeparatorChar)!.ToJsonString().Trim('"'), "", StringComparison.Ordinal))!;
        return output;
    }
}
