using System.CommandLine;
using Workbench.Runs;
using Workbench.Runs.Compare;
using Workbench.Runs.Export;

namespace Workbench.Cli.Verbs;

/// <summary><c>workbench export</c>.</summary>
internal static class ExportVerb
{
    private static readonly Argument<string> Run = new("run") { Description = "The run, by folder, name or its beginning.", DefaultValueFactory = _ => "latest" };
    private static readonly Option<string?> Out = new("--out") { Description = "Folder that takes the place of runs/." };
    private static readonly Option<string> To = new("--to") { Description = "Folder to write to.", DefaultValueFactory = _ => "export" };
    private static readonly Option<string> Format = new("--format") { Description = $"Of {string.Join(", ", ExportOptions.AllFormats)}, with commas between.", DefaultValueFactory = _ => "svg,png,pdf" };
    private static readonly Option<string[]> Figure = new("--figure") { Description = "Id of a figure; may be given several times; all when none is named." };
    private static readonly Option<string?> Width = new("--width") { Description = "Width in print, such as 180mm, 9cm or 7in." };
    private static readonly Option<string?> Height = new("--height") { Description = "Height in print; without it the plot keeps its proportion, and title and notes get the lines that they need." };
    private static readonly Option<int> Dpi = new("--dpi") { Description = "Pixels per inch of a PNG.", DefaultValueFactory = _ => 300 };
    private static readonly Option<string> Background = new Option<string>("--background") { Description = "white or transparent.", DefaultValueFactory = _ => "white" }.AcceptOnlyFromAmong("white", "transparent");
    private static readonly Option<bool> Transparent = new("--transparent") { Description = "The same as --background transparent." };
    private static readonly Option<string> Theme = new Option<string>("--theme") { Description = "screen, or print for journals: thin lines, small black text; title, notes and source go to captions.md.", DefaultValueFactory = _ => "screen" }.AcceptOnlyFromAmong("screen", "print");

    public static Command Make()
    {
        var verb = new Command("export", "Write figures of a run in the size and the formats that a paper or a slide needs.") { Run, Out, To, Format, Figure, Width, Height, Dpi, Background, Transparent, Theme };
        Dpi.Validators.Add(Usage.Range<int>("from 36 to 1200", dpi => dpi is >= 36 and <= 1200));
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var formats = parsed.GetValue(Format)!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var unknown in formats.Where(format => !ExportOptions.AllFormats.Contains(format)))
        {
            await Console.Error.WriteLineAsync($"'--format' is \"{unknown}\"{LiveCommerce.Spelling.Hint(unknown, ExportOptions.AllFormats)}; expected one of {string.Join(", ", ExportOptions.AllFormats)}, with commas between.").ConfigureAwait(false);
            return (int)ExitCode.BadUsage;
        }

        try
        {
            var options = new ExportOptions
            {
                Formats = formats,
                Figures = parsed.GetValue(Figure) ?? [],
                WidthMm = parsed.GetValue(Width) is { } width ? ExportOptions.Millimetres(width) : null,
                HeightMm = parsed.GetValue(Height) is { } height ? ExportOptions.Millimetres(height) : null,
                Dpi = parsed.GetValue(Dpi),
                Transparent = parsed.GetValue(Transparent) || parsed.GetValue(Background) == "transparent",
                Print = parsed.GetValue(Theme) == "print",
            };
            var run = RunFiles.Open(parsed.GetValue(Out) ?? Path.Combine(WorkbenchPlace.Around(Directory.GetCurrentDirectory()).Root, "runs"), parsed.GetValue(Run)!);
            var exported = await FigureExport.WriteAsync(run, options, parsed.GetValue(To)!, Console.Error.WriteLine, cancellation).ConfigureAwait(false);
            foreach (var file in exported.Files) Console.WriteLine(file);
            return (int)(exported.Undrawn.Count == 0 ? ExitCode.Well : ExitCode.NotWritten);
        }
        catch (LiveCommerce.InputException error)
        {
            await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
            return (int)ExitCode.BadUsage;
        }
    }
}
