using System.Globalization;
using Workbench.Runs;
using Workbench.Runs.Notebooks;

namespace Workbench.Cli.Progress;

/// <summary>Progress as plain lines, one a cell: for pipes and logs.</summary>
internal sealed class PlainProgress(TextWriter writer) : IRunProgress
{
    private readonly CellFailures failures = new();
    private readonly Dictionary<string, string> prefixes = new(StringComparer.Ordinal);

    public void Notebook(Notebook notebook, int number, int count) => prefixes[notebook.Id] = $"[{number}/{count}] {notebook.Id}";

    public void Cell(Notebook notebook, int number, int count, TimeSpan elapsed) =>
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{prefixes[notebook.Id]}  cell {number}/{count}  {elapsed.TotalSeconds:0.0} s"));

    public void Ended(NotebookRecord record)
    {
        foreach (var line in failures.Lines(record)) writer.WriteLine(line);
    }

    public void Say(string sentence) => writer.WriteLine(sentence);
}
