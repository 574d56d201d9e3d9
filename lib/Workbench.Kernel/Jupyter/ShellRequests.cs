using System.Text.Json.Nodes;
using Workbench.Kernel.Magics;

namespace Workbench.Kernel.Jupyter;

/// <summary>Answers the requests of the shell channel, one after the other.</summary>
internal sealed class ShellRequests(Wire wire, NotebookKernel kernel, CellRunner cells, Language language, CancellationTokenSource end)
{
    private readonly List<(int Line, string Code)> history = [];
    private int count;

    /// <summary>Answers a request.</summary>
    /// <returns>False when what waits behind it is to be aborted.</returns>
    public bool Handle(JupyterMessage request)
    {
        Status(request, "busy");
        var goOn = true;
        try
        {
            if (request.Type == "execute_request") goOn = Execute(request);
            else if (Answer(request) is { } content) wire.Reply(request, request.Type.Replace("_request", "_reply", StringComparison.Ordinal), content);
            else if (request.Type == "comm_open") wire.Publish(request, "comm_close", new JsonObject { ["comm_id"] = request.Content["comm_id"]?.DeepClone(), ["data"] = new JsonObject() });
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or ArgumentException)
        {
            wire.Reply(request, request.Type.Replace("_request", "_reply", StringComparison.Ordinal), Refusal(request.Type, error.Message));
        }

        Status(request, "idle");
        if (request.Type == "shutdown_request") end.CancelAfter(50);
        return goOn;
    }

    /// <summary>Turns down a cell that waited behind one that failed; answers anything else.</summary>
    public void Abort(JupyterMessage request)
    {
        if (request.Type != "execute_request")
        {
            Handle(request);
            return;
        }

        Status(request, "busy");
        wire.Reply(request, "execute_reply", new JsonObject { ["status"] = "aborted", ["execution_count"] = count });
        Status(request, "idle");
    }

    public static JsonObject Refusal(string type, string? why = null) => new()
    {
        ["status"] = "error",
        ["ename"] = "NotSupported",
        ["evalue"] = why ?? $"'{type}' is not part of this kernel",
        ["traceback"] = new JsonArray(),
    };

    public static JsonObject Info(Language language) => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = "5.4",
        ["implementation"] = "workbench",
        ["implementation_version"] = typeof(NotebookKernel).Assembly.GetName().Version?.ToString(3) ?? "0.0.0",
        ["language_info"] = language == Language.FSharp
            ? new JsonObject { ["name"] = "F#", ["version"] = "10.0", ["mimetype"] = "text/x-fsharp", ["file_extension"] = ".fs", ["pygments_lexer"] = "fsharp", ["codemirror_mode"] = "text/x-fsharp" }
            : new JsonObject { ["name"] = "C#", ["version"] = "14.0", ["mimetype"] = "text/x-csharp", ["file_extension"] = ".cs", ["pygments_lexer"] = "csharp", ["codemirror_mode"] = "text/x-csharp" },
        ["banner"] = "Livestream Commerce Workbench: C# and F# in one notebook",
        ["debugger"] = false,
        ["help_links"] = new JsonArray(),
    };

    private JsonObject? Answer(JupyterMessage request) => request.Type switch
    {
        "kernel_info_request" => Info(language),
        "is_complete_request" => IsComplete(Text(request, "code")),
        "complete_request" => Assist.Complete(kernel, language, Text(request, "code"), Number(request, "cursor_pos")),
        "inspect_request" => Assist.Inspect(kernel, language, Text(request, "code"), Number(request, "cursor_pos")),
        "history_request" => History(request),
        "comm_info_request" => new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() },
        "shutdown_request" => new JsonObject { ["status"] = "ok", ["restart"] = request.Content["restart"]?.DeepClone() ?? false },
        _ when request.Type.EndsWith("_request", StringComparison.Ordinal) => Refusal(request.Type),
        _ => null,
    };

    private bool Execute(JupyterMessage request)
    {
        var code = Text(request, "code");
        var silent = Flag(request, "silent", false);
        var stored = !silent && Flag(request, "store_history", true);
        if (stored) history.Add((++count, code));
        if (!silent) wire.Publish(request, "execute_input", new JsonObject { ["code"] = code, ["execution_count"] = count });
        var relay = new CellRelay(wire, request, count, silent);
        if (cells.Run(code, relay))
        {
            wire.Reply(request, "execute_reply", new JsonObject { ["status"] = "ok", ["execution_count"] = count, ["payload"] = new JsonArray(), ["user_expressions"] = Expressions(request) });
            return true;
        }

        var content = CellRelay.ErrorContent(relay.Error ?? new CellError("Interrupted", "the cell was interrupted", []));
        content["status"] = "error";
        content["execution_count"] = count;
        wire.Reply(request, "execute_reply", content);
        return !Flag(request, "stop_on_error", true);
    }

    private JsonObject Expressions(JupyterMessage request)
    {
        var answers = new JsonObject();
        if (request.Content["user_expressions"] is not JsonObject asked) return answers;
        foreach (var (name, expression) in asked)
        {
            var result = new ResultOf();
            if (cells.Run(expression?.GetValue<string>() ?? "", result) && result.Bundle is { } bundle)
                answers[name] = new JsonObject { ["status"] = "ok", ["data"] = bundle.ToJson(), ["metadata"] = new JsonObject() };
            else
                answers[name] = CellRelay.ErrorContent(result.Error ?? new CellError("NoValue", "the expression has no value", []));
            answers[name]!["status"] = result.Bundle is null ? "error" : "ok";
        }

        return answers;
    }

    private JsonObject IsComplete(string code)
    {
        var parts = CellParser.Parse(code, language);
        var whole = parts.Count == 0 || parts[^1].Language switch
        {
            Language.CSharp => NotebookKernel.IsComplete(parts[^1].Code),
            Language.FSharp => !Assist.IsOpenFSharp(parts[^1].Code),
            _ => true,
        };
        return whole ? new JsonObject { ["status"] = "complete" } : new JsonObject { ["status"] = "incomplete", ["indent"] = "    " };
    }

    private JsonObject History(JupyterMessage request)
    {
        var kept = history.AsEnumerable();
        if (request.Content["hist_access_type"]?.GetValue<string>() == "search" && request.Content["pattern"]?.GetValue<string>() is { } pattern)
            kept = kept.Where(item => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, item.Code, ignoreCase: false));
        if (request.Content["n"] is JsonValue n && n.TryGetValue<int>(out var last)) kept = kept.TakeLast(last);
        var output = Flag(request, "output", false);
        return new JsonObject
        {
            ["status"] = "ok",
            ["history"] = new JsonArray([.. kept.Select(item => (JsonNode)new JsonArray(0, item.Line, output ? new JsonArray(item.Code, null) : item.Code))]),
        };
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
