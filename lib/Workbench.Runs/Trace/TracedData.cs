using LiveCommerce.Data;
using LiveCommerce.Data.Package;
using Workbench.Runs.Reuse;

namespace Workbench.Runs.Trace;

/// <summary>Looks for the data folder with the tables of a stamp: a stamp knows their hashes and no paths.</summary>
internal sealed class TracedData
{
    private readonly IReadOnlyDictionary<string, string> tables;
    private readonly List<(string Folder, InputFiles Files)> places;
    private readonly string? own;

    /// <summary>Looks in the data folder of the workbench first, then in the folders beside it and here.</summary>
    public TracedData(IReadOnlyDictionary<string, string> tables, string? root, string here)
    {
        this.tables = tables;
        own = root is null ? null : Path.Combine(root, "data");
        var beside = new[] { root, here }.OfType<string>().Distinct(StringComparer.Ordinal).Where(Directory.Exists).SelectMany(folder => Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
            .Where(folder => folder != own && Directory.EnumerateDirectories(folder).Any(package => File.Exists(Path.Combine(package, DataPackage.DescriptorName))));
        places = [.. (own is null ? [] : new[] { own }).Concat(beside).Select(folder => (folder, new InputFiles(folder)))];
    }

    /// <summary>The first data folder that has all of the tables with these hashes; null when none has.</summary>
    public string? Found => tables.Count == 0 ? null : places.Where(place => tables.All(table => Hash(place.Files, table.Key) == table.Value)).Select(place => place.Folder).FirstOrDefault();

    /// <summary>What is to be added to the command that repeats the figure, and a sentence when the folder is not found.</summary>
    public (string Option, string? Where) Option(string here)
    {
        if (tables.Count == 0) return ("", null);
        var found = Found;
        if (found is null) return (" --data DIR", "DIR is a data folder with the tables above; none at hand has all of them with these hashes");
        return (found == own ? "" : " --data " + RunCommand.Quoted(Path.GetRelativePath(here, found)), null);
    }

    /// <summary>Where a table of the stamp is, with these bytes or with others.</summary>
    public string Told(string table)
    {
        var same = places.Where(place => Hash(place.Files, table) == tables[table]).Select(place => place.Folder).FirstOrDefault();
        if (same is not null) return $"as in {Path.GetFileName(same)}/ now";
        return own is null ? "" : Hash(places[0].Files, table).Length == 0 ? "not in data/" : "not as in data/ now";
    }

    private static string Hash(InputFiles files, string table)
    {
        try
        {
            return files.Hash(table);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DataFaultException)
        {
            return "";
        }
    }
}
