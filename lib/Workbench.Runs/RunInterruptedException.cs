namespace Workbench.Runs;

/// <summary>The user ended a run, and what was finished was kept.</summary>
/// <param name="kept">Where it is.</param>
public sealed class RunInterruptedException(string kept) : OperationCanceledException("The run was interrupted.")
{
    /// <summary>The folder, or the notebook, that holds what was finished.</summary>
    public string Kept { get; } = kept;
}
