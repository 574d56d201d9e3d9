using System.Diagnostics.Tracing;

namespace LiveCommerce.Data;

/// <summary>Announces every table and file that is really read, so that a run can name its inputs.</summary>
[EventSource(Name = SourceName)]
public sealed class DataReads : EventSource
{
    /// <summary>The name under which a listener finds it.</summary>
    public const string SourceName = "LiveCommerce.Data";

    /// <summary>The one announcer of this process.</summary>
    internal static readonly DataReads Log = new();

    private DataReads()
    {
    }

    /// <summary>A table was read.</summary>
    /// <param name="path">Package name and file, such as <c>livestream-commerce-facts/observations.csv</c>.</param>
    /// <param name="hash"><c>sha256:</c> and the hash of its bytes.</param>
    /// <param name="bytes">Its size.</param>
    [Event(1)]
    public void Read(string path, string hash, long bytes) => WriteEvent(1, path, hash, bytes);

    /// <summary>A file that no data package describes is about to be read.</summary>
    /// <param name="path">Its full path.</param>
    [Event(2)]
    public void Opened(string path) => WriteEvent(2, path);
}
