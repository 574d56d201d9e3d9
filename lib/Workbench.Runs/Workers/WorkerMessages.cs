using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Runs.Workers;

/// <summary>What a runner and its worker say to one another: one JSON object a line.</summary>
internal static class WorkerMessages
{
    private static readonly JsonSerializerOptions OneLine = new() { WriteIndented = false };

    public static string Run(string code, string language) => new JsonObject { ["code"] = code, ["language"] = language }.ToJsonString(OneLine);

    public static string Prepare(string language) => new JsonObject { ["prepare"] = language }.ToJsonString(OneLine);

    public static string Interrupt() => new JsonObject { ["interrupt"] = true }.ToJsonString(OneLine);

    public static string Ready(string language) => new JsonObject { ["kind"] = "ready", ["language"] = language }.ToJsonString(OneLine);

    public static string Output(JsonObject output, string? displayId, bool update) =>
        new JsonObject { ["kind"] = "output", ["output"] = output, ["displayId"] = displayId, ["update"] = update }.ToJsonString(OneLine);

    public static string Clear() => new JsonObject { ["kind"] = "clear" }.ToJsonString(OneLine);

    public static string Read(string path, string hash, long bytes, bool undeclared = false) =>
        new JsonObject { ["kind"] = "read", ["path"] = path, ["hash"] = hash, ["bytes"] = bytes, ["undeclared"] = undeclared }.ToJsonString(OneLine);

    public static string Done(bool ran) => new JsonObject { ["kind"] = "done", ["ran"] = ran }.ToJsonString(OneLine);
}
