using System.Diagnostics;
using System.Text.Json;

namespace Benchmarks.Whole;

/// <summary>The main job as a whole process, beside <c>jupyter nbconvert --execute</c> over the same notebooks one after the other, with the kernel that <c>kernel install</c> installs.</summary>
internal sealed class MainJob : IBenchmark
{
    private static readonly string Program = Path.Combine(Machine.Root(), "lib/Workbench.Cli/bin/Release/net10.0/workbench.dll");

    public string Name => "main-job";

    public string Remark => "The main job runs all notebooks and writes every figure in five formats, numbers, claims and the report. nbconvert runs the cells and draws no figure. The two take turns, twice.";

    public IEnumerable<Measurement> Measure()
    {
        Directory.SetCurrentDirectory(Machine.Root());
        var start = Times(() => Workbench("--version"));
        yield return new Measurement("start of the command (--version)", start);
        yield return new Measurement("check of all data and notebooks", Times(() => Workbench("check")), "start of the command", start);
        using var folder = new Scratch();
        var (runs, jupyter) = (new List<double>(), new List<double?>());
        var kernel = Environment.GetEnvironmentVariable("WORKBENCH_BENCHMARK_KERNEL") ?? Installed(folder.Path("kernel"));
        for (var turn = 0; turn < 2; turn++)
        {
            runs.Add(Workbench("run", "--force", "--out", folder.Path("runs")));
            jupyter.Add(NbConvert(kernel, folder.Path("jupyter")));
        }

        var whole = Machine.MedianOf(runs);
        yield return new Measurement("main job: all notebooks, all figures in five formats", whole, "jupyter nbconvert --execute, one after the other, without figures", jupyter.All(one => one is not null) ? Machine.MedianOf(jupyter.Select(one => one!.Value)) : null, 0.5);
        yield return new Measurement("main job, nothing changed", Times(() => Workbench("run", "--out", folder.Path("runs"))), "main job", whole);
        foreach (var (phase, seconds) in Phases(folder.Path("runs"))) yield return new Measurement($"- of it: {phase}", seconds, "main job, last run", runs[^1]);
    }

    private static double Workbench(params string[] arguments) => Machine.Process("dotnet", [Program, .. arguments])!.Value.Seconds;

    private static double Times(Func<double> once) => Machine.MedianOf(Enumerable.Range(0, 5).Select(_ => once()));

    private static string Installed(string prefix)
    {
        Workbench("kernel", "install", "--prefix", prefix);
        return prefix;
    }

    /// <summary>Seconds of nbconvert over all notebooks; null when it is not on this machine.</summary>
    private static double? NbConvert(string kernel, string output)
    {
        double seconds = 0;
        foreach (var notebook in Directory.EnumerateFiles("notebooks", "*.ipynb").Order(StringComparer.Ordinal))
        {
            var start = new ProcessStartInfo("/usr/bin/python3", ["-m", "nbconvert", "--to", "notebook", "--execute", "--ExecutePreprocessor.timeout=600", "--output-dir", output, notebook]);
            start.Environment["JUPYTER_PATH"] = Path.Combine(kernel, "share", "jupyter");
            start.Environment["PYDEVD_DISABLE_FILE_VALIDATION"] = "1";
            if (Machine.Process(start) is not { } ran) return null;
            seconds += ran.Seconds;
        }

        return seconds;
    }

    private static IEnumerable<(string Phase, double Seconds)> Phases(string output)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "latest", "manifest.json")));
        foreach (var phase in manifest.RootElement.GetProperty("phases").EnumerateObject()) yield return (phase.Name == "figures" ? "figures that were not yet drawn when the last notebook ended" : phase.Name, phase.Value.GetDouble());
        foreach (var notebook in manifest.RootElement.GetProperty("notebooks").EnumerateArray())
        {
            var cells = notebook.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("seconds").GetDouble()).ToList();
            yield return ($"{notebook.GetProperty("id").GetString()}, first cell (compiler and libraries load)", cells.FirstOrDefault());
            yield return ($"{notebook.GetProperty("id").GetString()}, other cells", cells.Skip(1).Sum());
        }
    }

    private sealed class Scratch : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbench-benchmark");

        public string Path(string name) => System.IO.Path.Combine(folder.FullName, name);

        public void Dispose() => folder.Delete(recursive: true);
    }
}
