namespace Workbench.Runs.Folders;

/// <summary>What a run has left that the user ended: the notebooks that were finished, for the next run to take up, and the one that was at work.</summary>
internal static class InterruptedRun
{
    /// <summary>How the name of its folder ends, so that nobody takes it for a whole run.</summary>
    public const string Ending = ".interrupted";

    /// <summary>Whether a folder is one.</summary>
    public static bool Is(string folder) => folder.EndsWith(Ending, StringComparison.Ordinal);

    /// <summary>Takes them away, when a whole run has taken up what they hold.</summary>
    public static void Clear(string runs)
    {
        foreach (var folder in Directory.EnumerateDirectories(runs, "*" + Ending))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Somebody looks into it; the next run takes it away.
            }
        }
    }
}
