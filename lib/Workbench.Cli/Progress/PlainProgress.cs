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

    private ((string Notebook, int Cell, string What) Place, int Tenth) told;

    public void Notebook(Notebook notebook, int number, int count) => prefixes[notebook.Id] = $"[{number}/{count}] {notebook.Id}";

    public void Cell(Notebook notebook, int number, int count, TimeSpan elapsed) =>
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{prefixes[notebook.Id]}  cell {number}/{count}  {elapsed.TotalSeconds:0.0} s"));

    public void Within(Notebook notebook, int number, int count, WorkDone done)
    {
        // A log takes one line a tenth, not one a moment.
        var place = (notebook.Id, number, done.What);
        var tenth = (int)Math.Floor(done.Part * 10 + 1e-9);
        if (tenth <= (told.Place == place ? told.Tenth : 0)) return;
        told = (place, tenth);
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{prefixes[notebook.Id]}  cell {number}/{count}  {done.What} {tenth * 10}%"));
    }

    public void Ended(NotebookRecord record)
    {
        foreach (var line in failures.Lines(record)) writer.WriteLine(line);
    }

    public void Say(string sentence) => writer.WriteLine(sentence);
}
