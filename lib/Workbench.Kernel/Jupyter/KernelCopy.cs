namespace Workbench.Kernel.Jupyter;

/// <summary>A copy of this program that a running kernel uses, so that it never locks the build; compiled ahead of time where that is possible.</summary>
public static class KernelCopy
{
    private const string Prefix = "kernel-";

    /// <summary>Copies the program and compiles the copy ahead of time; older copies that no kernel uses go.</summary>
    /// <param name="program">Folder to put copies in.</param>
    /// <param name="source">Folder of the built program.</param>
    /// <param name="name">File name of the program's assembly in it.</param>
    /// <param name="optimise">Compile ahead of time; takes a minute or two, and the kernel then starts about twice as fast.</param>
    /// <param name="say">Takes one sentence at a time about what is done.</param>
    /// <param name="cancellation">Gives up; nothing is left behind.</param>
    /// <returns>Path of the assembly in the copy.</returns>
    public static async Task<string> MakeAsync(string program, string source, string name, bool optimise, Action<string> say, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(say);
        Directory.CreateDirectory(program);
        var target = Path.Combine(program, Prefix + Guid.NewGuid().ToString("N")[..8]);
        try
        {
            Copy(source, target);
            if (optimise) say(await AheadOfTime.CompileAsync(target, cancellation).ConfigureAwait(false));
        }
        catch
        {
            if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
            throw;
        }

        Remove(program, except: target);
        return Path.Combine(target, name);
    }

    /// <summary>Removes the copies; one that a running kernel holds stays and is named.</summary>
    /// <returns>A line for each copy.</returns>
    public static IReadOnlyList<string> Remove(string program) => Remove(program, except: null);

    private static List<string> Remove(string program, string? except)
    {
        var said = new List<string>();
        if (!Directory.Exists(program)) return said;
        foreach (var folder in Directory.EnumerateDirectories(program, Prefix + "*").Where(folder => folder != except).ToList())
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                said.Add($"removed {folder}");
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                said.Add($"kept {folder}: a running kernel uses it; close it and try again");
            }
        }

        if (!Directory.EnumerateFileSystemEntries(program).Any()) Directory.Delete(program);
        return said;
    }

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source)) File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(source).Where(folder => Path.GetFileName(folder) != "publish")) Copy(folder, Path.Combine(target, Path.GetFileName(folder)));
    }
}
