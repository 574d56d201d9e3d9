using System.Text.Json.Nodes;

namespace Workbench.Kernel.Jupyter;

/// <summary>What this kernel says of itself.</summary>
internal static class KernelInfo
{
    public static JsonObject Of(Language language) => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = "5.4",
        ["implementation"] = "workbench",
        ["implementation_version"] = typeof(NotebookKernel).Assembly.GetName().Version?.ToString(3) ?? "0.0.0",
        ["language_info"] = language == Language.FSharp
            ? new JsonObject { ["name"] = "F#", ["version"] = "10.0", ["mimetype"] = "text/x-fsharp", ["file_extension"] = ".fs", ["pygments_lexer"] = "fsharp", ["codemirror_mode"] = "text/x-fsharp" }
            : new JsonObject { ["name"] = "C#", ["version"] = "14.0", ["mimetype"] = "text/x-csharp", ["file_extension"] = ".cs", ["pygments_lexer"] = "csharp", ["codemirror_mode"] = "text/x-csharp" },
        ["banner"] = "Livestream Commerce Workbench: C#, F#, SQL and Markdown cells in one notebook; #!lsmagic lists the commands",
        ["debugger"] = false,
        ["help_links"] = new JsonArray(),
    };

    public static JsonObject Refusal(string type, string? why = null) => new()
    {
        ["status"] = "error",
        ["ename"] = "NotSupported",
        ["evalue"] = why ?? $"'{type}' is not part of this kernel",
        ["traceback"] = new JsonArray(),
    };
}
