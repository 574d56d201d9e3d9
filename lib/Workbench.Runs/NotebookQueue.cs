using Workbench.Runs.Notebooks;
using Workbench.Runs.Workers;

namespace Workbench.Runs;

/// <summary>Runs notebooks in their order, some at a time; the worker of the next one is made ready while others run.</summary>
/// <param name="notebooks">The notebooks.</param>
/// <param name="options">How the run goes.</param>
/// <param name="progress">Hears of it.</param>
/// <param name="start">Starts a worker.</param>
/// <param name="ended">Takes a notebook that has ended, while others run.</param>
internal sealed class NotebookQueue(IReadOnlyList<Notebook> notebooks, RunOptions options, IRunProgress progress, Func<Notebook, Task<Worker>> start, Action<NotebookRecord>? ended = null)
{
    private readonly Dictionary<Notebook, NotebookRecord> records = [];
    private readonly OneAtATime told = progress as OneAtATime ?? new OneAtATime(progress);
    private readonly Task<Worker>?[] workers = new Task<Worker>?[notebooks.Count];
    private readonly TaskCompletionSource<NotebookRecord>[] ends = [.. notebooks.Select(_ => new TaskCompletionSource<NotebookRecord>(TaskCreationOptions.RunContinuationsAsynchronously))];
    private readonly Lock gate = new();
    private int next;
    private bool stopped;

    /// <summary>The notebooks that were run; with <see cref="RunOptions.FailFast"/> not those behind a failure.</summary>
    public async Task<IReadOnlyDictionary<Notebook, NotebookRecord>> RunAsync(CancellationToken cancellation)
    {
        var runner = new NotebookRunner(options, told);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Math.Max(1, options.Jobs)).Select(_ => LaneAsync(runner, cancellation))).ConfigureAwait(false);
        }
        finally
        {
            foreach (var worker in workers.OfType<Task<Worker>>()) await (await worker.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }

        return records;
    }

    private async Task LaneAsync(NotebookRunner runner, CancellationToken cancellation)
    {
        while (Take() is { } index)
        {
            await RunAsync(runner, index, cancellation).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(NotebookRunner runner, int index, CancellationToken cancellation)
    {
        var notebook = notebooks[index];
        try
        {
            var worker = await workers[index]!.ConfigureAwait(false);
            told.Notebook(notebook, index + 1, notebooks.Count);
            var record = await FailedImportAsync(index).ConfigureAwait(false) is { } reason
                ? new NotebookRecord(notebook.Skip(reason), [], [], 0) { Skipped = reason }
                : await runner.RunAsync(notebook, worker, cancellation).ConfigureAwait(false);
            await worker.DisposeAsync().ConfigureAwait(false);
            told.Ended(record);
            ended?.Invoke(record);
            lock (gate)
            {
                records[notebook] = record;
                stopped |= cancellation.IsCancellationRequested || (options.FailFast && record.Status is not (CellStatus.Ran or CellStatus.Skipped));
            }

            ends[index].SetResult(record);
        }
        finally
        {
            // a notebook that waits for this one does not wait for ever
            ends[index].TrySetCanceled(CancellationToken.None);
        }
    }

    /// <summary>Waits for the notebooks before this one that it imports.</summary>
    /// <returns>Why it cannot run; null when all of them ran to their ends.</returns>
    private async Task<string?> FailedImportAsync(int index)
    {
        foreach (var path in notebooks[index].Imports())
        {
            var before = notebooks.Take(index).ToList().FindIndex(other => Path.GetFullPath(other.Path) == path);
            if (before >= 0 && (await ends[before].Task.ConfigureAwait(false)).Status != CellStatus.Ran) return $"imports {notebooks[before].Id}, which did not run to its end";
        }

        return null;
    }

    private int? Take()
    {
        lock (gate)
        {
            if (stopped || next >= notebooks.Count) return null;
            workers[next] ??= start(notebooks[next]);
            if (next + 1 < notebooks.Count) workers[next + 1] ??= start(notebooks[next + 1]);
            return next++;
        }
    }
}
