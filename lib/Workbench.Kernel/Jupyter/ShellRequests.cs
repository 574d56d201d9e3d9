using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Workbench.Kernel.Jupyter;

/// <summary>Answers the requests of the shell channel, one after the other.</summary>
internal sealed class ShellRequests
{
    private readonly Wire wire;
    private readonly StdinChannel stdin;
    private readonly NotebookKernel kernel;
    private readonly CellRunner cells;
    private readonly Language language;
    private readonly BlockingCollection<JupyterMessage> waiting;
    private readonly CancellationTokenSource end;
    private readonly CellHistory history = new();
    private JupyterMessage? current;
    private int count;

    public ShellRequests(Wire wire, StdinChannel stdin, NotebookKernel kernel, CellRunner cells, Language language, BlockingCollection<JupyterMessage> waiting, CancellationTokenSource end)
    {
        (this.wire, this.stdin, this.kernel, this.cells, this.language, this.waiting, this.end) = (wire, stdin, kernel, cells, language, waiting, end);
        kernel.Comms.Channel = (type, content) => wire.Publish(current, type, content);
    }

    /// <summary>Answers a request.</summary>
    public void Handle(JupyterMessage request)
    {
        current = request;
        Status(request, "busy");
        List<JupyterMessage> aborted = [];
        try
        {
            if (request.Type == "execute_request") aborted = Execute(request);
            else if (request.Type.StartsWith("comm_", StringComparison.Ordinal) && request.Type != "comm_info_request") cells.Run(request, new CellRelay(wire, stdin, request, count, silent: false), kernel.Comms);
            else if (request.Type.EndsWith("_request", StringComparison.Ordinal)) wire.Reply(request, Answer(request));
        }
        catch (Exception error) when (error is not (OutOfMemoryException or ThreadInterruptedException))
        {
            if (request.Type.EndsWith("_request", StringComparison.Ordinal)) wire.Reply(request, KernelInfo.Refusal(request.Type, error.Message));
        }

        Status(request, "idle");
        if (request.Type == "shutdown_request") end.CancelAfter(50);
        aborted.ForEach(Abort);
    }

    /// <summary>Turns down a cell that waited behind one that failed; answers anything else.</summary>
    private void Abort(JupyterMessage request)
    {
        if (request.Type != "execute_request")
        {
            Handle(request);
            return;
        }

        Status(request, "busy");
        wire.Reply(request, new JsonObject { ["status"] = "aborted", ["execution_count"] = count });
        Status(request, "idle");
    }

    private JsonObject Answer(JupyterMessage request) => request.Type switch
    {
        "kernel_info_request" => KernelInfo.Of(language),
        "is_complete_request" => Assist.IsComplete(kernel, language, Text(request, "code")),
        "complete_request" => Assist.Complete(kernel, language, Text(request, "code"), Number(request, "cursor_pos")),
        "inspect_request" => Assist.Inspect(kernel, language, Text(request, "code"), Number(request, "cursor_pos")),
        "history_request" => history.Reply(request.Content),
        "comm_info_request" => Comms(request),
        "shutdown_request" => new JsonObject { ["status"] = "ok", ["restart"] = request.Content["restart"]?.DeepClone() ?? false },
        _ => KernelInfo.Refusal(request.Type),
    };

    /// <returns>What waits behind a cell that failed: it was sent before its sender could know, and is not to run.</returns>
    private List<JupyterMessage> Execute(JupyterMessage request)
    {
        var code = Text(request, "code");
        var silent = Flag(request, "silent", false);
        var stored = !silent && Flag(request, "store_history", true);
        if (stored) history.Add(++count, code);
        if (!silent) wire.Publish(request, "execute_input", new JsonObject { ["code"] = code, ["execution_count"] = count });
        var relay = new CellRelay(wire, stdin, request, count, silent);
        var ran = cells.Run(code, CellLanguage(request), relay);
        if (stored && relay.Result is { } result) history.Result(result);
        if (ran)
        {
            wire.Reply(request, new JsonObject { ["status"] = "ok", ["execution_count"] = count, ["payload"] = new JsonArray(), ["user_expressions"] = Expressions(request) });
            return [];
        }

        var content = CellRelay.ErrorContent(relay.Error ?? new CellError("Interrupted", "the cell was interrupted", []));
        content["status"] = "error";
        content["execution_count"] = count;
        List<JupyterMessage> behind = [];
        if (Flag(request, "stop_on_error", true))
        {
            while (waiting.TryTake(out var next)) behind.Add(next);
        }

        wire.Reply(request, content);
        return behind;
    }

    /// <summary>The language that VS Code names beside a cell; null when it names none.</summary>
    private static Language? CellLanguage(JupyterMessage request)
    {
        var name = request.Metadata["polyglot_notebook"]?["kernelName"] ?? request.Metadata["dotnet_interactive"]?["language"];
        return name is JsonValue value && value.TryGetValue<string>(out var word) && Magics.CellParser.TryLanguage(word, out var named) ? named : null;
    }

    private JsonObject Expressions(JupyterMessage request)
    {
        var answers = new JsonObject();
        if (request.Content["user_expressions"] is not JsonObject asked) return answers;
        foreach (var (name, expression) in asked)
        {
            var result = new ResultOf();
            JsonObject answer = cells.Run(expression?.GetValue<string>() ?? "", null, result) && result.Bundle is { } bundle
                ? new JsonObject { ["data"] = bundle.ToJson(), ["metadata"] = new JsonObject() }
                : CellRelay.ErrorContent(result.Error ?? new CellError("NoValue", "the expression has no value", []));
            answer["status"] = result.Bundle is null ? "error" : "ok";
            answers[name] = answer;
        }

        return answers;
    }

    private JsonObject Comms(JupyterMessage request)
    {
        var target = request.Content["target_name"]?.GetValue<string>();
        var open = kernel.Comms.All.Where(comm => target is null || comm.Target == target)
            .Select(comm => new KeyValuePair<string, JsonNode?>(comm.Id, new JsonObject { ["target_name"] = comm.Target }));
        return new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject(open) };
    }

    private void Status(JupyterMessage request, string state) => wire.Publish(request, "status", new JsonObject { ["execution_state"] = state });

    private static string Text(JupyterMessage request, string name) => request.Content[name]?.GetValue<string>() ?? "";

    private static int Number(JupyterMessage request, string name) => request.Content[name]?.GetValue<int>() ?? 0;

    private static bool Flag(JupyterMessage request, string name, bool otherwise) => request.Content[name]?.GetValue<bool>() ?? otherwise;

    private sealed class ResultOf : ICellOutput
    {
        public MimeBundle? Bundle { get; private set; }

        public CellError? Error { get; private set; }

        public void Write(CellOutput output)
        {
            if (output is ExecuteResult result) Bundle = result.Bundle;
            if (output is CellError error) Error = error;
        }
    }
}
