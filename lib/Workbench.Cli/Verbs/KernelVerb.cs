using System.CommandLine;
using System.Runtime.InteropServices;
using Workbench.Kernel;
using Workbench.Kernel.Jupyter;

namespace Workbench.Cli.Verbs;

/// <summary><c>workbench kernel install | start | uninstall</c>.</summary>
internal static class KernelVerb
{
    private static readonly Option<string?> Prefix = new("--prefix") { Description = "Folder that holds share/jupyter/kernels, such as a virtual environment; that of the user when none is named." };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace entries of other programs too." };
    private static readonly Option<bool> Quick = new("--quick") { Description = "Do not compile the copy ahead of time: installs at once, starts more slowly." };
    private static readonly Argument<string> ConnectionFile = new("connection-file") { Description = "File that the Jupyter client wrote." };
    private static readonly Option<string> Language = new("--language") { Description = "Language of cells that name none.", DefaultValueFactory = _ => "csharp" };

    public static Command Make()
    {
        Language.AcceptOnlyFromAmong("csharp", "fsharp");
        var install = new Command("install", "Let VS Code, Jupyter and nbclient find this kernel.") { Prefix, Force, Quick };
        install.SetAction(InstallAsync);
        var start = new Command("start", "Serve a Jupyter client; started by the client.") { ConnectionFile, Language };
        start.SetAction(StartAsync);
        var uninstall = new Command("uninstall", "Remove what 'kernel install' wrote, and nothing else.") { Prefix };
        uninstall.SetAction(Uninstall);
        return new Command("kernel", "The kernel for VS Code, Jupyter, nbclient and papermill: C#, F#, SQL and Markdown cells in one notebook.") { install, start, uninstall };
    }

    private static async Task<int> InstallAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var folders = JupyterFolders.Of(parsed.GetValue(Prefix));
        var assembly = typeof(KernelVerb).Assembly.Location;
        var copy = await KernelCopy.MakeAsync(folders.Program, Path.GetDirectoryName(assembly)!, Path.GetFileName(assembly), !parsed.GetValue(Quick), Console.Error.WriteLine, cancellation).ConfigureAwait(false);
        foreach (var line in KernelSpecs.Install(folders.Kernels, [Dotnet(), "exec", copy, "kernel", "start"], parsed.GetValue(Force))) Console.WriteLine(line);
        await Console.Error.WriteLineAsync("In VS Code (extension 'Jupyter'): open a notebook, 'Select Kernel', 'Jupyter Kernel...', 'C# (Workbench)'.").ConfigureAwait(false);
        return (int)ExitCode.Well;
    }

    private static async Task<int> StartAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var language = parsed.GetValue(Language) == "fsharp" ? Kernel.Language.FSharp : Kernel.Language.CSharp;
        await KernelServer.RunAsync(parsed.GetValue(ConnectionFile)!, language, ParentProcess.Find(), cancellation).ConfigureAwait(false);

        // threads that a cell has started do not keep the process
        Environment.Exit((int)ExitCode.Well);
        return (int)ExitCode.Well;
    }

    private static int Uninstall(ParseResult parsed)
    {
        var folders = JupyterFolders.Of(parsed.GetValue(Prefix));
        var said = KernelSpecs.Uninstall(folders.Kernels).Concat(KernelCopy.Remove(folders.Program)).ToList();
        foreach (var line in said) Console.WriteLine(line);
        if (said.Count == 0) Console.WriteLine($"nothing of ours in {folders.Kernels}");
        return (int)ExitCode.Well;
    }

    /// <summary>The .NET host that runs this program, by its full path: front ends do not start kernels from a shell.</summary>
    private static string Dotnet()
    {
        var host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return File.Exists(host) ? host : "dotnet";
    }
}
