using System.Text.Json.Nodes;

namespace Workbench.Kernel.Display;

/// <summary>A channel between cells and something in the front end, such as a widget.</summary>
public sealed class Comm
{
    private readonly CommTable table;

    internal Comm(CommTable table, string id, string target) => (this.table, Id, Target) = (table, id, target);

    /// <summary>Id of the channel.</summary>
    public string Id { get; }

    /// <summary>What it was opened for.</summary>
    public string Target { get; }

    /// <summary>Called with each message from the front end.</summary>
    public Action<JsonNode?>? Received { get; set; }

    /// <summary>Called when the front end closes the channel.</summary>
    public Action? Closed { get; set; }

    /// <summary>Sends a message to the front end.</summary>
    public void Send(JsonNode? data) => table.Say("comm_msg", Id, data);

    /// <summary>Closes the channel.</summary>
    public void Close()
    {
        table.Forget(Id);
        table.Say("comm_close", Id, null);
    }
}
