using Workbench.Runs;
using Workbench.Runs.Notebooks;

namespace Workbench.Cli.Progress;

/// <summary>Progress of work that goes over notebooks several times: its sentences, not its cells.</summary>
internal sealed class SentencesOnly(TextWriter writer) : IRunProgress
{
    private readonly CellFailures failures = new();

    public void Notebook(Notebook notebook, int number, int count)
    {
    }

    public void Cell(Notebook notebook, int number, int count, TimeSpan elapsed)
    {
    }

    public void Ended(NotebookRecord record)
    {
        foreach (var line in failures.Lines(record)) writer.WriteLine(line);
    }

    public void Say(string sentence) => writer.WriteLine(sentence);
}
