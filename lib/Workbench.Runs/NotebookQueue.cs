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
            var notebook = notebooks[index];
            var worker = await workers[index]!.ConfigureAwait(false);
            told.Notebook(notebook, index + 1, notebooks.Count);
            var record = await runner.RunAsync(notebook, worker, cancellation).ConfigureAwait(false);
            await worker.DisposeAsync().ConfigureAwait(false);
            told.Ended(record);
            ended?.Invoke(record);
            lock (gate)
            {
                records[notebook] = record;
                stopped |= options.FailFast && record.Status is not (CellStatus.Ran or CellStatus.Skipped);
            }
        }
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
