using System.Diagnostics.Tracing;

namespace Workbench.Kernel.Sessions;

/// <summary>Announces every file whose path a cell hands on to be read, so that a run can name its inputs; woven into the calls of cells when they are compiled.</summary>
[EventSource(Name = SourceName)]
public sealed class FileReads : EventSource
{
    /// <summary>The name under which a listener finds it.</summary>
    public const string SourceName = "Workbench.Kernel.Files";

    private static readonly FileReads Log = new();

    private FileReads()
    {
    }

    /// <summary>A path on its way to a call that reads; it comes back as it is.</summary>
    public static T Note<T>(T path)
    {
        if (Log.IsEnabled() && path is string text && text.Length is > 0 and < 4096 && !text.Contains('\0', StringComparison.Ordinal) && File.Exists(text)) Log.Reads(Path.GetFullPath(text));
        return path;
    }

    /// <summary>A file is about to be read.</summary>
    /// <param name="path">Its full path.</param>
    [Event(1)]
    public void Reads(string path) => WriteEvent(1, path);
}
