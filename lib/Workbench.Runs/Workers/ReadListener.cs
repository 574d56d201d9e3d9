using System.Diagnostics.Tracing;
using System.Security.Cryptography;
using LiveCommerce.Data;
using LiveCommerce.Data.Package;
using Workbench.Kernel.Sessions;

namespace Workbench.Runs.Workers;

/// <summary>Hears which tables and other files the cells of a worker read.</summary>
/// <param name="say">Takes a message for the runner.</param>
/// <param name="folder">Folder of the notebook.</param>
internal sealed class ReadListener(Action<string> say, string folder) : EventListener
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name is DataReads.SourceName or FileReads.SourceName) EnableEvents(eventSource, EventLevel.LogAlways);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // say is not yet there when a source is older than this listener
        switch (eventData)
        {
            case { EventSource.Name: DataReads.SourceName, EventName: nameof(DataReads.Read), Payload: [string path, string hash, long bytes] }:
                say?.Invoke(WorkerMessages.Read(path, hash, bytes));
                break;
            case { Payload: [string path] } when say is not null:
                Tell(path);
                break;
        }
    }

    private void Tell(string path)
    {
        lock (gate)
        {
            if (!seen.Add(path)) return;
        }

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var table = Table(path);
            say(WorkerMessages.Read(table ?? Path.GetRelativePath(folder, path).Replace('\\', '/'), "sha256:" + Convert.ToHexStringLower(SHA256.HashData(stream)), stream.Length, table is null));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The cell cannot read it either, and says so.
        }
    }

    /// <summary>Package and file of a table that the descriptor beside it, or above it, describes; null for another file.</summary>
    private static string? Table(string path)
    {
        for (var at = Path.GetDirectoryName(path); at is not null; at = Path.GetDirectoryName(at))
        {
            if (!File.Exists(Path.Combine(at, DataPackage.DescriptorName))) continue;
            try
            {
                var package = DataPackage.Open(at);
                var file = Path.GetRelativePath(at, path).Replace('\\', '/');
                return file == DataPackage.DescriptorName || package.Descriptor.Resources.Any(resource => resource.Path == file) ? $"{package.Descriptor.Name}/{file}" : null;
            }
            catch (DataFaultException)
            {
                return null;
            }
        }

        return null;
    }
}
