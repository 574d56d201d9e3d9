using System.Globalization;

namespace Workbench.Runs.Folders;

/// <summary>Names and locks of what is still being written in a folder of runs, which several processes and machines may share.</summary>
internal static class Unfinished
{
    /// <summary>How every such name begins.</summary>
    public const string Prefix = ".partial-";

    /// <summary>Name of the file that the writing process holds open.</summary>
    public const string LockName = ".lock";

    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    /// <summary>This process, among all machines.</summary>
    public static string Owner { get; } = string.Create(CultureInfo.InvariantCulture, $"{Host()}-{Environment.ProcessId}");

    /// <summary>A name that no other process takes.</summary>
    public static string Name(string what) => $"{Prefix}{what}@{Owner}";

    /// <summary>Holds a folder as one that is being written; the system lets go when this process ends, however it ends.</summary>
    public static FileStream Hold(string folder) => new(Path.Combine(folder, LockName), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Takes away what processes left that were killed; what another process may still write stays.</summary>
    /// <param name="parent">The folder of runs.</param>
    /// <param name="now">Now, in UTC.</param>
    public static void Sweep(string parent, DateTime now)
    {
        foreach (var folder in Directory.EnumerateDirectories(parent, Prefix + "*").Where(folder => IsLeft(folder, '@', now))) Away(() => Directory.Delete(folder, recursive: true));
        var inputs = Path.Combine(parent, InputStore.FolderName);
        if (!Directory.Exists(inputs)) return;
        // A whole one has no dot in its name.
        foreach (var file in Directory.EnumerateFiles(inputs).Where(file => Path.GetFileName(file).Contains('.', StringComparison.Ordinal) && IsLeft(file, '.', now))) Away(() => File.Delete(file));
    }

    private static void Away(Action delete)
    {
        try
        {
            delete();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Somebody looks into it; the next run takes it away.
        }
    }

    /// <summary>Of this machine: its process is gone. Of another, whose processes cannot be seen from here: nothing was written for a day. And nobody holds it, where the disk knows of locks.</summary>
    private static bool IsLeft(string path, char before, DateTime now)
    {
        try
        {
            var name = Path.GetFileName(path);
            var owner = name[(name.LastIndexOf(before) + 1)..];
            var dash = owner.LastIndexOf('-');
            var isOurs = dash > 0 && owner[..dash] == Host();
            if (isOurs ? !int.TryParse(owner.AsSpan(dash + 1), CultureInfo.InvariantCulture, out var process) || IsAlive(process) : now - LastWritten(path) < Abandoned) return false;
            return !IsHeld(Path.Combine(path, LockName));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsHeld(string file)
    {
        if (!File.Exists(file)) return false;
        try
        {
            using var taken = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static DateTime LastWritten(string path) => File.Exists(path) ? File.GetLastWriteTimeUtc(path)
        : new DirectoryInfo(path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(entry => entry.LastWriteTimeUtc).Append(Directory.GetLastWriteTimeUtc(path)).Max();

    private static bool IsAlive(int process)
    {
        // A folder with the number of this very process is of one that had the number before.
        if (process == Environment.ProcessId) return false;
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string Host() => new string([.. Environment.MachineName.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c == '-')]) is { Length: > 0 } name ? name : "host";
}
