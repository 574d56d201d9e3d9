using System.Text.Json.Nodes;

namespace Workbench.Kernel.Jupyter;

/// <summary>Sends what a cell puts out to the clients, as it comes.</summary>
internal sealed class CellRelay(Wire wire, JupyterMessage request, int count, bool silent) : ICellOutput
{
    public CellError? Error { get; private set; }

    public void Write(CellOutput output)
    {
        if (output is CellError error) Error = error;
        if (silent) return;
        var (type, content) = output switch
        {
            StreamText text => ("stream", new JsonObject { ["name"] = text.Name, ["text"] = text.Text }),
            DisplayData shown => (shown.IsUpdate ? "update_display_data" : "display_data", new JsonObject
            {
                ["data"] = shown.Bundle.ToJson(),
                ["metadata"] = new JsonObject(),
                ["transient"] = shown.DisplayId is null ? new JsonObject() : new JsonObject { ["display_id"] = shown.DisplayId },
            }),
            ExecuteResult result => ("execute_result", new JsonObject { ["execution_count"] = count, ["data"] = result.Bundle.ToJson(), ["metadata"] = new JsonObject() }),
            CellError failed => ("error", ErrorContent(failed)),
            ClearOutput clear => ("clear_output", new JsonObject { ["wait"] = clear.Wait }),
            _ => ("stream", new JsonObject { ["name"] = "stderr", ["text"] = output.ToString() }),
        };
        wire.Publish(request, type, content);
    }

    public static JsonObject ErrorContent(CellError error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Value,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
    };
}
