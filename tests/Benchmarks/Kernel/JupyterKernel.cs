using System.Text.Json;

namespace Benchmarks.Kernel;

/// <summary>The installed kernel beside ipykernel, through Jupyter's own client and nbconvert.</summary>
/// <remarks>Takes the kernel that <c>workbench kernel install</c> has written; where there is none, it installs one in a throw-away folder, which takes two minutes more. The peer and the client are Debian's python3-ipykernel, python3-jupyter-client and python3-nbconvert.</remarks>
internal sealed class JupyterKernel : IBenchmark
{
    private const string Python = "/usr/bin/python3";
    private const int Rounds = 5;

    public string Name => "kernel";

    public IEnumerable<Measurement> Measure()
    {
        if (!File.Exists(Python) || Process("-c", "import ipykernel, nbconvert, jupyter_client") is null) return [];
        var prefix = Directory.CreateTempSubdirectory("workbench-benchmark-").FullName;
        try
        {
            Install(prefix);
            var script = Path.Combine(Machine.Root(), "tests", "Benchmarks", "Kernel", "jupyter.py");
            var output = Process(script, Rounds.ToString(System.Globalization.CultureInfo.InvariantCulture))!;
            return [.. Rows(JsonSerializer.Deserialize<Dictionary<string, List<double>>>(output.Trim().Split('\n')[^1])!)];
        }
        finally
        {
            Directory.Delete(prefix, recursive: true);
        }
    }

    private static IEnumerable<Measurement> Rows(Dictionary<string, List<double>> seen)
    {
        var first = Machine.MedianOf(seen["first python3"]);
        yield return new Measurement("start to first C# result", Machine.MedianOf(seen["first workbench-csharp"]), "ipykernel, first result", first);
        yield return new Measurement("start to first F# result", Machine.MedianOf(seen["first workbench-fsharp"]), "ipykernel, first result", first);
        yield return new Measurement("round trip of 1+1, after 40 cells", Machine.MedianOf(seen["trip workbench-csharp"]), "ipykernel", Machine.MedianOf(seen["trip python3"]));
        yield return new Measurement("nbconvert --execute, 3 cells of C# and F#", Machine.MedianOf(seen["nbconvert workbench"]), "ipykernel, 3 cells", Machine.MedianOf(seen["nbconvert python3"]));
        var (ours, peer) = (seen["memory workbench-csharp"], seen["memory python3"]);
        yield return new Measurement($"memory of 1,000 cells (not a time: MB gained at 250, 500, 750, 1,000 cells: {Megabytes(ours)}; ipykernel {Megabytes(peer)})", ours[^1]);
    }

    private static string Megabytes(IEnumerable<double> values) => string.Join(", ", values.Select(value => value.ToString("0", System.Globalization.CultureInfo.InvariantCulture)));

    private static void Install(string prefix)
    {
        if (Process("-c", "from jupyter_client.kernelspec import find_kernel_specs; assert 'workbench-fsharp' in find_kernel_specs()") is not null) return;
        Machine.Process("dotnet", Path.Combine(Machine.Root(), "lib/Workbench.Cli/bin/Release/net10.0/workbench.dll"), "kernel", "install", "--prefix", prefix);
        Environment.SetEnvironmentVariable("JUPYTER_PATH", Path.Combine(prefix, "share", "jupyter"));
    }

    /// <summary>What a Python program prints; null when it ends with a failure.</summary>
    private static string? Process(params string[] arguments)
    {
        try
        {
            return Machine.Process(Python, arguments)?.Output;
        }
        catch (InvalidOperationException) when (arguments[0] == "-c")
        {
            return null;
        }
    }
}
