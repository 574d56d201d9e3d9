using System.Text.Json.Nodes;

namespace Workbench.Kernel.Jupyter;

/// <summary>Answers the requests of the control channel, also while a cell runs.</summary>
internal sealed class ControlRequests(Wire wire, CellRunner cells, Language language, CancellationTokenSource end)
{
    public void Handle(JupyterMessage message)
    {
        wire.Publish(message, "status", new JsonObject { ["execution_state"] = "busy" });
        if (message.Type == "interrupt_request") cells.Interrupt();
        wire.Reply(message, Answer(message), onControl: true);
        wire.Publish(message, "status", new JsonObject { ["execution_state"] = "idle" });
        if (message.Type == "shutdown_request") end.CancelAfter(50);
    }

    private JsonObject Answer(JupyterMessage message) => message.Type switch
    {
        "interrupt_request" => new JsonObject { ["status"] = "ok" },
        "shutdown_request" => new JsonObject { ["status"] = "ok", ["restart"] = message.Content["restart"]?.DeepClone() ?? false },
        "kernel_info_request" => KernelInfo.Of(language),
        _ => KernelInfo.Refusal(message.Type),
    };
}
