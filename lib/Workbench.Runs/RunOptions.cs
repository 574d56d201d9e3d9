using Workbench.Runs.Notebooks;
using Workbench.Runs.Parameters;
using Workbench.Runs.Workers;

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

    /// <summary>Values for parameters that notebooks declare; a later one wins.</summary>
    public IReadOnlyList<ParameterAssignment> Parameters { get; init; } = [];

    /// <summary>Variables of the environment whose values are masked in all that is written.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Address of the store that takes the place of <c>data/sessions</c>, without what is secret; null for none. What it holds can change unseen, so notebooks always run.</summary>
    public string? Store { get; init; }

    /// <summary>All values given: the seed first, then the parameters, then the secrets.</summary>
    internal IEnumerable<ParameterAssignment> Given() =>
    [
        .. Seed is { } seed ? [new ParameterAssignment("seed", new ParameterValue.Scalar(seed.ToString(System.Globalization.CultureInfo.InvariantCulture), true), "--seed")] : Array.Empty<ParameterAssignment>(),
        .. Parameters,
        .. Secrets.Select(name => new ParameterAssignment(name, new ParameterValue.Secret(name), "--secret")),
    ];

    /// <summary>Run notebooks that are up to date as well.</summary>
    public bool Force { get; init; }

    /// <summary>How many notebooks run at a time, from 1.</summary>
    public int Jobs { get; init; } = 1;

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

    /// <summary>A cell that takes long tells how far it is.</summary>
    void Within(Notebook notebook, int number, int count, WorkDone done)
    {
    }

    /// <summary>A notebook has ended.</summary>
    void Ended(NotebookRecord record);

    /// <summary>A sentence for the user.</summary>
    void Say(string sentence);
}
