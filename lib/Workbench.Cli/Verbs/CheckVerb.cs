using System.CommandLine;
using System.Globalization;
using LiveCommerce.Data;
using LiveCommerce.Data.Contract;
using LiveCommerce.Data.Package;
using Workbench.Runs;
using Workbench.Runs.Notebooks;

namespace Workbench.Cli.Verbs;

/// <summary><c>workbench check</c>.</summary>
internal static class CheckVerb
{
    private static readonly Argument<string?> Folder = new("folder") { Description = "A folder with data packages in it; data/ and notebooks/ of the workbench when none is named.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> Seal = new("--seal") { Description = "After an edit that was meant: write sizes and hashes of the tables anew, then check." };

    public static Command Make()
    {
        var verb = new Command("check", "Check datasets and notebooks: all faults at once, each with its place and the way out.") { Folder, Seal };
        verb.SetAction(Run);
        return verb;
    }

    private static int Run(ParseResult parsed)
    {
        var named = parsed.GetValue(Folder);
        if (named is not null && !Directory.Exists(named))
            throw new DataFaultException([new Fault(named, 0, 0, "RUN002", "no such folder", "a folder with data packages in it", "name one, or none to check data/ and notebooks/")]);
        var place = named is null ? WorkbenchPlace.Around(Directory.GetCurrentDirectory()) : null;
        var folder = named ?? Path.Combine(place!.Root, "data");
        if (parsed.GetValue(Seal)) SealAll(folder);
        var report = DataCheck.Run(folder, named ?? "data");
        var notebooks = place?.Notebooks() ?? [];
        var faults = report.Faults.Concat(notebooks.SelectMany(path => NotebookCheck.Run(path, "notebooks/" + Path.GetFileName(path), folder))).ToList();
        foreach (var fault in faults) Console.WriteLine(Printable.Of(fault.ToString()));
        foreach (var file in report.Unsealed) Console.Error.WriteLine($"{file} has changed since it was sealed; when its faults are mended, seal it with 'check --seal'");
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.ChecksRun:N0} checks of {report.Tables} tables with {report.Rows:N0} rows, {notebooks.Count} notebooks: {(faults.Count == 0 ? "no fault" : faults.Count == 1 ? "1 fault" : $"{faults.Count} faults")}"));
        return (int)(faults.Count == 0 ? ExitCode.Well : ExitCode.CheckFailed);
    }

    private static void SealAll(string folder)
    {
        foreach (var descriptor in Directory.EnumerateFiles(folder, DataPackage.DescriptorName, SearchOption.AllDirectories))
        {
            foreach (var table in DataPackage.Seal(Path.GetDirectoryName(descriptor)!)) Console.Error.WriteLine($"sealed {table}");
        }
    }
}
