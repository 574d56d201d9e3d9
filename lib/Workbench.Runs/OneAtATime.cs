using Workbench.Runs.Notebooks;
using Workbench.Runs.Workers;

namespace Workbench.Runs;

/// <summary>Hands progress on from one thread at a time.</summary>
internal sealed class OneAtATime(IRunProgress progress) : IRunProgress
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
