namespace Workbench.Runs.Folders;

/// <summary>What a run has left that the user ended: the notebooks that were finished, for the next run to take up, and the one that was at work.</summary>
internal static class InterruptedRun
{
    /// <summary>How the name of its folder ends, so that nobody takes it for a whole run.</summary>
    public const string Ending = ".interrupted";

    /// <summary>Whether a folder is one.</summary>
    public static bool Is(string folder) => folder.EndsWith(Ending, StringComparison.Ordinal);

    /// <summary>Takes those away whose notebooks a whole run now holds.</summary>
    /// <param name="runs">The folder of runs.</param>
    /// <param name="notebooks">Ids of the notebooks of the whole run.</param>
    public static void Clear(string runs, IEnumerable<string> notebooks)
    {
        var held = notebooks.ToHashSet(StringComparer.Ordinal);
        foreach (var folder in Directory.EnumerateDirectories(runs, "*" + Ending))
        {
            if (!Directory.EnumerateFiles(Path.Combine(folder, "notebooks")).All(file => held.Contains(Path.GetFileNameWithoutExtension(file)))) continue;
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
