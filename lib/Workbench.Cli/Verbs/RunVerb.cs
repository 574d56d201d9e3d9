using System.CommandLine;
using System.Globalization;
using LiveCommerce.Data;
using Workbench.Cli.Progress;
using Workbench.Runs;
using Workbench.Runs.Parameters;
using Workbench.Runs.Reuse;
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
    private static readonly Option<bool> Force = new("--force") { Description = "Run notebooks that are up to date as well." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what would run and why, and run nothing." };
    private static readonly Option<int> Jobs = new("--jobs") { Description = "How many notebooks run at a time; when not given, the cores of this machine, at most 4; one with --fail-fast.", DefaultValueFactory = _ => AtOnce };
    private static readonly Option<bool> FailFast = new("--fail-fast") { Description = "Stop after the first notebook that fails." };

    private static readonly Option<string[]> Secret = new("--secret") { Description = "Name of an environment variable that cells may use; its value is written nowhere." };

    /// <summary>A worker takes some 500 MB: more at a time would ask too much of a laptop.</summary>
    private static int AtOnce => Math.Clamp(Environment.ProcessorCount, 1, 4);

    public static Command Make(IReadOnlyList<ParameterAssignment> parameters)
    {
        var verb = new Command("run", "Run notebooks and write figures, numbers, claims and the report to runs/. 'run IN.ipynb OUT.ipynb' writes the one notebook alone.")
        {
            Names, Data, Out, Timeout, Seed, Force, DryRun, Jobs, FailFast, Secret, StoreOption.Option,
        };
        Timeout.Validators.Add(Usage.Range<double>("seconds above 0, up to a week", seconds => seconds is > 0 and <= 604_800));
        Jobs.Validators.Add(Usage.Range<int>("a whole number from 1", jobs => jobs >= 1));
        foreach (var option in ParameterOptions.All().Concat(SweepVerb.Options())) verb.Options.Add(option);
        verb.SetAction((parsed, cancellation) => RunAsync(parsed, parameters, cancellation));
        return verb;
    }

    /// <summary><c>workbench status</c>: the plan of <c>run</c>, with exit code 1 when anything is to be done.</summary>
    public static Command MakeStatus(IReadOnlyList<ParameterAssignment> parameters)
    {
        var verb = new Command("status", "Say which notebooks are up to date; exit code 1 when one is not.") { Names, Data, Out, Seed, Secret, StoreOption.Option };
        foreach (var option in ParameterOptions.All()) verb.Options.Add(option);
        verb.SetAction(parsed =>
        {
            var options = Options(parsed, parameters);
            var plan = Plan(parsed, options);
            return (int)(!plan.Any(planned => planned.Runs) ? ExitCode.Well : ExitCode.CellFailed);
        });
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, IReadOnlyList<ParameterAssignment> parameters, CancellationToken cancellation)
    {
        var options = Options(parsed, parameters);
        var names = parsed.GetValue(Names) ?? [];
        if (parsed.GetValue(SweepVerb.Grid) is not null) return await SweepVerb.RunAsync(parsed, options, names, cancellation).ConfigureAwait(false);
        if (SingleNotebook.Is(names)) return await SingleNotebook.RunAsync(names[0], names[1], options, cancellation).ConfigureAwait(false);
        var place = WorkbenchPlace.Around(Directory.GetCurrentDirectory());
        if (parsed.GetValue(DryRun))
        {
            Plan(parsed, options);
            return (int)ExitCode.Well;
        }

        var paths = Paths(place, names);
        var outcome = await TerminalProgress.DuringAsync(Console.Error, !Console.IsErrorRedirected,
            progress => new WorkbenchRun(place, ThisProgram.Self, options, progress).RunAsync(paths, DateTime.UtcNow, cancellation)).ConfigureAwait(false);
        foreach (var fault in outcome.Collected.Faults) await Console.Error.WriteLineAsync(fault.ToString()).ConfigureAwait(false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{outcome.Records.Count(record => record.Status == CellStatus.Ran)} of {paths.Count} notebooks{(outcome.Records.Count(record => record.Skipped is not null) is > 0 and var skipped ? $" ({skipped} skipped)" : "")}, {outcome.Collected.Figures.Count} figures{(outcome.Undrawn.Count > 0 ? $" ({outcome.Undrawn.Count} without a picture)" : "")}, {outcome.Collected.Numbers.Count} numbers, {outcome.Collected.Claims.Count} claims"));
        Console.WriteLine(Path.Combine(outcome.Folder, "report.html"));
        return (int)Code(outcome);
    }

    private static RunOptions Options(ParseResult parsed, IReadOnlyList<ParameterAssignment> parameters)
    {
        var data = parsed.GetValue(Data);
        if (data is not null && !Directory.Exists(data))
            throw new DataFaultException([new Fault(data, 0, 0, "RUN002", "no such folder", "a folder that holds curated/", "name a copy of data/")]);
        return new RunOptions
        {
            Data = data,
            Out = parsed.GetValue(Out),
            Timeout = TimeSpan.FromSeconds(parsed.GetResult(Timeout) is null ? 600 : parsed.GetValue(Timeout)),
            Seed = parsed.GetValue(Seed),
            Force = parsed.GetValue(Force),
            Jobs = parsed.GetResult(Jobs) is not { Implicit: false } ? parsed.GetValue(FailFast) ? 1 : AtOnce : parsed.GetValue(Jobs),
            FailFast = parsed.GetValue(FailFast),
            Parameters = parameters,
            Secrets = parsed.GetValue(Secret) ?? [],
            Store = StoreOption.Take(parsed),
        };
    }

    private static IReadOnlyList<PlannedNotebook> Plan(ParseResult parsed, RunOptions options)
    {
        var place = WorkbenchPlace.Around(Directory.GetCurrentDirectory());
        var plan = new WorkbenchRun(place, ThisProgram.Self, options, new PlainProgress(Console.Error)).Plan(Paths(place, parsed.GetValue(Names) ?? []));
        foreach (var planned in plan) Console.WriteLine(planned);
        return plan;
    }

    private static IReadOnlyList<string> Paths(WorkbenchPlace place, string[] names) => names.Length == 0 ? place.Notebooks() : [.. names.Select(place.Find)];

    private static ExitCode Code(RunOutcome outcome) =>
        outcome.Collected.Faults.Count > 0 && Code(outcome.Records) == ExitCode.Well ? ExitCode.CellFailed : Code(outcome.Records);

    internal static ExitCode Code(IReadOnlyList<NotebookRecord> records) =>
        records.Any(record => record.Status == CellStatus.Interrupted) ? ExitCode.Interrupted
        : records.Any(record => record.Status == CellStatus.OutOfTime) ? ExitCode.OutOfTime
        : records.Any(record => record.Status is not (CellStatus.Ran or CellStatus.Skipped)) ? ExitCode.CellFailed
        : ExitCode.Well;
}
