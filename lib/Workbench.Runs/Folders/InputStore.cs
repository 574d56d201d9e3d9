using LiveCommerce.Data.Package;

namespace Workbench.Runs.Folders;

/// <summary>The input files of all runs, each kept once under its hash, so that two runs can be compared row by row and repeated.</summary>
/// <param name="runs">The folder of runs.</param>
internal sealed class InputStore(string runs)
{
    /// <summary>Name of its folder.</summary>
    public const string FolderName = ".inputs";

    private const long Largest = 64 << 20;

    /// <summary>Keeps a file; one above 64 MB is known by its hash alone.</summary>
    public void Keep(string path, string hash)
    {
        var place = Place(hash);
        if (File.Exists(place) || !File.Exists(path) || new FileInfo(path).Length > Largest) return;
        var content = File.ReadAllBytes(path);
        if (DataPackage.HashOf(content) != hash) return;
        RunFolder.Writing(place, () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            var aside = $"{place}.{Unfinished.Owner}";
            try
            {
                File.WriteAllBytes(aside, content);
                File.Move(aside, place, overwrite: true);
            }
            finally
            {
                File.Delete(aside);
            }
        });
    }

    /// <summary>A file by its hash; null when it was not kept.</summary>
    public byte[]? Find(string hash) => Place(hash) is var place && hash.Length > 0 && File.Exists(place) ? File.ReadAllBytes(place) : null;

    /// <summary>Whether it was kept.</summary>
    public bool Has(string hash) => hash.Length > 0 && File.Exists(Place(hash));

    // What a manifest calls a hash may have come from elsewhere.
    private string Place(string hash) => Path.Combine(runs, FolderName, string.Concat(hash.Replace("sha256:", "", StringComparison.Ordinal).Where(char.IsAsciiHexDigit)));
}
