using System.Diagnostics;
using System.Text.Json.Nodes;
using Workbench.Kernel.Sessions;

namespace Workbench.Kernel.Magics;

/// <summary><c>#r "nuget: ..."</c> and <c>#r "file.dll"</c>, once for both languages.</summary>
internal sealed partial class PackageReferences
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private const string Any = "*";
    private readonly List<string> sources = [];
    private readonly Dictionary<string, (string Version, IReadOnlyList<string> Files)> restored = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A package source for later references.</summary>
    public void AddSource(string text) => sources.Add(text.Replace("nuget:", "", StringComparison.OrdinalIgnoreCase).Trim('"', ' '));

    /// <summary>Files to reference, and a line to show.</summary>
    public async Task<(IReadOnlyList<string> Files, string? Said)> ResolveAsync(string text, int line, CancellationToken cancellation)
    {
        var target = text.Trim().Trim('"');
        if (!target.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
        {
            var path = Path.GetFullPath(target);
            return File.Exists(path)
                ? ([path], null)
                : throw new ScriptFailure("KERN103", $"({line},1): error KERN103: no file '{target}'. Fix: name an assembly that exists, relative to the notebook.", []);
        }

        var parts = target[6..].Split(',', 2, StringSplitOptions.TrimEntries);
        var (id, version) = (parts[0], parts.Length > 1 ? parts[1] : Any);
        if (!Name().IsMatch(id)) throw Fault(id, line, "not the name of a package", "write #r \"nuget: Id, 1.2.3\"");
        if (!Version().IsMatch(version)) throw Fault(id, line, $"'{version}' is not a version", "write 1.2.3, 1.2.*, a range such as [1.2,2.0), or no version for the newest");
        if (CarriedAssemblies.Carries(id)) return ([], $"{id} is provided by this kernel");
        if (restored.TryGetValue(id, out var known))
        {
            return known.Version == version || version.StartsWith(Any, StringComparison.Ordinal)
                ? (known.Files, $"{id} is restored")
                : throw Fault(id, line, $"version {known.Version} is in use already, and one process holds one version", $"restart the kernel to use {version}");
        }

        var files = await RestoreAsync(id, version, line, cancellation).ConfigureAwait(false);
        restored[id] = (version, files);
        return (files, $"{id} is restored");
    }

    private async Task<IReadOnlyList<string>> RestoreAsync(string id, string version, int line, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("workbench-nuget-").FullName;
        try
        {
            var restoreSources = sources.Count == 0 ? "" : $"<RestoreAdditionalProjectSources>{System.Security.SecurityElement.Escape(string.Join(';', sources))}</RestoreAdditionalProjectSources>";
            await File.WriteAllTextAsync(Path.Combine(folder, "Cell.csproj"),
                $"""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework>{restoreSources}</PropertyGroup><ItemGroup><PackageReference Include="{System.Security.SecurityElement.Escape(id)}" Version="{System.Security.SecurityElement.Escape(version)}" /></ItemGroup></Project>""", cancellation).ConfigureAwait(false);
            var start = new ProcessStartInfo("dotnet", ["restore", Path.Combine(folder, "Cell.csproj"), "--verbosity", "quiet"]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
            using var process = Process.Start(start)!;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Limit);
            var said = process.StandardOutput.ReadToEndAsync(limit.Token);
            try
            {
                await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw Fault(id, line, $"no answer within {Limit.TotalMinutes:0} minutes", "check the connection, or name a local folder with #i");
            }

            if (process.ExitCode != 0)
            {
                var reason = (await said.ConfigureAwait(false)).Split('\n').FirstOrDefault(text => text.Contains("error", StringComparison.Ordinal))?.Trim() ?? "dotnet restore failed";
                var at = reason.IndexOf("error", StringComparison.Ordinal);
                throw Fault(id, line, at >= 0 ? reason[at..] : reason, "check name, version and connection, or name a source with #i");
            }

            return Assets(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Compile-time and native files of the restored packages; of what this program uses itself, its own file.</summary>
    private static List<string> Assets(string folder)
    {
        var assets = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "obj", "project.assets.json")))!;
        var roots = assets["packageFolders"]!.AsObject().Select(pair => pair.Key).ToList();
        var files = new List<string>();
        foreach (var (name, library) in assets["targets"]!.AsObject().First().Value!.AsObject())
        {
            var home = assets["libraries"]![name]!["path"]!.GetValue<string>();
            var runtime = library!["runtime"]?.AsObject().Select(pair => pair.Key) ?? [];
            foreach (var file in runtime.Where(file => file.EndsWith(".dll", StringComparison.Ordinal)))
            {
                var path = roots.Select(root => Path.Combine(root, home, file)).FirstOrDefault(File.Exists);
                if (path is null) continue;
                if (!CarriedAssemblies.All.TryGetValue(Path.GetFileNameWithoutExtension(path), out var carried)) files.Add(path);
                else if (!CarriedAssemblies.IsSeen(carried)) files.Add(carried);
            }

            NativeAssets.Remember(roots, home, library);
        }

        return files;
    }

    private static ScriptFailure Fault(string id, int line, string found, string fix) =>
        new("KERN104", $"({line},1): error KERN104: package '{id}': {found}. Fix: {fix}.", []);

    [System.Text.RegularExpressions.GeneratedRegex(@"\A[\w.-]+\z")]
    private static partial System.Text.RegularExpressions.Regex Name();

    [System.Text.RegularExpressions.GeneratedRegex(@"\A(?:\*(?:-\*)?|\d[\w.*+-]*|[\[(][\d\w.,\s*+-]*[\])])\z")]
    private static partial System.Text.RegularExpressions.Regex Version();
}
