using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Workbench.Kernel.Jupyter;

/// <summary>Asks the person at the client for a line.</summary>
internal sealed class StdinChannel(Wire wire)
{
    private readonly BlockingCollection<string> answers = [];

    /// <summary>Takes a message of the stdin channel.</summary>
    public void Take(JupyterMessage message)
    {
        if (message.Type == "input_reply") answers.Add(message.Content["value"]?.GetValue<string>() ?? "");
    }

    /// <summary>Asks the client that sent a request, and waits.</summary>
    public string Ask(JupyterMessage request, string prompt, bool hidden, CancellationToken interrupted)
    {
        while (answers.TryTake(out _))
        {
            // an answer to a question that was interrupted
        }

        wire.Ask(request, new JsonObject { ["prompt"] = prompt, ["password"] = hidden });
        return answers.Take(interrupted);
    }
}
