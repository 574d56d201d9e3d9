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
    private readonly string started;
    private readonly Lock gate = new();
    private FileStream? held;

    private RunFolder(string parent, string started)
    {
        this.parent = parent;
        this.started = started;
        Path = System.IO.Path.Combine(parent, Unfinished.Name(started));
    }

    /// <summary>Where it is being written, from the first file on.</summary>
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
    public static RunFolder Begin(string parent, DateTime started)
    {
        Writing(parent, () => Directory.CreateDirectory(parent));
        Unfinished.Sweep(parent, started);
        return new RunFolder(parent, Stamp(started));
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
            Hold();
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        });
    }

    /// <summary>Writes JSON, indented, Chinese as it is, the signs of HTML escaped.</summary>
    public void Write(string file, JsonNode json) => Write(file, json.ToJsonString(Pretty) + "\n");

    /// <summary>Puts the run in its place and makes it the latest, unless it was interrupted.</summary>
    /// <param name="hash">Hash of what went in; the end of its name.</param>
    /// <returns>Where it is now.</returns>
    public string Publish(string hash)
    {
        var name = $"{started}-{hash}";
        LetGo();
        var place = System.IO.Path.Combine(parent, name);
        for (var again = 2; !TryMove(place); again++) place = System.IO.Path.Combine(parent, InterruptedRun.Is(name) ? $"{name[..^InterruptedRun.Ending.Length]}-{again}{InterruptedRun.Ending}" : $"{name}-{again}");
        if (!InterruptedRun.Is(name)) LatestRun.Point(parent, System.IO.Path.GetFileName(place));
        return place;
    }

    /// <summary>Takes a run away that was not published.</summary>
    public void Dispose()
    {
        LetGo();
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }

    private void Hold()
    {
        lock (gate)
        {
            if (held is not null) return;
            Directory.CreateDirectory(Path);
            held = Unfinished.Hold(Path);
        }
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
