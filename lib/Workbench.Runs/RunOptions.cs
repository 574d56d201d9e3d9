using Workbench.Runs.Notebooks;

namespace Workbench.Runs;

/// <summary>How a run goes.</summary>
public sealed record RunOptions
{
    /// <summary>How long one cell may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>Folder that takes the place of <c>data/</c>; null for the repository's.</summary>
    public string? Data { get; init; }

    /// <summary>Folder that takes the place of <c>runs/</c>; null for the repository's.</summary>
    public string? Out { get; init; }

    /// <summary>Seed of the run; null for the seeds that the notebooks declare.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Stop after the first notebook that fails.</summary>
    public bool FailFast { get; init; }
}

/// <summary>Hears how a run goes on; called from one thread at a time.</summary>
public interface IRunProgress
{
    /// <summary>A notebook begins.</summary>
    void Notebook(Notebook notebook, int number, int count);

    /// <summary>A cell begins.</summary>
    void Cell(Notebook notebook, int number, int count, TimeSpan elapsed);

    /// <summary>A notebook has ended.</summary>
    void Ended(NotebookRecord record);

    /// <summary>A sentence for the user.</summary>
    void Say(string sentence);
}
