namespace Benchmarks;

/// <summary>The result page: a section for each benchmark, with the machine and its load; a benchmark that is measured again replaces its own section.</summary>
/// <param name="path">The Markdown file.</param>
internal sealed class Page(string path)
{
    private const string Mark = "## ";

    /// <summary>Puts sections into the page.</summary>
    /// <param name="sections">Text of each by name, without its heading.</param>
    public void Put(IReadOnlyDictionary<string, string> sections)
    {
        var all = new SortedDictionary<string, string>(Held(), StringComparer.Ordinal);
        foreach (var (name, text) in sections) all[name] = text.Trim();
        File.WriteAllText(path, "# Benchmarks: results\n\nWritten by `tests/Benchmarks`; how to measure and what the peers are stands in its README. A ratio is our time over the peer's in the same run.\n\n"
            + string.Concat(all.Select(section => $"{Mark}{section.Key}\n\n{section.Value}\n\n")).TrimEnd() + "\n");
    }

    private Dictionary<string, string> Held() =>
        !File.Exists(path) ? [] : File.ReadAllText(path).Split("\n" + Mark).Skip(1).Select(section => section.Split('\n', 2)).ToDictionary(section => section[0].Trim(), section => section[1].Trim(), StringComparer.Ordinal);
}
