using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using LiveCommerce.Charts;
using LiveCommerce.Charts.Export;
using Workbench.Kernel.Jupyter;

namespace Workbench.Cli.Verbs;

/// <summary><c>workbench doctor</c>: what this machine has, and what a missing part would add.</summary>
internal static class DoctorVerb
{
    public static Command Make()
    {
        var verb = new Command("doctor", "Say what this machine has, and what to install for the parts that are missing.");
        verb.SetAction(_ => Run());
        return verb;
    }

    private static int Run()
    {
        Console.WriteLine($"runtime   {RuntimeInformation.FrameworkDescription} on {RuntimeInformation.RuntimeIdentifier}");
        Console.WriteLine($"sdk       {FirstLine(Said("dotnet", "--version")) ?? "not on PATH: only needed to build"}");
        var browser = BrowserProgram.Find();
        Console.WriteLine(browser.Program is { } found ? $"browser   {found.Path}" : $"browser   missing: {browser.Message}");
        Console.WriteLine($"fonts     {Fonts()}");
        Console.WriteLine($"jupyter   {Jupyter()}");
        Console.WriteLine($"kernels   {Kernels()}");
        var drive = new DriveInfo(Path.GetFullPath("."));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"disk      {drive.AvailableFreeSpace / 1e9:0} GB free; a run takes about 0.1 GB"));
        Console.WriteLine($"slurm     {Slurm()}");
        return (int)ExitCode.Well;
    }

    private static string Slurm() => FirstLine(Said("sbatch", "--version")) switch
    {
        null => "missing: only needed for 'run --sweep ... --on slurm'",
        "" => "installed, but it finds no slurm.conf: set SLURM_CONF, or use --login",
        var version => version,
    };

    private static string Jupyter()
    {
        if (Said("jupyter", "--version") is not { } said) return "missing: only needed to open notebooks outside VS Code";
        string[] wanted = ["notebook", "jupyterlab", "nbclient", "nbconvert"];
        var parts = said.Split('\n').Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries)).Where(pair => pair.Length == 2 && wanted.Contains(pair[0]) && pair[1] != "not installed");
        return string.Join(", ", parts.Select(pair => $"{pair[0]} {pair[1]}")) is { Length: > 0 } found ? found : "the client only: no program that opens notebooks";
    }

    private static string Kernels()
    {
        var folder = JupyterFolders.Of(null).Kernels;
        var ours = KernelSpecs.Installed(folder);
        return ours.Count > 0 ? $"{string.Join(", ", ours)} in {folder}" : "not installed: 'workbench kernel install' lets VS Code and Jupyter open the notebooks";
    }

    private static string Fonts()
    {
        if (!OperatingSystem.IsLinux()) return "of the system";
        if (FirstLine(Said("fc-list", ":lang=zh family")) is not { } chinese) return "not known: fontconfig is missing (Debian: apt install fontconfig)";
        var latin = FirstLine(Said("fc-match", "Arial family")) ?? "";
        return (latin is "Arial" or "Arimo" or "Liberation Sans" ? $"Latin: {latin}" : "neither Arial nor Liberation Sans: PDF holds letters as drawings (Type 3), which some journals refuse, and takes longer (Debian: apt install fonts-liberation)")
            + (chinese.Length > 0 ? $"; Chinese: {chinese}" : "; no Chinese font: names such as 淘宝 show as boxes in SVG, PNG and PDF (Debian: apt install fonts-noto-cjk)");
    }

    private static string? FirstLine(string? text) => text?.Split('\n')[0].Trim();

    /// <summary>What a program says; null when there is no such program.</summary>
    private static string? Said(string program, string arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false });
            _ = process?.StandardError.ReadToEndAsync();
            var text = process?.StandardOutput.ReadToEnd();
            process?.WaitForExit();
            return text;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
