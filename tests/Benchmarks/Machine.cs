using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Benchmarks;

/// <summary>The machine, its load, and clocks over whole processes and calls.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30)} GB. Load at the start: {Load()}. Times are medians on a machine that may be busy: the ratios are what counts.";

    public static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "not known";

    public static string Time(double seconds) => seconds switch
    {
        < 1e-6 => (seconds * 1e9).ToString("0.0", CultureInfo.InvariantCulture) + " ns",
        < 1e-3 => (seconds * 1e6).ToString("0.0", CultureInfo.InvariantCulture) + " µs",
        < 1 => (seconds * 1e3).ToString("0.0", CultureInfo.InvariantCulture) + " ms",
        _ => seconds.ToString("0.00", CultureInfo.InvariantCulture) + " s",
    };

    /// <summary>Median seconds of a call, after one call to warm up.</summary>
    public static double Median(Action call, int times = 5)
    {
        call();
        return MedianOf(Enumerable.Range(0, times).Select(_ =>
        {
            var watch = Stopwatch.StartNew();
            call();
            return watch.Elapsed.TotalSeconds;
        }));
    }

    public static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>Seconds of a whole process and what it printed; null when the program is not on this machine.</summary>
    public static (double Seconds, string Output)? Process(string program, params string[] arguments) => Process(new ProcessStartInfo(program, arguments));

    /// <summary>Seconds of a whole process and what it printed; null when the program is not on this machine.</summary>
    /// <exception cref="InvalidOperationException">It ended badly.</exception>
    public static (double Seconds, string Output)? Process(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        var watch = Stopwatch.StartNew();
        try
        {
            using var process = System.Diagnostics.Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            var seconds = watch.Elapsed.TotalSeconds;
            return process.ExitCode == 0 ? (seconds, output) : throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList.Take(3))} ended with {process.ExitCode}: {errors.Result}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The root of the repository.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Workbench.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Benchmarks run inside the repository.");
    }
}
