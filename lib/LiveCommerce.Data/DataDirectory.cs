using LiveCommerce.Data.Package;

namespace LiveCommerce.Data;

/// <summary>Finds the data of the repository around the current folder, or those that a host has set for this process.</summary>
public static class DataDirectory
{
    /// <summary>The key of <see cref="AppContext"/> under which a host names another data folder.</summary>
    public const string Setting = "LiveCommerce.DataDirectory";

    /// <summary>The folder of a package, such as <c>curated</c>.</summary>
    /// <exception cref="DataFaultException">There is none.</exception>
    public static string Of(string package)
    {
        if (AppContext.GetData(Setting) is string given)
        {
            if (File.Exists(Path.Combine(given, package, DataPackage.DescriptorName))) return Path.Combine(given, package);
            if (package == "curated" && File.Exists(Path.Combine(given, DataPackage.DescriptorName))) return given;
            throw Missing(given, package);
        }

        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "data", package);
            if (File.Exists(Path.Combine(candidate, DataPackage.DescriptorName))) return candidate;
        }

        throw Missing("the current folder and those above it", package);
    }

    private static DataFaultException Missing(string place, string package) => new(
        [new Fault(place, 0, 0, "DATA001", $"no data/{package}/{DataPackage.DescriptorName}", $"the data package '{package}'", "start in the repository, or name the folder with --data or in Open(...)")]);
}
