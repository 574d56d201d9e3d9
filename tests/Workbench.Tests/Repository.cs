namespace Workbench.Tests;

/// <summary>The repository around the tests, and throw-away folders outside it.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Curated => Path.Combine(Root, "data", "curated");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Workbench.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests run inside the repository.");
    }
}

/// <summary>A folder that goes when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("workbench-test-").FullName;

    public static TemporaryFolder CopyOf(string source)
    {
        var folder = new TemporaryFolder();
        Copy(source, folder.Path);
        return folder;
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public static void Copy(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source)) System.IO.File.Copy(file, System.IO.Path.Combine(target, System.IO.Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(source)) Copy(folder, System.IO.Path.Combine(target, System.IO.Path.GetFileName(folder)));
    }
}
