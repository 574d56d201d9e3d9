using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Workbench.Kernel.Jupyter;

/// <summary>Compiles the assemblies of a folder to machine code (ReadyToRun), with the compiler that the .NET SDK restores for this platform.</summary>
internal static class AheadOfTime
{
    /// <summary>Also what one assembly makes of the generic types of another, which is most of what the compilers would compile at each start; the runtime checks that the other assembly is still the same.</summary>
    private static readonly string[] AcrossAssemblies = ["--opt-cross-module:*", "--non-local-generics-module:*"];

    /// <summary>Compiles in place; an assembly that cannot be compiled stays as it is.</summary>
    /// <returns>What was done, or why it was not.</returns>
    public static async Task<string> CompileAsync(string folder, CancellationToken cancellation)
    {
        if (await FindCompilerAsync(cancellation).ConfigureAwait(false) is not { } compiler)
            return "Not compiled ahead of time: the .NET SDK could not restore its compiler (microsoft.netcore.app.crossgen2). The kernel works, and starts more slowly; try again with a connection.";
        var work = Directory.CreateDirectory(Path.Combine(folder, "compiled")).FullName;
        var framework = RuntimeEnvironment.GetRuntimeDirectory();
        var clock = Stopwatch.StartNew();
        var files = Directory.EnumerateFiles(folder, "*.dll").OrderByDescending(file => new FileInfo(file).Length).ToList();
        await Parallel.ForEachAsync(files, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount) }, async (file, token) =>
        {
            List<string> arguments = [file, "-o", Path.Combine(work, Path.GetFileName(file)), "-r", Path.Combine(framework, "*.dll"), "-r", Path.Combine(folder, "*.dll"), "-O", .. AcrossAssemblies];
            await RunAsync(compiler, arguments, folder, token).ConfigureAwait(false);
        }).ConfigureAwait(false);
        var made = Directory.EnumerateFiles(work, "*.dll").ToList();
        foreach (var file in made) File.Move(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        Directory.Delete(work, recursive: true);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{made.Count} assemblies compiled ahead of time in {clock.Elapsed.TotalSeconds:0} s");
    }

    /// <summary>Path of the compiler that fits this SDK and platform; null when it cannot be had.</summary>
    private static async Task<string?> FindCompilerAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("workbench-compiler-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "Compiler.csproj"),
                $"""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier><SelfContained>false</SelfContained><PublishReadyToRun>true</PublishReadyToRun></PropertyGroup></Project>""", cancellation).ConfigureAwait(false);
            if (!await RunAsync("dotnet", ["restore", "--verbosity", "quiet"], folder, cancellation).ConfigureAwait(false)) return null;
            var assets = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "obj", "project.assets.json"), cancellation).ConfigureAwait(false))!;
            var pack = assets["project"]?["frameworks"]?["net10.0"]?["downloadDependencies"]?.AsArray()
                .FirstOrDefault(dependency => dependency!["name"]!.GetValue<string>().Contains("crossgen2", StringComparison.OrdinalIgnoreCase));
            if (pack is null) return null;
            var (name, version) = (pack["name"]!.GetValue<string>().ToLowerInvariant(), pack["version"]!.GetValue<string>().Trim('[', ']').Split(',')[0]);
            return assets["packageFolders"]!.AsObject()
                .Select(root => Path.Combine(root.Key, name, version, "tools", OperatingSystem.IsWindows() ? "crossgen2.exe" : "crossgen2"))
                .FirstOrDefault(File.Exists);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> RunAsync(string program, IEnumerable<string> arguments, string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        try
        {
            await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation), process.WaitForExitAsync(cancellation)).ConfigureAwait(false);
            return process.ExitCode == 0;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
