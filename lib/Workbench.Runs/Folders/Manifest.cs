using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Workbench.Runs.Parameters;
using Workbench.Runs.Workers;

namespace Workbench.Runs.Folders;

/// <summary>Everything that a run is made of, in words a machine reads: inputs, program, times.</summary>
internal static class Manifest
{
    private static readonly string[] Packages = ["MathNet.Numerics", "Microsoft.Data.Analysis", "DuckDB.NET.Data", "Plotly.NET", "Microsoft.CodeAnalysis.CSharp", "FSharp.Compiler.Service", "FSharp.Core", "Microsoft.DotNet.Interactive.Formatting"];

    public static JsonObject Of(DateTime started, RunOptions options, IReadOnlyList<NotebookRecord> records, IReadOnlyList<InputRead> inputs, IReadOnlyDictionary<string, double> phases, WrittenFigures figures, string repository, string? follows) => new()
    {
        ["started"] = started.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ["follows"] = follows,
        ["inputs"] = new JsonArray([.. inputs.Select(read => (JsonNode)new JsonObject { ["path"] = read.Path, ["hash"] = read.Hash, ["bytes"] = read.Bytes, ["undeclared"] = read.IsUndeclared })]),
        ["seed"] = options.Seed,
        ["parameters"] = new JsonObject(options.Parameters.GroupBy(assignment => assignment.Name).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new KeyValuePair<string, JsonNode?>(group.Key, group.Last().Value.ToString()))),
        ["secrets"] = new JsonArray([.. options.Secrets.Select(name => (JsonNode)name)]),
        ["data"] = options.Data is null ? "data" : "other",
        ["store"] = options.Store,
        ["library"] = new JsonObject { ["version"] = Version(), ["commit"] = Git(repository, "rev-parse HEAD"), ["dirty"] = Git(repository, "status --porcelain") is { Length: > 0 } },
        ["sdk"] = typeof(Manifest).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(one => one.Key == "SdkVersion")?.Value,
        ["runtime"] = RuntimeInformation.FrameworkDescription,
        ["system"] = RuntimeInformation.RuntimeIdentifier,
        ["packages"] = new JsonObject(Packages.Select(package => new KeyValuePair<string, JsonNode?>(package, VersionOf(package)))),
        ["browser"] = figures.Browser,
        ["undrawn"] = new JsonArray([.. figures.Undrawn.Select(id => (JsonNode)id)]),
        ["phases"] = new JsonObject(phases.Select(phase => new KeyValuePair<string, JsonNode?>(phase.Key, Math.Round(phase.Value, 3)))),
        ["notebooks"] = new JsonArray([.. records.Select(record => (JsonNode)new JsonObject
        {
            ["id"] = record.Notebook.Id,
            ["status"] = record.Status.ToString(),
            ["skipped"] = record.Skipped,
            ["parameters"] = Parameters(record.Notebook, options),
            ["seconds"] = Math.Round(record.Seconds, 3),
            ["key"] = record.Key?.ToJson(),
            ["reads"] = new JsonArray([.. record.Reads.Select(read => (JsonNode)new JsonObject { ["path"] = read.Path, ["hash"] = read.Hash, ["bytes"] = read.Bytes, ["undeclared"] = read.IsUndeclared })]),
            ["cells"] = new JsonArray([.. record.Cells.Select(cell => (JsonNode)new JsonObject
            {
                ["index"] = cell.Index, ["id"] = cell.Id, ["status"] = cell.Status.ToString(), ["seconds"] = Math.Round(cell.Seconds, 3),
            })]),
        })]),
    };

    /// <summary>The values that a notebook ran with: those given, and its defaults.</summary>
    private static JsonObject Parameters(Notebooks.Notebook notebook, RunOptions options)
    {
        var given = options.Given().GroupBy(assignment => assignment.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Value.ToString(), StringComparer.Ordinal);
        return new JsonObject(NotebookParameters.Of(notebook).DistinctBy(parameter => parameter.Name)
            .Select(parameter => new KeyValuePair<string, JsonNode?>(parameter.Name, given.GetValueOrDefault(parameter.Name) ?? parameter.Default?.Trim('"'))));
    }

    /// <summary>Version of the libraries.</summary>
    public static string Version() => typeof(LiveCommerce.Estimate).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private static string? VersionOf(string package)
    {
        try
        {
            return Assembly.Load(package).GetName().Version?.ToString();
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static string? Git(string repository, string arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = repository, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false });
            if (git is null) return null;
            var said = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 ? said : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
