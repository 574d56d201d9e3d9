using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveCommerce.Data;

namespace Workbench.Runs.Notebooks;

/// <summary>A notebook on disk (nbformat 4.5): what we do not know of it is kept as it is.</summary>
public sealed class Notebook
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject root;

    private Notebook(string path, JsonObject root)
    {
        Path = path;
        this.root = root;
        Cells = [.. root["cells"]!.AsArray().OfType<JsonObject>().Select((cell, index) => new NotebookCell(cell, index, DefaultLanguage(root)))];
    }

    /// <summary>Where it was read.</summary>
    public string Path { get; }

    /// <summary>File name without extension, such as <c>02-conversion</c>.</summary>
    public string Id => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The cells, in order.</summary>
    public IReadOnlyList<NotebookCell> Cells { get; }

    /// <summary>Its first heading; the id when it has none.</summary>
    public string Title => Cells.Where(cell => cell.Kind == "markdown").SelectMany(cell => cell.Source.Split('\n')).FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim() ?? Id;

    /// <summary>Reads a notebook.</summary>
    /// <exception cref="DataFaultException">It cannot be read as a notebook.</exception>
    public static Notebook Read(string path)
    {
        if (!File.Exists(path)) throw new DataFaultException([new Fault(path, 0, 0, "NB001", "no such file", "a notebook", "name an .ipynb file, or a number or name of notebooks/")]);
        try
        {
            var root = JsonNode.Parse(File.ReadAllText(path)) as JsonObject;
            if (root?["cells"] is JsonArray && root["nbformat"]?.GetValueKind() == JsonValueKind.Number && root["nbformat"]!.GetValue<int>() == 4) return new Notebook(path, root);
            throw new DataFaultException([new Fault(path, 0, 0, "NB003", "no notebook of nbformat 4", "an object with 'cells' and 'nbformat': 4", "save it with a current Jupyter or VS Code")]);
        }
        catch (JsonException error)
        {
            throw new DataFaultException([new Fault(path, (int)(error.LineNumber ?? 0) + 1, (int)(error.BytePositionInLine ?? 0) + 1, "NB002", "not valid JSON", "a notebook", "mend the file at this place, or restore it")]);
        }
    }

    /// <summary>A copy to run: without outputs, the original untouched.</summary>
    public Notebook Copy()
    {
        var copy = new Notebook(Path, (JsonObject)root.DeepClone());
        foreach (var cell in copy.Cells) cell.Clear();
        return copy;
    }

    /// <summary>Why it was not run with the data of its run; null when it was.</summary>
    public string? Skipped => Settings?["skipped"]?.GetValue<string>();

    /// <summary>What its metadata say to this program; null when they say nothing.</summary>
    internal JsonObject? Settings => root["metadata"]?["workbench"] as JsonObject;

    /// <summary>A copy that says why it was not run, without outputs: half of its results would look like all of them.</summary>
    internal Notebook Skip(string reason)
    {
        var copy = Copy();
        if (copy.root["metadata"] is not JsonObject metadata) copy.root["metadata"] = metadata = [];
        if (metadata["workbench"] is not JsonObject settings) metadata["workbench"] = settings = [];
        settings["skipped"] = reason;
        return copy;
    }

    /// <summary>Full paths of the notebooks that its cells import.</summary>
    internal IEnumerable<string> Imports() => Cells.Where(cell => cell.Kind == "code").SelectMany(cell => cell.Source.Split('\n')).Select(line => line.Trim())
        .Where(line => line.StartsWith("#!import ", StringComparison.Ordinal)).Select(line => line["#!import ".Length..].Trim().Trim('"')).Where(path => path.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase))
        .Select(path => System.IO.Path.GetFullPath(path, System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!)).Distinct(StringComparer.Ordinal);

    /// <summary>The same notebook as if it stood elsewhere.</summary>
    internal Notebook At(string path) => new(path, (JsonObject)root.DeepClone());

    /// <summary>A copy with other cells.</summary>
    internal Notebook Rebuilt(Action<JsonArray> change)
    {
        var copy = (JsonObject)root.DeepClone();
        change(copy["cells"]!.AsArray());
        return new Notebook(Path, copy);
    }

    /// <summary>The notebook as Jupyter writes it: one blank a level, every character as it is.</summary>
    public string ToJson() => root.ToJsonString(Written) + "\n";

    private static string DefaultLanguage(JsonObject root)
    {
        var language = root["metadata"]?["kernelspec"]?["language"]?.GetValue<string>() ?? "";
        return language is "F#" or "fsharp" ? "fsharp" : "csharp";
    }
}
