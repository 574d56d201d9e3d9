using System.Text.Json.Nodes;

namespace Workbench.Runs.Notebooks;

/// <summary>A cell of a notebook.</summary>
public sealed class NotebookCell
{
    private readonly JsonObject cell;
    private readonly string defaultLanguage;

    internal NotebookCell(JsonObject cell, int index, string defaultLanguage)
    {
        this.cell = cell;
        this.defaultLanguage = defaultLanguage;
        Index = index;
    }

    /// <summary>Place in the notebook, from 0.</summary>
    public int Index { get; }

    /// <summary><c>code</c>, <c>markdown</c> or <c>raw</c>.</summary>
    public string Kind => cell["cell_type"]?.GetValue<string>() ?? "";

    /// <summary>Id for life; empty in old notebooks.</summary>
    public string Id => cell["id"]?.GetValue<string>() ?? "";

    /// <summary>The text.</summary>
    public string Source => Joined(cell["source"]);

    /// <summary>Tags, as papermill and nbconvert know them.</summary>
    public IReadOnlyList<string> Tags => cell["metadata"]?["tags"] is JsonArray tags ? [.. tags.Select(tag => tag!.GetValue<string>())] : [];

    /// <summary>Language of a code cell: a first line such as <c>#!fsharp</c>, then the cell's metadata, then the notebook's kernel.</summary>
    public string Language
    {
        get
        {
            var first = Source.TrimStart().Split('\n')[0].Trim();
            if (first.StartsWith("#!", StringComparison.Ordinal) && first.Length > 2 && first[2..].Split(' ')[0] is "csharp" or "fsharp" or "sql" or "markdown" or "html" or "mermaid" or "c#" or "f#") return first[2..].Split(' ')[0];
            return cell["metadata"]?["polyglot_notebook"]?["kernelName"]?.GetValue<string>()
                ?? cell["metadata"]?["dotnet_interactive"]?["language"]?.GetValue<string>()
                ?? defaultLanguage;
        }
    }

    /// <summary>Whether both language markers stand in the metadata.</summary>
    public bool HasMarkers => cell["metadata"]?["polyglot_notebook"]?["kernelName"] is not null && cell["metadata"]?["dotnet_interactive"]?["language"] is not null;

    /// <summary>The outputs (nbformat).</summary>
    public IReadOnlyList<JsonObject> Outputs => cell["outputs"] is JsonArray outputs ? [.. outputs.OfType<JsonObject>()] : [];

    /// <summary>Whether the cell has been run.</summary>
    public bool HasRun => cell["execution_count"] is not null;

    /// <summary>Takes the outputs away.</summary>
    public void Clear()
    {
        if (Kind != "code") return;
        cell["execution_count"] = null;
        cell["outputs"] = new JsonArray();
    }

    /// <summary>Keeps what the cell has put out.</summary>
    public void Keep(int count, IEnumerable<JsonObject> outputs)
    {
        cell["execution_count"] = count;
        cell["outputs"] = new JsonArray([.. outputs.Select(output => (JsonNode)output.DeepClone())]);
    }

    /// <summary>Text that a notebook holds as one string or as lines.</summary>
    public static string Joined(JsonNode? node) => node switch
    {
        null => "",
        JsonArray lines => string.Concat(lines.Select(line => line!.GetValue<string>())),
        _ => node.GetValue<string>(),
    };

    /// <summary>Text as notebooks hold it: an array of lines.</summary>
    public static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            var stop = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..stop]);
            start = stop;
        }

        return lines;
    }
}
