using Workbench.Cli.Progress;
using Workbench.Runs;
using Workbench.Runs.Notebooks;

namespace Workbench.Cli.Verbs;

/// <summary><c>workbench run IN.ipynb OUT.ipynb</c>: papermill's shape, one notebook to one file.</summary>
internal static class SingleNotebook
{
    /// <summary>Whether the second of two names is a file to write: a path that is no notebook of a workbench.</summary>
    public static bool Is(IReadOnlyList<string> names) =>
        names.Count == 2 && names[1].EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)
        && Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(names[1]))) != "notebooks";

    public static async Task<int> RunAsync(string input, string output, RunOptions options, CancellationToken cancellation)
    {
        var path = File.Exists(input) ? input : WorkbenchPlace.Around(Directory.GetCurrentDirectory()).Find(input);
        if (Path.GetFullPath(path) == Path.GetFullPath(output))
        {
            await Console.Error.WriteLineAsync($"{output}: the input is never written. Name another file for the output.").ConfigureAwait(false);
            return (int)ExitCode.BadUsage;
        }

        if (File.Exists(output) && !Notebook.Read(output).Cells.Any(cell => cell.HasRun))
        {
            await Console.Error.WriteLineAsync($"{output}: it exists and has never been run, so it may be an input. Name another file for the output, or remove it.").ConfigureAwait(false);
            return (int)ExitCode.BadUsage;
        }

        var record = await TerminalProgress.DuringAsync(Console.Error, !Console.IsErrorRedirected,
            progress => new WorkbenchRun(Place(Directory.GetCurrentDirectory()), ThisProgram.Self, options, progress).RunOneAsync(path, output, cancellation)).ConfigureAwait(false);
        Console.WriteLine(output);
        return (int)RunVerb.Code([record]);
    }

    /// <summary>The workbench around the current folder; outside of any, with no data there, the one that this program was built in.</summary>
    private static WorkbenchPlace Place(string folder) =>
        WorkbenchPlace.TryAround(folder) ?? (WorkbenchPlace.DataAround(folder) is null ? WorkbenchPlace.TryAround(AppContext.BaseDirectory) : null) ?? new WorkbenchPlace(folder);
}
