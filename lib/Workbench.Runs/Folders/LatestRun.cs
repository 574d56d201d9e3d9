using LiveCommerce.Data;

namespace Workbench.Runs.Folders;

/// <summary>The run that was made last, or found up to date last: a link, or a file with its name where links cannot be made. The names of runs do not tell it: a clock may be set back.</summary>
internal static class LatestRun
{
    private const string Link = "latest";
    private const string Text = "latest.txt";

    /// <summary>Name of its folder; null when there is none.</summary>
    /// <param name="parent">The folder of runs.</param>
    public static string? NameOf(string parent)
    {
        var name = new DirectoryInfo(Path.Combine(parent, Link)).LinkTarget is { } target ? Path.GetFileName(Path.TrimEndingDirectorySeparator(target))
            : Path.Combine(parent, Text) is var file && File.Exists(file) ? File.ReadAllText(file).Trim() : null;
        return name is { Length: > 0 } && File.Exists(Path.Combine(parent, name, "manifest.json")) ? name : null;
    }

    /// <summary>Makes a run the latest.</summary>
    /// <param name="parent">The folder of runs.</param>
    /// <param name="target">Name of the run.</param>
    public static void Point(string parent, string target)
    {
        var latest = Path.Combine(parent, Link);
        try
        {
            var known = new DirectoryInfo(latest);
            if (known.LinkTarget is null && known.Exists) known.Delete(recursive: true);
            // Made aside and moved over the old one, so that there is a latest run at every moment.
            var aside = Path.Combine(parent, Unfinished.Name(Link));
            Directory.CreateDirectory(aside);
            var link = Path.Combine(aside, Link);
            if (File.Exists(link)) File.Delete(link);
            File.CreateSymbolicLink(link, target);
            File.Move(link, latest, overwrite: true);
            Directory.Delete(aside, recursive: true);
            File.Delete(Path.Combine(parent, Text));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            RunFolder.Writing(Path.Combine(parent, Text), () => File.WriteAllText(Path.Combine(parent, Text), target + "\n"));
        }
    }

    /// <summary>A sentence when a run bears a time that is still to come; null when none does.</summary>
    /// <param name="parent">The folder of runs.</param>
    /// <param name="now">Now, in UTC.</param>
    public static string? Ahead(string parent, DateTime now)
    {
        if (!Directory.Exists(parent)) return null;
        var stamp = RunFolder.Stamp(now.AddMinutes(1));
        var ahead = Directory.EnumerateDirectories(parent).Select(folder => Path.GetFileName(folder)!).Where(name => name.Length > stamp.Length && char.IsAsciiDigit(name[0]) && string.CompareOrdinal(name[..stamp.Length], stamp) > 0).Order(StringComparer.Ordinal).LastOrDefault();
        return ahead is null ? null : $"run {ahead} bears a time that is still to come: the clock was ahead then, or is behind now. Runs count in the order in which they were made.";
    }
}
