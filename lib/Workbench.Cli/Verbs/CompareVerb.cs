using System.CommandLine;
using Workbench.Cli.Progress;
using Workbench.Runs;
using Workbench.Runs.Compare;

namespace Workbench.Cli.Verbs;

/// <summary><c>workbench compare</c>.</summary>
internal static class CompareVerb
{
    private static readonly Argument<string[]> Runs = new("runs") { Description = "The older and the newer run, by folder, name or its beginning; the last two when none is named.", Arity = new ArgumentArity(0, 2) };
    private static readonly Option<string?> Out = new("--out") { Description = "Folder that takes the place of runs/." };
    private static readonly Option<string> Format = new Option<string>("--format") { Description = "text, md, html or json.", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong("text", "md", "html", "json");
    private static readonly Option<string?> FailOn = new Option<string?>("--fail-on") { Description = "Exit code 8 when a number moved by that much or a verdict changed: large, moderate, small or noise." }.AcceptOnlyFromAmong("large", "moderate", "small", "noise");
    private static readonly Option<bool> Why = new("--why") { Description = "Run notebooks again with one input put back at a time, and name the cause of each change." };

    public static Command Make()
    {
        var verb = new Command("compare", "Say what moved between two runs: numbers, claims, figures, tables, and the inputs that changed.") { Runs, Out, Format, FailOn, Why };
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var place = WorkbenchPlace.TryAround(Directory.GetCurrentDirectory());
        var runs = parsed.GetValue(Out) ?? Path.Combine((place ?? WorkbenchPlace.Around(Directory.GetCurrentDirectory())).Root, "runs");
        var named = parsed.GetValue(Runs) ?? [];
        var before = RunFiles.Open(runs, named.Length == 0 ? "before" : named[0]);
        var after = RunFiles.Open(runs, named.Length == 2 ? named[1] : "latest");
        var comparison = RunComparison.Of(before, after);
        if (parsed.GetValue(Why))
            comparison = await new WhyChanged(place ?? WorkbenchPlace.Around(Directory.GetCurrentDirectory()), ThisProgram.Self, new SentencesOnly(Console.Error)).ExplainAsync(comparison, before, after, cancellation).ConfigureAwait(false);
        Console.Write(parsed.GetValue(Format) switch
        {
            "md" => ComparisonText.Markdown(comparison),
            "html" => ComparisonPage.Html(comparison, before, after),
            "json" => ComparisonText.Json(comparison),
            _ => ComparisonText.Plain(comparison),
        });
        return (int)(parsed.GetValue(FailOn) is { } limit && comparison.Largest >= Enum.Parse<ChangeSize>(limit, ignoreCase: true) ? ExitCode.LimitReached : ExitCode.Well);
    }
}
