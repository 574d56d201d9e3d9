using LiveCommerce;
using LiveCommerce.Data;
using LiveCommerce.Data.Package;

namespace Workbench.Runs;

/// <summary>A workbench on disk: the folder that holds <c>notebooks/</c> and <c>data/</c>.</summary>
/// <param name="Root">That folder.</param>
public sealed record WorkbenchPlace(string Root)
{
    /// <summary>The workbench around a folder.</summary>
    /// <exception cref="DataFaultException">There is none.</exception>
    public static WorkbenchPlace Around(string folder) => TryAround(folder)
        ?? throw new DataFaultException([new Fault(folder, 0, 0, "RUN001", "no workbench here or above", "a folder with notebooks/ and data/", "start inside the repository, or run one notebook into a file: run IN.ipynb OUT.ipynb")]);

    /// <summary>The workbench around a folder; null when there is none.</summary>
    public static WorkbenchPlace? TryAround(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (Directory.Exists(Path.Combine(at.FullName, "notebooks")) && Directory.Exists(Path.Combine(at.FullName, "data"))) return new WorkbenchPlace(at.FullName);
        }

        return null;
    }

    /// <summary>Where a notebook without data packages around it finds them: here. Null when there are some around it, which it finds by itself, or none here.</summary>
    /// <param name="notebook">Path of the notebook.</param>
    public string? DataFor(string notebook) => DataAround(Path.GetDirectoryName(Path.GetFullPath(notebook))!) is null ? DataAround(Root) : null;

    /// <summary>The folder that takes the place of <c>data/</c> for a notebook: the one chosen, or <see cref="DataFor(string)"/>.</summary>
    /// <param name="notebook">Path of the notebook.</param>
    /// <param name="chosen">What the user named; null when nothing.</param>
    public string? DataFor(string notebook, string? chosen) => chosen is null ? DataFor(notebook) : Path.GetFullPath(chosen);

    /// <summary>The folder <c>data/</c> with data packages in a folder or above it; null when there is none.</summary>
    public static string? DataAround(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var data = Path.Combine(at.FullName, "data");
            if (Directory.Exists(data) && Directory.EnumerateDirectories(data).Any(package => File.Exists(Path.Combine(package, DataPackage.DescriptorName)))) return data;
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
