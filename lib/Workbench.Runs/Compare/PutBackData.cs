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
        var files = before.Hashes.Concat(after.Hashes).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);
        foreach (var package in files.Keys.GroupBy(name => name[..name.IndexOf('/', StringComparison.Ordinal)]))
        {
            var source = Source(data, package.Key);
            var target = Path.Combine(Folder, source is null ? package.Key : Path.GetRelativePath(data, source));
            Directory.CreateDirectory(target);
            // Tables that no notebook has read must be there as well: the descriptor names them.
            foreach (var file in source is null ? [] : Directory.EnumerateFiles(source)) File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
            foreach (var name in package)
            {
                if (after.Inputs.Find(files[name]) is not { } content) continue;
                var path = Path.Combine(target, name[(package.Key.Length + 1)..].Replace('/', Path.DirectorySeparatorChar));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, name == input.Name && input.Kind == "data" ? PutBack(name, content, before, after, input) : content);
            }

            DataPackage.Seal(target);
        }
    }

    /// <summary>The folder, in the place of <c>data/</c>.</summary>
    public string Folder { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static byte[] PutBack(string name, byte[] content, RunFiles before, RunFiles after, InputChange input)
    {
        if (!before.Hashes.TryGetValue(name, out var hash) || before.Inputs.Find(hash) is not { } old || input.Row.Length == 0) return before.Hashes.ContainsKey(name) ? before.Inputs.Find(before.Hashes[name]) ?? content : content;
        var (was, has) = (CsvTable.Read(old), CsvTable.Read(content));
        if (!was.Header.SequenceEqual(has.Header)) return old;
        var key = InputComparison.KeyOf(after, name, has);
        var earlier = Record(was, key, input.Row);
        var text = new StringBuilder(has.Head);
        var put = false;
        for (var i = 0; i < has.Rows.Count; i++)
        {
            var isIt = string.Join(", ", key.Select(column => has.Field(has.Rows[i], column))) == input.Row;
            put |= isIt;
            text.Append(isIt ? earlier ?? "" : Ended(has.Records[i]));
        }

        if (!put && earlier is not null) text.Append(earlier);
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
