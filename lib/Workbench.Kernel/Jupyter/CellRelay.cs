using System.Text.Json.Nodes;

namespace Workbench.Kernel.Jupyter;

/// <summary>Sends what a cell puts out to the clients, as it comes.</summary>
internal sealed class CellRelay(Wire wire, StdinChannel stdin, JupyterMessage request, int count, bool silent) : ICellOutput, ICellInput
{
    public CellError? Error { get; private set; }

    /// <summary>The result as text; null when the cell has none.</summary>
    public string? Result { get; private set; }

    public string Ask(string prompt, bool hidden) => request.Content["allow_stdin"]?.GetValue<bool>() ?? true
        ? stdin.Ask(request, prompt, hidden, CellContext.Current?.Interrupted ?? CancellationToken.None)
        : throw new InvalidOperationException("This cell asks for input, and the client has nobody to answer (allow_stdin is off). Fix: put the value in a cell, or make it a parameter.");

    public void Write(CellOutput output)
    {
        if (output is CellError error) Error = error;
        if (output is ExecuteResult { Bundle: var bundle }) Result = bundle.Find(Display.Mime.Plain)?.ToString();
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
