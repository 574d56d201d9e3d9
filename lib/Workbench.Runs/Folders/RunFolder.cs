using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Workbench.Runs.Folders;

/// <summary>A run on disk: written aside, and renamed into place when it is whole.</summary>
public sealed class RunFolder : IDisposable
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
    private const string Partial = ".partial-";
    private readonly string parent;
    private readonly string name;

    private RunFolder(string parent, string name)
    {
        this.parent = parent;
        this.name = name;
        Path = System.IO.Path.Combine(parent, $"{Partial}{name}-{Environment.ProcessId}");
        Directory.CreateDirectory(Path);
    }

    /// <summary>Where it is being written.</summary>
    public string Path { get; }

    /// <summary>Begins a run.</summary>
    /// <param name="parent">The folder of runs.</param>
    /// <param name="started">When the run began, in UTC.</param>
    /// <param name="hash">Hash of what goes in.</param>
    public static RunFolder Begin(string parent, DateTime started, string hash)
    {
        Directory.CreateDirectory(parent);
        Sweep(parent);
        return new RunFolder(parent, $"{started.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture)}-{hash}");
    }

    /// <summary>Writes text, with folders as needed.</summary>
    public void Write(string file, string text) => Write(file, new System.Text.UTF8Encoding(false).GetBytes(text));

    /// <summary>Writes bytes.</summary>
    public void Write(string file, byte[] content)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    /// <summary>Writes JSON, indented, Chinese as it is, the signs of HTML escaped.</summary>
    public void Write(string file, JsonNode json) => Write(file, json.ToJsonString(Pretty) + "\n");

    /// <summary>Puts the whole run in its place and makes it the latest.</summary>
    /// <returns>Where it is now.</returns>
    public string Publish()
    {
        var place = System.IO.Path.Combine(parent, name);
        for (var again = 2; Directory.Exists(place); again++) place = System.IO.Path.Combine(parent, $"{name}-{again}");
        Directory.Move(Path, place);
        PointLatest(parent, System.IO.Path.GetFileName(place));
        return place;
    }

    /// <summary>Takes a run away that was not published.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }

    /// <summary>Takes away what runs left that were killed.</summary>
    private static void Sweep(string parent)
    {
        foreach (var folder in Directory.EnumerateDirectories(parent, Partial + "*"))
        {
            if (!int.TryParse(folder[(folder.LastIndexOf('-') + 1)..], System.Globalization.CultureInfo.InvariantCulture, out var owner) || IsAlive(owner)) continue;
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

    private static bool IsAlive(int process)
    {
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

    /// <summary>Makes a run the latest.</summary>
    /// <param name="parent">The folder of runs.</param>
    /// <param name="target">Name of the run.</param>
    public static void PointLatest(string parent, string target)
    {
        var latest = System.IO.Path.Combine(parent, "latest");
        try
        {
            var known = new DirectoryInfo(latest);
            if (known.LinkTarget is not null) known.Delete();
            else if (known.Exists) known.Delete(recursive: true);
            Directory.CreateSymbolicLink(latest, target);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            File.WriteAllText(System.IO.Path.Combine(parent, "latest.txt"), target + "\n");
        }
    }
}
