using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using LiveCommerce.Data;

namespace Workbench.Runs.Folders;

/// <summary>A run on disk: written aside, and renamed into place when it is whole.</summary>
public sealed class RunFolder : IDisposable
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
    /// <summary>Code of the fault that a run cannot be written.</summary>
    public const string CannotWrite = "RUN013";

    private readonly string parent;
    private readonly string name;
    private FileStream? held;

    private RunFolder(string parent, string name)
    {
        this.parent = parent;
        this.name = name;
        Path = System.IO.Path.Combine(parent, Unfinished.Name(name));
        Writing(Path, () =>
        {
            Directory.CreateDirectory(Path);
            held = Unfinished.Hold(Path);
        });
    }

    /// <summary>Where it is being written.</summary>
    public string Path { get; }

    /// <summary>Finds out that runs can be written, before hours of work depend on it.</summary>
    /// <param name="parent">The folder of runs; made when it is missing.</param>
    /// <exception cref="DataFaultException">Nothing can be written there.</exception>
    public static void MustTakeRuns(string parent) => Writing(parent, () =>
    {
        Directory.CreateDirectory(parent);
        var probe = System.IO.Path.Combine(parent, Unfinished.Name("probe"));
        Directory.CreateDirectory(probe);
        Directory.Delete(probe);
    });

    /// <summary>Begins a run.</summary>
    /// <param name="parent">The folder of runs.</param>
    /// <param name="started">When the run began, in UTC.</param>
    /// <param name="hash">Hash of what goes in.</param>
    public static RunFolder Begin(string parent, DateTime started, string hash)
    {
        Writing(parent, () => Directory.CreateDirectory(parent));
        Unfinished.Sweep(parent, started);
        return new RunFolder(parent, $"{Stamp(started)}-{hash}");
    }

    /// <summary>A time as the name of a run begins with it.</summary>
    internal static string Stamp(DateTime time) => time.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Writes text, with folders as needed.</summary>
    public void Write(string file, string text) => Write(file, new System.Text.UTF8Encoding(false).GetBytes(text));

    /// <summary>Writes bytes.</summary>
    public void Write(string file, byte[] content)
    {
        var path = System.IO.Path.Combine(Path, file);
        Writing(path, () =>
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        });
    }

    /// <summary>Writes JSON, indented, Chinese as it is, the signs of HTML escaped.</summary>
    public void Write(string file, JsonNode json) => Write(file, json.ToJsonString(Pretty) + "\n");

    /// <summary>Puts the whole run in its place and makes it the latest.</summary>
    /// <param name="isLatest">False for one that was stopped before it was whole: the latest run stays what it was.</param>
    /// <returns>Where it is now.</returns>
    public string Publish(bool isLatest = true)
    {
        LetGo();
        var place = System.IO.Path.Combine(parent, name);
        for (var again = 2; !TryMove(place); again++) place = System.IO.Path.Combine(parent, $"{name}-{again}");
        if (isLatest) LatestRun.Point(parent, System.IO.Path.GetFileName(place));
        return place;
    }

    /// <summary>Takes a run away that was not published.</summary>
    public void Dispose()
    {
        LetGo();
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }

    private void LetGo()
    {
        if (held is null) return;
        held.Dispose();
        held = null;
        File.Delete(System.IO.Path.Combine(Path, Unfinished.LockName));
    }

    /// <summary>Moves the run to a name that is free; another run may take the name at the same moment.</summary>
    private bool TryMove(string place)
    {
        try
        {
            if (Directory.Exists(place)) return false;
            Directory.Move(Path, place);
            return true;
        }
        catch (IOException) when (Directory.Exists(place) && Directory.Exists(Path))
        {
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(place, error);
        }
    }

    /// <summary>Writes; what stands in the way is told as a fault of the place.</summary>
    internal static void Writing(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // The last is what .NET says of a file that is too large for its disk.
            throw NotWritten(path, error);
        }
    }

    private static DataFaultException NotWritten(string path, Exception error) => new([new Fault(path, 0, 0, CannotWrite,
        error.Message.Split(" : '")[0].Split(" (Parameter")[0].TrimEnd('.'), "a place that takes the run", "make room, or name another folder with --out; earlier runs are as they were")]);
}
