using LiveCommerce.Data.Package;

namespace LiveCommerce.Data.Contract;

/// <summary>What a check found.</summary>
/// <param name="Faults">All faults, in the order of files, lines and columns.</param>
/// <param name="ChecksRun">How many single checks ran; none is itself a fault.</param>
/// <param name="Tables">Tables that could be read.</param>
/// <param name="Rows">Rows in them.</param>
public sealed record CheckReport(IReadOnlyList<Fault> Faults, long ChecksRun, int Tables, long Rows)
{
    /// <summary>Files that have changed since they were sealed and hold faults, which are told in place of the hash.</summary>
    public IReadOnlyList<string> Unsealed { get; init; } = [];

    /// <summary>Whether something was checked and nothing is wrong.</summary>
    public bool Passed => Faults.Count == 0 && ChecksRun > 0;

    /// <summary>Two reports as one.</summary>
    public CheckReport With(CheckReport other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new CheckReport([.. Faults, .. other.Faults], ChecksRun + other.ChecksRun, Tables + other.Tables, Rows + other.Rows) { Unsealed = [.. Unsealed, .. other.Unsealed] };
    }
}

/// <summary>Checks data packages: all faults at once, each with its place and the way out.</summary>
public static class DataCheck
{
    /// <summary>Checks the package in a folder, or every package in the folders below it.</summary>
    /// <param name="directory">A folder with a <c>datapackage.json</c> in it or below it.</param>
    /// <param name="shownAs">How the folder is named in faults; the folder itself when null.</param>
    public static CheckReport Run(string directory, string? shownAs = null)
    {
        var shown = shownAs ?? directory;
        var report = new CheckReport([], 0, 0, 0);
        foreach (var descriptor in Descriptors(directory))
        {
            var folder = Path.GetDirectoryName(descriptor)!;
            var relative = Path.GetRelativePath(directory, folder).Replace('\\', '/');
            var name = relative == "." ? shown : shown.TrimEnd('/', '\\') + "/" + relative;
            try
            {
                report = report.With(new PackageCheck(DataPackage.Open(folder), name).Run());
            }
            catch (DataFaultException error)
            {
                report = report.With(new CheckReport([.. error.Faults.Select(fault => fault with { Path = $"{name}/{DataPackage.DescriptorName}" })], 1, 0, 0));
            }
        }

        return report.ChecksRun > 0
            ? report
            : report.With(new CheckReport([new Fault(shown, 0, 0, "DATA900", "nothing to check", $"a {DataPackage.DescriptorName} in this folder or below it", "name the folder of a data package")], 0, 0, 0));
    }

    private static IEnumerable<string> Descriptors(string directory) =>
        !Directory.Exists(directory)
            ? []
            : Directory.EnumerateFiles(directory, DataPackage.DescriptorName, SearchOption.AllDirectories).Order(StringComparer.Ordinal);
}
