using System.Text.Json;

namespace Benchmarks.Whole;

/// <summary>The main job and the check as whole processes, with the share of each phase.</summary>
internal sealed class MainJob : IBenchmark
{
    public string Name => "main-job";

    public IEnumerable<Measurement> Measure()
    {
        var root = Machine.Root();
        var program = Path.Combine(root, "lib/Workbench.Cli/bin/Release/net10.0/workbench.dll");
        Directory.SetCurrentDirectory(root);
        var start = Times(() => Machine.Process("dotnet", program, "--version")!.Value.Seconds);
        yield return new Measurement("start of the command (--version)", start);
        var check = Times(() => Machine.Process("dotnet", program, "check")!.Value.Seconds);
        yield return new Measurement("check of all data and notebooks", check, "start of the command", start);
        var output = Directory.CreateTempSubdirectory("workbench-benchmark").FullName;
        try
        {
            var runs = Enumerable.Range(0, 3).Select(_ => Machine.Process("dotnet", program, "run", "--force", "--out", output)!.Value.Seconds).ToList();
            var whole = Machine.MedianOf(runs);
            yield return new Measurement("main job, whole process", whole);
            yield return new Measurement("main job, nothing changed", Times(() => Machine.Process("dotnet", program, "run", "--out", output)!.Value.Seconds), "main job, whole process", whole);
            foreach (var (phase, seconds) in Phases(output)) yield return new Measurement($"- of it: {phase}", seconds, "main job, last run", runs[^1]);
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private static double Times(Func<double> once) => Machine.MedianOf(Enumerable.Range(0, 5).Select(_ => once()));

    private static IEnumerable<(string Phase, double Seconds)> Phases(string output)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "latest", "manifest.json")));
        foreach (var phase in manifest.RootElement.GetProperty("phases").EnumerateObject()) yield return (phase.Name, phase.Value.GetDouble());
        foreach (var notebook in manifest.RootElement.GetProperty("notebooks").EnumerateArray())
        {
            var cells = notebook.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("seconds").GetDouble()).ToList();
            yield return ($"{notebook.GetProperty("id").GetString()}, first cell (compiler and libraries load)", cells.FirstOrDefault());
            yield return ($"{notebook.GetProperty("id").GetString()}, other cells", cells.Skip(1).Sum());
        }
    }
}
