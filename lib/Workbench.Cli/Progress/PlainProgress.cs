using System.Globalization;
using Workbench.Runs;
using Workbench.Runs.Notebooks;

namespace Workbench.Cli.Progress;

/// <summary>Progress as plain lines, one a cell: for pipes and logs.</summary>
internal sealed class PlainProgress(TextWriter writer) : IRunProgress
{
    private string prefix = "";

    public void Notebook(Notebook notebook, int number, int count) => prefix = $"[{number}/{count}] {notebook.Id}";

    public void Cell(Notebook notebook, int number, int count, TimeSpan elapsed) =>
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{prefix}  cell {number}/{count}  {elapsed.TotalSeconds:0.0} s"));

    public void Ended(NotebookRecord record)
    {
        foreach (var line in CellFailure.Lines(record)) writer.WriteLine(line);
    }

    public void Say(string sentence) => writer.WriteLine(sentence);
}
