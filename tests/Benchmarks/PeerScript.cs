using System.Globalization;

namespace Benchmarks;

/// <summary>A peer in another language: a script that prints its own median seconds, start-up left out.</summary>
internal static class PeerScript
{
    private const string Clock = """
        import time
        def median(call, times=5):
            call()
            seconds = []
            for _ in range(times):
                start = time.perf_counter()
                call()
                seconds.append(time.perf_counter() - start)
            return sorted(seconds)[len(seconds) // 2]

        """;

    /// <summary>Seconds that a Python script prints; null when this machine has no Python with the packages of Debian's python3-scipy.</summary>
    public static double? Python(string script) => Seconds("/usr/bin/python3", "-c", Clock + script);

    /// <summary>Seconds that an R script prints; null when this machine has no R or lacks a package.</summary>
    public static double? R(string script) => Seconds("Rscript", "-e", script);

    private static double? Seconds(string program, params string[] arguments)
    {
        try
        {
            return Machine.Process(program, arguments) is { } ran ? double.Parse(ran.Output.Trim().Split('\n')[^1], CultureInfo.InvariantCulture) : null;
        }
        catch (InvalidOperationException missing) when (missing.Message.Contains("No module named", StringComparison.Ordinal) || missing.Message.Contains("there is no package", StringComparison.Ordinal))
        {
            return null;
        }
    }
}
