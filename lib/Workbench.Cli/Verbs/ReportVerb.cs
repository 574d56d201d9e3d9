using System.CommandLine;
using Workbench.Runs;
using Workbench.Runs.Compare;
using Workbench.Runs.Report;

namespace Workbench.Cli.Verbs;

/// <summary><c>workbench report</c>.</summary>
internal static class ReportVerb
{
    private static readonly Argument<string> Run = new("run") { Description = "The run, by folder, name or its beginning.", DefaultValueFactory = _ => "latest" };
    private static readonly Option<string?> Out = new("--out") { Description = "Folder that takes the place of runs/." };
    private static readonly Option<string?> Data = new("--data") { Description = "Folder that takes the place of data/." };
    private static readonly Option<string> Format = new Option<string>("--format") { Description = "html, pdf, md, or the sources alone as bib or csl.", DefaultValueFactory = _ => "html" }.AcceptOnlyFromAmong([.. RunReport.Formats]);
    private static readonly Option<string?> To = new("--to") { Description = "File to write; report.<format> when none is named." };

    public static Command Make()
    {
        var verb = new Command("report", "Write the report of a run, without code, as one page, PDF or Markdown; or its sources for a reference manager.") { Run, Out, Data, Format, To };
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var place = WorkbenchPlace.Around(Directory.GetCurrentDirectory());
        var run = RunFiles.Open(parsed.GetValue(Out) ?? Path.Combine(place.Root, "runs"), parsed.GetValue(Run)!);
        var format = parsed.GetValue(Format)!;
        var target = parsed.GetValue(To) ?? (format == "csl" ? "sources.json" : format == "bib" ? "sources.bib" : "report." + format);
        var content = await RunReport.OfAsync(run, format, parsed.GetValue(Data) ?? Path.Combine(place.Root, "data"), target, Console.Error.WriteLine, cancellation).ConfigureAwait(false);
        if (content is null) return (int)ExitCode.FileMissing;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
        await File.WriteAllBytesAsync(target, content, cancellation).ConfigureAwait(false);
        Console.WriteLine(target);
        return (int)ExitCode.Well;
    }
}
