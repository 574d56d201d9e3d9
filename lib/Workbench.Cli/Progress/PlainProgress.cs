using System.Diagnostics;
using System.Globalization;
using Workbench.Runs;
using Workbench.Runs.Notebooks;
using Workbench.Runs.Workers;

namespace Workbench.Cli.Progress;

/// <summary>Progress as plain lines, one a cell: for pipes and logs.</summary>
internal sealed class PlainProgress(TextWriter writer) : IRunProgress
{
    private readonly CellFailures failures = new();
    private readonly Dictionary<string, string> prefixes = new(StringComparer.Ordinal);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Stopwatch quiet = Stopwatch.StartNew();

    public void Notebook(Notebook notebook, int number, int count) => prefixes[notebook.Id] = $"[{number}/{count}] {notebook.Id}";

    public void Cell(Notebook notebook, int number, int count, TimeSpan elapsed)
    {
        quiet.Restart();
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{prefixes[notebook.Id]}  cell {number}/{count}  {elapsed.TotalSeconds:0.0} s"));
    }

    public void Within(Notebook notebook, int number, int count, WorkDone done)
    {
        // A log takes a line a second, and none of what is done at once.
        if (quiet.Elapsed < Pause) return;
        quiet.Restart();
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{prefixes[notebook.Id]}  cell {number}/{count}  {done.What} {Math.Floor(done.Part * 100):0}%"));
    }

    public void Ended(NotebookRecord record)
    {
        foreach (var line in failures.Lines(record)) writer.WriteLine(line);
    }

    public void Say(string sentence) => writer.WriteLine(sentence);
}
