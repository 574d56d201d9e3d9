using Workbench.Runs.Notebooks;
using Workbench.Runs.Workers;

namespace Workbench.Runs;

/// <summary>Runs notebooks in their order, some at a time; the worker of the next one is made ready while others run.</summary>
internal sealed class NotebookQueue(IReadOnlyList<Notebook> notebooks, RunOptions options, IRunProgress progress, Func<Notebook, Task<Worker>> start)
{
    private readonly Dictionary<Notebook, NotebookRecord> records = [];
    private readonly Task<Worker>?[] workers = new Task<Worker>?[notebooks.Count];
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
            var notebook = notebooks[index];
            var worker = await workers[index]!.ConfigureAwait(false);
            told.Notebook(notebook, index + 1, notebooks.Count);
            var record = await runner.RunAsync(notebook, worker, cancellation).ConfigureAwait(false);
            await worker.DisposeAsync().ConfigureAwait(false);
            told.Ended(record);
            lock (gate)
            {
                records[notebook] = record;
                stopped |= cancellation.IsCancellationRequested || options.FailFast && record.Status is not (CellStatus.Ran or CellStatus.Skipped);
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

        public void Within(Notebook notebook, int number, int count, WorkDone done)
        {
            lock (gate) progress.Within(notebook, number, count, done);
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
