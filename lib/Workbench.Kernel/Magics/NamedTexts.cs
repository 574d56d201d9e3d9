using Workbench.Kernel.Sessions;

namespace Workbench.Kernel.Magics;

/// <summary>Texts that <c>#!value</c> keeps under a name: from the cell, a file or a web address.</summary>
internal sealed class NamedTexts
{
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    public IReadOnlyList<SessionVariable> Variables() => [.. texts.Select(pair => new SessionVariable(pair.Key, typeof(string), pair.Value))];

    /// <summary>Keeps the text of a cell, or what its options name.</summary>
    public async Task<string> KeepAsync(CellPart part, CancellationToken cancellation)
    {
        var name = part.Options["--name"] ?? throw Fault("no '--name'", "write #!value --name notes, and the text below it");
        return texts[name] = part.Options["--from-file"] is { } file ? await ReadAsync(file, cancellation).ConfigureAwait(false)
            : part.Options["--from-url"] is { } url ? await DownloadAsync(url, cancellation).ConfigureAwait(false)
            : part.Code.Trim('\n', '\r');
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancellation) => File.Exists(file)
        ? await File.ReadAllTextAsync(file, cancellation).ConfigureAwait(false)
        : throw Fault($"no file '{file}'", "name a file that exists, relative to the notebook");

    private static async Task<string> DownloadAsync(string url, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) throw Fault($"'{url}' is no web address", "write it whole, with https://");
        using var client = new HttpClient();
        return await client.GetStringAsync(address, cancellation).ConfigureAwait(false);
    }

    private static ScriptFailure Fault(string found, string fix) => new("KERN106", $"(1,1): error KERN106: #!value: {found}. Fix: {fix}.", []);
}
