using Workbench.Runs.Notebooks;
using Workbench.Runs.Workers;

namespace Workbench.Runs;

/// <summary>Runs notebooks in their order, some at a time; the worker of the next one is made ready while others run.</summary>
internal sealed class NotebookQueue(IReadOnlyList<Notebook> notebooks, RunOptions options, IRunProgress progress, Func<Notebook, Task<Worker>> start)
{
    private readonly Dictionary<Notebook, NotebookRecord> records = [];
    private readonly Task<Worker>?[] workers = new Task<Worker>?[notebooks.Count];
    private readonly TaskCompletionSource<NotebookRecord>[] ended = [.. notebooks.Select(_ => new TaskCompletionSource<NotebookRecord>(TaskCreationOptions.RunContinuationsAsynchronously))];
    private readonly OneAtATime told = new(progress);
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
            lock (gate)
            {
                records[notebook] = record;
                stopped |= cancellation.IsCancellationRequested || (options.FailFast && record.Status is not (CellStatus.Ran or CellStatus.Skipped));
            }

            ended[index].SetResult(record);
        }
        finally
        {
            // a notebook that waits for this one does not wait for ever
            ended[index].TrySetCanceled(CancellationToken.None);
        }
    }

    /// <summary>Waits for the notebooks before this one that it imports.</summary>
    /// <returns>Why it cannot run; null when all of them ran to their ends.</returns>
    private async Task<string?> FailedImportAsync(int index)
    {
        foreach (var path in notebooks[index].Imports())
        {
            var before = notebooks.Take(index).ToList().FindIndex(other => Path.GetFullPath(other.Path) == path);
            if (before >= 0 && (await ended[before].Task.ConfigureAwait(false)).Status != CellStatus.Ran) return $"imports {notebooks[before].Id}, which did not run to its end";
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

    private sealed class OneAtATime(IRunProgress progress) : IRunProgress
    {
        private readonly Lock gate = new();

        public void Notebook(Notebook notebook, int number, int count)
        {
            lock (gate) progress.Notebook(notebook, number, count);
        }

        public void Cell(Notebook notebook, int number, int count, TimeSpan elapsed)
        {
            lock (gate) progress.Cell(notebook, number, count, elapsed);
        }

        public void Ended(NotebookRecord record)
        {
            lock (gate) progress.Ended(record);
        }

        public void Say(string sentence)
        {
            lock (gate) progress.Say(sentence);
        }
    }
}
