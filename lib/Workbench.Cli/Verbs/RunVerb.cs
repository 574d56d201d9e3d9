using System.CommandLine;
using System.Globalization;
using Workbench.Cli.Progress;
using Workbench.Runs;
using Workbench.Runs.Parameters;
using Workbench.Runs.Workers;

namespace Workbench.Cli.Verbs;

/// <summary><c>workbench run</c>.</summary>
internal static class RunVerb
{
    private static readonly Argument<string[]> Names = new("notebooks") { Description = "By number, name or path; all when none is named.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string?> Data = new("--data") { Description = "Folder that takes the place of data/." };
    private static readonly Option<string?> Out = new("--out") { Description = "Folder that takes the place of runs/." };
    private static readonly Option<double> Timeout = new("--timeout") { Description = "Seconds that one cell may take.", DefaultValueFactory = _ => 600 };
    private static readonly Option<ulong?> Seed = new("--seed") { Description = "Seed in place of the one that a notebook's parameters declare." };
    private static readonly Option<bool> FailFast = new("--fail-fast") { Description = "Stop after the first notebook that fails." };

    private static readonly Option<string[]> Secret = new("--secret") { Description = "Name of an environment variable that cells may use; its value is written nowhere." };

    public static Command Make(IReadOnlyList<ParameterAssignment> parameters)
    {
        var verb = new Command("run", "Run notebooks and write figures, numbers, claims and the report to runs/. 'run IN.ipynb OUT.ipynb' writes the one notebook alone.")
        {
            Names, Data, Out, Timeout, Seed, FailFast, Secret,
        };
        foreach (var option in ParameterOptions.All()) verb.Options.Add(option);
        verb.SetAction((parsed, cancellation) => RunAsync(parsed, parameters, cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, IReadOnlyList<ParameterAssignment> parameters, CancellationToken cancellation)
    {
        var options = new RunOptions
        {
            Data = parsed.GetValue(Data),
            Out = parsed.GetValue(Out),
            Timeout = TimeSpan.FromSeconds(parsed.GetValue(Timeout)),
            Seed = parsed.GetValue(Seed),
            FailFast = parsed.GetValue(FailFast),
            Parameters = parameters,
            Secrets = parsed.GetValue(Secret) ?? [],
        };
        if (options.Data is { } data && !Directory.Exists(data))
        {
            await Console.Error.WriteLineAsync($"{data}: error RUN002: no such folder; expected a folder that holds curated/. Fix: name a copy of data/.").ConfigureAwait(false);
            return (int)ExitCode.FileMissing;
        }

        var names = parsed.GetValue(Names) ?? [];
        if (SingleNotebook.Is(names)) return await SingleNotebook.RunAsync(names[0], names[1], options, cancellation).ConfigureAwait(false);
        var place = WorkbenchPlace.Around(Directory.GetCurrentDirectory());
        var paths = names.Length == 0 ? place.Notebooks() : [.. names.Select(place.Find)];
        var outcome = await TerminalProgress.DuringAsync(Console.Error, !Console.IsErrorRedirected,
            progress => new WorkbenchRun(place, ThisProgram.Self, options, progress).RunAsync(paths, DateTime.UtcNow, cancellation)).ConfigureAwait(false);
        foreach (var fault in outcome.Collected.Faults) await Console.Error.WriteLineAsync(fault.ToString()).ConfigureAwait(false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{outcome.Records.Count(record => record.Status == CellStatus.Ran)} of {paths.Count} notebooks, {outcome.Collected.Figures.Count} figures, {outcome.Collected.Numbers.Count} numbers, {outcome.Collected.Claims.Count} claims"));
        Console.WriteLine(Path.Combine(outcome.Folder, "report.html"));
        return (int)Code(outcome);
    }

    private static ExitCode Code(RunOutcome outcome) =>
        outcome.Collected.Faults.Count > 0 && Code(outcome.Records) == ExitCode.Well ? ExitCode.CellFailed : Code(outcome.Records);

    internal static ExitCode Code(IReadOnlyList<NotebookRecord> records) =>
        records.Any(record => record.Status == CellStatus.OutOfTime) ? ExitCode.OutOfTime
        : records.Any(record => record.Status != CellStatus.Ran) ? ExitCode.CellFailed
        : ExitCode.Well;
}
