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
    private const int MostFaults = 50;

    /// <summary>Writes the new data folder.</summary>
    /// <param name="table">The user's rows.</param>
    /// <param name="map">The mapping.</param>
    /// <param name="file">Name of the file, for faults.</param>
    /// <param name="folder">The new data folder; it must not be there yet, or come from an earlier import.</param>
    /// <returns>The check of the new folder.</returns>
    /// <exception cref="DataFaultException">A value cannot be read, or the mapping names what is not there; nothing is written then.</exception>
    public CheckReport Write(SourceTable table, ImportMap map, string file, string folder)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(map);
        var schema = target.Schema(data);
        var rows = Converted(table, map, file, schema);
        CopyAll(data, folder);
        var package = Path.Combine(folder, target.Package);
        var path = Path.Combine(package, target.Kind + ".csv");
        var header = string.Join(',', schema.Fields.Select(field => field.Name)) + "\n";
        var before = target.Replaces ? header : File.ReadAllText(path) is var there && there.EndsWith('\n') ? there : there + "\n";
        File.WriteAllText(path, before + string.Concat(rows.Select(row => string.Join(',', row.Select(Quoted)) + "\n")), new UTF8Encoding(false));
        Describe(package, map, file, schema);
        if (!target.Replaces) AddSource(package, map, file);
        DataPackage.Seal(package);
        return DataCheck.Run(folder, folder);
    }

    private List<string[]> Converted(SourceTable table, ImportMap map, string file, TableSchema schema)
    {
        var faults = new List<Fault>();
        foreach (var (name, field) in map.Columns)
        {
            if (schema.Fields.All(known => known.Name != name)) faults.Add(new Fault(file, 0, 0, "IMPORT004", $"the mapping names a field '{name}'{LiveCommerce.Spelling.Hint(name, schema.Fields.Select(known => known.Name))}", $"fields of {target.Kind}", "correct the name"));
            if (field.From is { } column && !table.Header.Contains(column)) faults.Add(new Fault(file, 0, 0, "IMPORT005", $"no column '{column}' for {name}{LiveCommerce.Spelling.Hint(column, table.Header)}", $"one of {string.Join(", ", table.Header)}", "correct the mapping"));
        }

        if (faults.Count > 0) throw new DataFaultException(faults);
        var columns = table.Header.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);
        var next = target.Id.Length == 0 ? 0 : NextId(schema);
        var rows = new List<string[]>();
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var row = new string[schema.Fields.Count];
            for (var j = 0; j < row.Length; j++)
            {
                var field = schema.Fields[j];
                var given = map.Columns.GetValueOrDefault(field.Name);
                var text = given?.From is { } column ? table.Rows[i][columns[column]] : given?.Value ?? "";
                if (text.Length == 0 && field.Name == target.Id) text = string.Create(CultureInfo.InvariantCulture, $"{target.Id[0] switch { 'o' => "o", _ => "t" }}{next + i:0000}");
                if (text.Length == 0 && field.Name == "synthetic") text = map.Origin.GetValueOrDefault("synthetic") == "true" ? "true" : "false";
                if (text.Length == 0 && field.Name == "source_id" && !target.Replaces) text = SourceId(file);
                row[j] = text.Length == 0 ? "" : Value(text, field, given, out var wrong) is { } value && !wrong ? value : "";
                if (text.Length > 0 && row[j].Length == 0 && faults.Count < MostFaults)
                    faults.Add(new Fault(file, i + 2, given?.From is { } at ? columns[at] + 1 : 0, "IMPORT006", $"{field.Name} is \"{text}\"", field.Type is "date" or "datetime" ? $"a date as {given?.Date ?? "yyyy-MM-dd"}" : $"a value of type {field.Type}", "correct the file, or 'date', 'scale' or 'from' in the mapping"));
            }

            rows.Add(row);
        }

        return faults.Count == 0 ? rows : throw new DataFaultException(faults);
    }

    private static string? Value(string text, FieldDescriptor field, FieldMap? given, out bool wrong)
    {
        wrong = false;
        switch (field.Type)
        {
            case "date" or "datetime":
                var zone = given?.Zone is { Length: > 0 } name and not "UTC" ? TimeZoneInfo.FindSystemTimeZoneById(name) : null;
                var formats = given?.Date is { } said ? [said] : DateWriting.Guess([text]);
                if (formats.Count > 0 && DateWriting.TryRead(text, formats[0], zone, out var time)) return time.ToString(field.Type == "date" ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
                break;
            case "integer" or "number":
                if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                {
                    number *= given?.Scale ?? 1;
                    return field.Type == "integer" ? Math.Round(number).ToString("0", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);
                }

                break;
            case "boolean":
                if (text.ToLowerInvariant() is "true" or "yes" or "1" or "y") return "true";
                if (text.ToLowerInvariant() is "false" or "no" or "0" or "n") return "false";
                break;
            default:
                return text;
        }

        wrong = true;
        return null;
    }

    private int NextId(TableSchema schema)
    {
        var there = CsvTable.Read(File.ReadAllBytes(Path.Combine(data, target.Package, target.Kind + ".csv")));
        _ = schema;
        return there.Rows.Select(row => int.TryParse(there.Field(row, target.Id).AsSpan(1), CultureInfo.InvariantCulture, out var number) ? number : 0).DefaultIfEmpty(0).Max() + 1;
    }

    /// <summary>The descriptor of a replaced table: its own name and origin, and no field asked for that the file does not have.</summary>
    private void Describe(string package, ImportMap map, string file, TableSchema schema)
    {
        var path = Path.Combine(package, DataPackage.DescriptorName);
        var descriptor = JsonNode.Parse(File.ReadAllText(path))!;
        if (!target.Replaces) return;
        descriptor["name"] = "imported-" + Slug(file);
        descriptor["title"] = $"{target.Kind} imported from {Path.GetFileName(file)}";
        descriptor["description"] = "Imported by 'workbench import'.";
        descriptor.AsObject().Remove("licenses");
        foreach (var old in Directory.EnumerateFiles(package, "generator.json")) File.Delete(old);
        var resource = descriptor["resources"]!.AsArray().OfType<JsonObject>().First(resource => resource["name"]!.GetValue<string>() == target.Kind);
        resource["title"] = descriptor["title"]!.DeepClone();
        resource["processing"] = "workbench import, by a mapping of its columns";
        resource["sources"] = new JsonArray(new JsonObject
        {
            ["producer"] = Said(map, "producer"), ["title"] = Said(map, "title"), ["citation"] = $"{Said(map, "producer")}. {Said(map, "title")}.", ["url"] = map.Origin.GetValueOrDefault("url", ""), ["licence"] = Said(map, "licence"),
            ["verification"] = "imported; not checked against its source", ["synthetic"] = map.Origin.GetValueOrDefault("synthetic") == "true",
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

    private static void AddSource(string package, ImportMap map, string file)
    {
        var path = Path.Combine(package, "sources.csv");
        var table = CsvTable.Read(File.ReadAllBytes(path));
        if (table.Rows.Any(row => table.Field(row, "source_id") == SourceId(file))) return;
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["source_id"] = SourceId(file), ["producer"] = Said(map, "producer"), ["title"] = Said(map, "title"), ["citation"] = $"{Said(map, "producer")}. {Said(map, "title")}.", ["url"] = map.Origin.GetValueOrDefault("url", ""),
            ["licence"] = Said(map, "licence"), ["kind"] = map.Origin.GetValueOrDefault("kind") is { Length: > 0 } kind ? kind : "industry report", ["verification"] = "seen",
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
