using LiveCommerce;
using LiveCommerce.Data;

namespace Workbench.Runs;

/// <summary>A workbench on disk: the folder that holds <c>notebooks/</c> and <c>data/</c>.</summary>
/// <param name="Root">That folder.</param>
public sealed record WorkbenchPlace(string Root)
{
    /// <summary>The workbench around a folder.</summary>
    /// <exception cref="DataFaultException">There is none.</exception>
    public static WorkbenchPlace Around(string folder) => TryAround(folder)
        ?? throw new DataFaultException([new Fault(folder, 0, 0, "RUN001", "no workbench here or above", "a folder with notebooks/ and data/", "start inside the repository")]);

    /// <summary>The workbench around a folder; null when there is none.</summary>
    public static WorkbenchPlace? TryAround(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (Directory.Exists(Path.Combine(at.FullName, "notebooks")) && Directory.Exists(Path.Combine(at.FullName, "data"))) return new WorkbenchPlace(at.FullName);
        }

        return null;
    }

    /// <summary>All notebooks, in the order of their numbers.</summary>
    public IReadOnlyList<string> Notebooks() =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, "notebooks"), "*.ipynb").Order(StringComparer.Ordinal)];

    /// <summary>A notebook by path, name or number.</summary>
    /// <exception cref="DataFaultException">There is none.</exception>
    public string Find(string word)
    {
        if (File.Exists(word)) return Path.GetFullPath(word);
        var all = Notebooks();
        var wanted = Path.GetFileNameWithoutExtension(word);
        return all.FirstOrDefault(path => Path.GetFileNameWithoutExtension(path) == wanted)
            ?? all.FirstOrDefault(path => int.TryParse(word, out var number) && Path.GetFileName(path).StartsWith($"{number:00}-", StringComparison.Ordinal))
            ?? all.FirstOrDefault(path => Path.GetFileNameWithoutExtension(path).EndsWith("-" + wanted, StringComparison.Ordinal))
            ?? throw new DataFaultException([new Fault(word, 0, 0, "NB001", "no such notebook" + Spelling.Hint(wanted, all.Select(path => Path.GetFileNameWithoutExtension(path)!)),
                $"a path, or one of {string.Join(", ", all.Select(Path.GetFileNameWithoutExtension))}", "name one of these by number, name or path")]);
    }
}
