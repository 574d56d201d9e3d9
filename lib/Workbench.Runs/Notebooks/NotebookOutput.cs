using System.Text.Json.Nodes;
using Workbench.Kernel;

namespace Workbench.Runs.Notebooks;

/// <summary>Outputs of a cell as a notebook holds them (nbformat).</summary>
internal static class NotebookOutput
{
    public static JsonObject Of(CellOutput output) => output switch
    {
        StreamText text => new JsonObject { ["name"] = text.Name, ["output_type"] = "stream", ["text"] = NotebookCell.Lines(text.Text) },
        DisplayData display => new JsonObject { ["data"] = Data(display.Bundle), ["metadata"] = new JsonObject(), ["output_type"] = "display_data" },
        ExecuteResult result => new JsonObject { ["data"] = Data(result.Bundle), ["execution_count"] = null, ["metadata"] = new JsonObject(), ["output_type"] = "execute_result" },
        CellError error => Error(error.Name, error.Value, error.Traceback),
        _ => throw new ArgumentOutOfRangeException(nameof(output), output, "This output has no form in a notebook."),
    };

    public static JsonObject Error(string name, string value, IEnumerable<string> traceback) =>
        new() { ["ename"] = name, ["evalue"] = value, ["output_type"] = "error", ["traceback"] = new JsonArray([.. traceback.Select(line => (JsonNode)line)]) };

    /// <summary>Adds an output to those of a cell: text of one stream grows together.</summary>
    public static void Add(List<JsonObject> outputs, JsonObject output)
    {
        if (Text(output) is { } name && outputs.Count > 0 && Text(outputs[^1]) == name)
            outputs[^1]["text"] = NotebookCell.Lines(NotebookCell.Joined(outputs[^1]["text"]) + NotebookCell.Joined(output["text"]));
        else
            outputs.Add(output);
    }

    private static string? Text(JsonObject output) => output["output_type"]!.GetValue<string>() == "stream" ? output["name"]!.GetValue<string>() : null;

    private static JsonObject Data(MimeBundle bundle)
    {
        var data = new JsonObject();
        foreach (var (mime, form) in bundle.Forms) data[mime] = mime.EndsWith("json", StringComparison.Ordinal) ? form.DeepClone() : NotebookCell.Lines(form.GetValue<string>());
        return data;
    }
}
