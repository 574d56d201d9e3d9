using System.Text;
using System.Text.Json.Nodes;
using LiveCommerce.Data.Package;

namespace Workbench.Runs.Compare;

/// <summary>The data of the newer run in a folder of their own, with one table or row as the older run had it.</summary>
internal sealed class PutBackData : IDisposable
{
    public PutBackData(WorkbenchPlace place, RunFiles before, RunFiles after, InputChange input)
    {
        Folder = Directory.CreateTempSubdirectory("workbench-why-").FullName;
        var data = Path.Combine(place.Root, "data");
        var earlier = TablesInPlace.Of(before, after);
        var files = earlier.Concat(after.Hashes).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);
        // A run may come from elsewhere: its names lead nowhere but into this folder.
        foreach (var package in files.Keys.Where(name => name.Split('/') is { Length: > 1 } parts && !parts.Any(part => part is "" or "." or "..")).GroupBy(name => name[..name.IndexOf('/', StringComparison.Ordinal)]))
        {
            var source = Source(data, package.Key);
            var target = Path.Combine(Folder, source is null ? TablesInPlace.FolderOf(files.TryGetValue($"{package.Key}/{DataPackage.DescriptorName}", out var hash) ? after.Inputs.Find(hash) : null, package.Key) : Path.GetRelativePath(data, source));
            Directory.CreateDirectory(target);
            // Tables that no notebook has read must be there as well: the descriptor names them.
            foreach (var file in source is null ? [] : Directory.EnumerateFiles(source)) File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
            foreach (var name in package)
            {
                if (after.Inputs.Find(files[name]) is not { } content) continue;
                var path = Path.Combine(target, name[(package.Key.Length + 1)..].Replace('/', Path.DirectorySeparatorChar));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, name == input.Name && input.Kind == "data" ? PutBack(name, content, earlier, before, after, input) : IsItsDescriptor(name) ? before.Inputs.Find(earlier[name]) ?? content : content);
            }

            DataPackage.Seal(target);
        }

        // A table with other columns is told by the descriptor that it had.
        bool IsItsDescriptor(string name) => input.Kind == "data" && name == $"{input.Name[..input.Name.IndexOf('/', StringComparison.Ordinal)]}/{DataPackage.DescriptorName}" && earlier.ContainsKey(name)
            && earlier.TryGetValue(input.Name, out var old) && after.Hashes.TryGetValue(input.Name, out var now)
            && before.Inputs.Find(old) is { } was && after.Inputs.Find(now) is { } has && !CsvTable.Read(was).Header.SequenceEqual(CsvTable.Read(has).Header);
    }

    /// <summary>The folder, in the place of <c>data/</c>.</summary>
    public string Folder { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static byte[] PutBack(string name, byte[] content, IReadOnlyDictionary<string, string> earlier, RunFiles before, RunFiles after, InputChange input)
    {
        if (!earlier.TryGetValue(name, out var hash) || before.Inputs.Find(hash) is not { } old) return content;
        if (input.Row.Length == 0) return old;
        var (was, has) = (CsvTable.Read(old), CsvTable.Read(content));
        if (!was.Header.SequenceEqual(has.Header)) return old;
        var key = InputComparison.KeyOf(after, name, has);
        var record = Record(was, key, input.Row);
        var text = new StringBuilder(has.Head);
        var put = false;
        for (var i = 0; i < has.Rows.Count; i++)
        {
            var isIt = string.Join(", ", key.Select(column => has.Field(has.Rows[i], column))) == input.Row;
            put |= isIt;
            text.Append(isIt ? record ?? "" : Ended(has.Records[i]));
        }

        if (!put && record is not null) text.Append(record);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string? Record(CsvTable table, IReadOnlyList<string> key, string row)
    {
        for (var i = 0; i < table.Rows.Count; i++)
        {
            if (string.Join(", ", key.Select(column => table.Field(table.Rows[i], column))) == row) return Ended(table.Records[i]);
        }

        return null;
    }

    private static string Ended(string record) => record.EndsWith('\n') ? record : record + "\n";

    private static string? Source(string data, string package) => !Directory.Exists(data) ? null
        : Directory.EnumerateFiles(data, DataPackage.DescriptorName, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(path => JsonNode.Parse(File.ReadAllText(path))?["name"]?.ToString() == package).Select(Path.GetDirectoryName).FirstOrDefault();
}
