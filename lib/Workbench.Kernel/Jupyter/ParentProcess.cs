using System.Globalization;

namespace Workbench.Kernel.Jupyter;

/// <summary>The client that started this kernel.</summary>
public static class ParentProcess
{
    /// <summary>Its process id, as Jupyter tells it or as the system does; null when neither does.</summary>
    public static int? Find()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), CultureInfo.InvariantCulture, out var told) && !OperatingSystem.IsWindows()) return told;
        if (!File.Exists("/proc/self/stat")) return null;
        var stat = File.ReadAllText("/proc/self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return int.TryParse(fields[1], CultureInfo.InvariantCulture, out var parent) && parent > 1 ? parent : null;
    }

    /// <summary>Whether a process runs; one that has ended and waits for its parent does not.</summary>
    internal static bool IsAlive(int id)
    {
        try
        {
            if (File.Exists("/proc/self/stat"))
            {
                var stat = File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/stat");
                return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
            }

            using var process = System.Diagnostics.Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (Exception error) when (error is ArgumentException or IOException)
        {
            return false;
        }
    }
}
