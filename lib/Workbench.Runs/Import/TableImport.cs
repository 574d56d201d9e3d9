using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveCommerce.Data;
using LiveCommerce.Data.Contract;
using LiveCommerce.Data.Package;
using Workbench.Runs.Compare;

namespace Workbench.Runs.Import;

/// <summary>Brings a user's table into a copy of the data folder, by a mapping, and checks it by the same contract as the facts.</summary>
/// <param name="target">What it becomes.</param>
/// <param name="data">The data folder that is copied; it is not changed.</param>
public sealed class TableImport(ImportTarget target, string data)
{
    private const string Processing = "workbench import, by a mapping of its columns";

    /// <summary>What the last import did to rows and values that the user should know of, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    /// <summary>Writes the new data folder; one that fails the check is left beside it as <c>FOLDER.rejected</c>, to look into.</summary>
    /// <param name="table">The user's rows.</param>
    /// <param name="map">The mapping.</param>
    /// <param name="file">Name of the file, for faults.</param>
    /// <param name="folder">The new data folder; it must not be there yet, or come from an earlier import.</param>
    /// <returns>The check of the new folder.</returns>
    /// <exception cref="DataFaultException">A value cannot be read, or the mapping names what is not there; nothing is written then.</exception>
    /// <exception cref="LiveCommerce.InputException">The folder holds something else; it is left as it is.</exception>
    public CheckReport Write(SourceTable table, ImportMap map, string file, string folder)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(map);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !IsImport(folder))
            throw new LiveCommerce.InputException("IMPORT008", "--to", $"\"{folder}\"", "it holds something that no import has written", "name a new folder, or one of an earlier import");
        var schema = target.Schema(data);
        var rows = new RowConversion(target, schema, map, file, SourceId(file), target.Id.Length == 0 ? 0 : NextId(schema)).Convert(table);
        var extra = ExtraColumn.Of(table, map, schema, file);
        Notes = extra.Count == 0 ? rows.Notes : [.. rows.Notes, $"carried along as they are: {string.Join(", ", extra.Select(column => column.Name == column.Column ? column.Name : $"{column.Column} as {column.Name}"))}"];
        var aside = Path.TrimEndingDirectorySeparator(folder) + ".rejected";
        if (Directory.Exists(aside)) Directory.Delete(aside, recursive: true);
        CopyAll(data, aside);
        var package = Path.Combine(aside, target.Package);
        var path = Path.Combine(package, target.Kind + ".csv");
        File.WriteAllText(path, Joined(target.Replaces ? null : CsvTable.Read(File.ReadAllBytes(path)), schema, table, rows, extra), new UTF8Encoding(false));
        Describe(package, map, file, schema, extra);
        if (!target.Replaces) AddSource(package, map, file, Verification(rows.Rows.Select(row => row[schema.Fields.ToList().FindIndex(field => field.Name == "verification")])));
        DataPackage.Seal(package);
        var report = DataCheck.Run(aside, aside);
        if (report.Faults.Count > 0) return report;
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.Move(aside, folder);
        return report;
    }

    /// <summary>The table with the new rows: those that were there keep their text, and the order of their columns.</summary>
    private static string Joined(CsvTable? before, TableSchema schema, SourceTable table, ConvertedRows rows, IReadOnlyList<ExtraColumn> extra)
    {
        var fields = schema.Fields.Select((field, index) => (field.Name, index)).ToDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);
        var sources = extra.ToDictionary(column => column.Name, column => table.Header.ToList().IndexOf(column.Column), StringComparer.Ordinal);
        var old = before?.Header ?? [.. fields.Keys];
        var added = sources.Keys.Where(name => !old.Contains(name)).ToList();
        List<string> header = [.. old, .. added];
        var text = new StringBuilder(string.Join(',', header.Select(Quoted))).Append('\n');
        foreach (var record in before?.Records ?? []) text.Append(record.TrimEnd('\r', '\n')).Append(',', added.Count).Append('\n');
        for (var i = 0; i < rows.Rows.Count; i++)
            text.AppendJoin(',', header.Select(name => Quoted(sources.TryGetValue(name, out var column) ? table.Rows[rows.Lines[i]][column] : rows.Rows[i][fields[name]]))).Append('\n');
        return text.ToString();
    }

    /// <summary>Whether a folder was written by an import.</summary>
    private static bool IsImport(string folder) =>
        Directory.EnumerateDirectories(folder).Select(package => Path.Combine(package, DataPackage.DescriptorName)).Any(path => File.Exists(path) && File.ReadAllText(path).Contains(Processing, StringComparison.Ordinal));

    /// <summary>How far a source was checked: as far as the rows that come from it, by the user's own word.</summary>
    private static string Verification(IEnumerable<string> rows)
    {
        var said = rows.Distinct(StringComparer.Ordinal).ToList();
        return said.Count == 1 ? said[0] : "partly recalled, unverified";
    }

    private int NextId(TableSchema schema)
    {
        var there = CsvTable.Read(File.ReadAllBytes(Path.Combine(data, target.Package, target.Kind + ".csv")));
        _ = schema;
        return there.Rows.Select(row => int.TryParse(there.Field(row, target.Id).AsSpan(1), CultureInfo.InvariantCulture, out var number) ? number : 0).DefaultIfEmpty(0).Max() + 1;
    }

    /// <summary>The descriptor of a replaced table: its own name and origin, and no field asked for that the file does not have.</summary>
    private void Describe(string package, ImportMap map, string file, TableSchema schema, IReadOnlyList<ExtraColumn> extra)
    {
        var path = Path.Combine(package, DataPackage.DescriptorName);
        var descriptor = JsonNode.Parse(File.ReadAllText(path))!;
        var resource = descriptor["resources"]!.AsArray().OfType<JsonObject>().First(resource => resource["name"]!.GetValue<string>() == target.Kind);
        resource["processing"] = Processing;
        var described = resource["schema"]!["fields"]!.AsArray();
        foreach (var column in extra)
        {
            if (described.FirstOrDefault(field => field!["name"]!.GetValue<string>() == column.Name) is not { } known) described.Add(column.Describe(file));
            else if (known["type"]?.GetValue<string>() != column.Type) known["type"] = "string";
        }

        if (!target.Replaces)
        {
            File.WriteAllText(path, descriptor.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n");
            return;
        }

        descriptor["name"] = "imported-" + Slug(file);
        descriptor["title"] = $"{target.Kind} imported from {Path.GetFileName(file)}";
        descriptor["description"] = "Imported by 'workbench import'.";
        descriptor.AsObject().Remove("licenses");
        foreach (var old in Directory.EnumerateFiles(package, "generator.json")) File.Delete(old);
        resource["title"] = descriptor["title"]!.DeepClone();
        resource["sources"] = new JsonArray(new JsonObject
        {
            ["producer"] = Said(map, "producer"),
            ["title"] = Said(map, "title"),
            ["citation"] = $"{Said(map, "producer")}. {Said(map, "title")}.",
            ["url"] = map.Origin.GetValueOrDefault("url", ""),
            ["licence"] = Said(map, "licence"),
            ["verification"] = "imported; not checked against its source",
            ["synthetic"] = map.Origin.GetValueOrDefault("synthetic") == "true",
        });
        foreach (var field in resource["schema"]!["fields"]!.AsArray().OfType<JsonObject>())
        {
            var name = field["name"]!.GetValue<string>();
            if (name == "platform_id") (field["constraints"] as JsonObject)?.Remove("enum");
            var given = map.Columns.GetValueOrDefault(name);
            if (given?.From is null && given?.Value is null && name != "synthetic" && !schema.PrimaryKey.Contains(name)) (field["constraints"] as JsonObject)?.Remove("required");
        }

        File.WriteAllText(path, descriptor.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n");
    }

    private static void AddSource(string package, ImportMap map, string file, string verification)
    {
        var path = Path.Combine(package, "sources.csv");
        var table = CsvTable.Read(File.ReadAllBytes(path));
        if (table.Rows.Any(row => table.Field(row, "source_id") == SourceId(file))) return;
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["source_id"] = SourceId(file),
            ["producer"] = Said(map, "producer"),
            ["title"] = Said(map, "title"),
            ["citation"] = $"{Said(map, "producer")}. {Said(map, "title")}.",
            ["url"] = map.Origin.GetValueOrDefault("url", ""),
            ["licence"] = Said(map, "licence"),
            ["kind"] = map.Origin.GetValueOrDefault("kind") is { Length: > 0 } kind ? kind : "industry report",
            ["verification"] = verification,
        };
        File.AppendAllText(path, string.Join(',', table.Header.Select(column => Quoted(values.GetValueOrDefault(column, "")))) + "\n");
    }

    private static void CopyAll(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        foreach (var folder in Directory.EnumerateDirectories(from)) CopyAll(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    private static string Said(ImportMap map, string name) => map.Origin.GetValueOrDefault(name) is { Length: > 0 } text ? text : "not stated";

    private static string SourceId(string file) => "imported_" + Slug(file).Replace('-', '_');

    private static string Slug(string file) => new string([.. Path.GetFileNameWithoutExtension(file).ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Trim('-') is { Length: > 0 } slug ? slug : "table";

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;
}
