using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Workbench.Kernel.Display;

namespace Workbench.Kernel;

/// <summary>The channels that are open.</summary>
internal sealed class CommTable
{
    private readonly ConcurrentDictionary<string, Comm> open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Action<Comm, JsonNode?>> targets = new(StringComparer.Ordinal);

    /// <summary>Sends a message to the front end: its type and its content. Nothing where there is no front end.</summary>
    public Action<string, JsonObject>? Channel { get; set; }

    public IEnumerable<Comm> All => open.Values;

    public void Register(string target, Action<Comm, JsonNode?> opened) => targets[target] = opened;

    public Comm Open(string target, JsonNode? data)
    {
        var comm = new Comm(this, Guid.NewGuid().ToString("N"), target);
        open[comm.Id] = comm;
        Say("comm_open", comm.Id, data, target);
        return comm;
    }

    /// <summary>Takes a message of a front end.</summary>
    public void Take(string type, JsonObject content)
    {
        if (content["comm_id"]?.GetValue<string>() is not { } id) return;
        var data = content["data"]?.DeepClone();
        if (type == "comm_open")
        {
            var target = content["target_name"]?.GetValue<string>() ?? "";
            if (targets.TryGetValue(target, out var opened)) opened(open[id] = new Comm(this, id, target), data);
            else Say("comm_close", id, null);
        }
        else if (open.TryGetValue(id, out var comm))
        {
            if (type == "comm_msg") comm.Received?.Invoke(data);
            if (type == "comm_close")
            {
                Forget(id);
                comm.Closed?.Invoke();
            }
        }
    }

    public void Forget(string id) => open.TryRemove(id, out _);

    public void Say(string type, string id, JsonNode? data, string? target = null)
    {
        var content = new JsonObject { ["comm_id"] = id, ["data"] = data?.DeepClone() ?? new JsonObject() };
        if (target is not null) content["target_name"] = target;
        Channel?.Invoke(type, content);
    }
}
