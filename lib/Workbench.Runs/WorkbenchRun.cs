using System.Diagnostics;
using System.Text.Json.Nodes;
using LiveCommerce.Charts.Export;
using LiveCommerce.Data;
using LiveCommerce.Data.Package;
using Workbench.Runs.Folders;
using Workbench.Runs.Notebooks;
using Workbench.Runs.Parameters;
using Workbench.Runs.Report;
using Workbench.Runs.Reuse;
using Workbench.Runs.Workers;

namespace Workbench.Runs;

/// <summary>A whole run: notebooks, figures, numbers, claims, report, in one folder.</summary>
/// <param name="place">The repository.</param>
/// <param name="program">How to start workers.</param>
/// <param name="options">How the run goes.</param>
/// <param name="progress">Hears of it.</param>
public sealed class WorkbenchRun(WorkbenchPlace place, WorkbenchProgram program, RunOptions options, IRunProgress progress)
{
    private readonly OneAtATime told = new(progress);
    private readonly Dictionary<string, double> phases = new(StringComparer.Ordinal);
    private readonly EarlierRuns earlier = new(options.Out ?? Path.Combine(place.Root, "runs"));
    private readonly RunPlan keys = new(options.Data ?? Path.Combine(place.Root, "data"), notebook => GivenTo(options, notebook), options.Store, options.Data ?? "data");

    private string Runs => options.Out ?? Path.Combine(place.Root, "runs");

    /// <summary>Runs notebooks and writes the run folder.</summary>
    /// <param name="paths">The notebooks, in order.</param>
    /// <param name="started">When the run began, in UTC; the name of its folder.</param>
    /// <param name="cancellation">Ends the workers; what is finished is kept for the next run.</param>
    /// <exception cref="RunInterruptedException">The user ended it.</exception>
    public async Task<RunOutcome> RunAsync(IReadOnlyList<string> paths, DateTime started, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var plan = Plan(paths);
        foreach (var planned in plan) told.Say(planned.ToString());
        if (LatestRun.Ahead(Runs, started) is { } ahead) told.Say(ahead);
        if (UpToDate(plan) is { } folderOfAll)
        {
            LatestRun.Point(Runs, Path.GetFileName(folderOfAll));
            var all = plan.Select(planned => planned.Earlier?.Record() ?? Skipped(planned)).ToList();
            return new RunOutcome(folderOfAll, all, Collected.From(all.Select(record => record.Notebook)));
        }

        RunFolder.MustTakeRuns(Runs);
        IReadOnlyList<NotebookRecord> records = [];
        try
        {
            using var folder = RunFolder.Begin(Runs, started);
            await using var drawing = new RunFigures(folder, Stamp, told.Say, cancellation);
            records = await TimedAsync("notebooks", () => RunNotebooksAsync(plan, drawing.Add, cancellation)).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return await WriteAsync(folder, drawing, records, started).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw Interrupted(records, started);
        }
    }

    private async Task<RunOutcome> WriteAsync(RunFolder folder, RunFigures drawing, IReadOnlyList<NotebookRecord> records, DateTime started)
    {
        var collected = Collected.From(records.Select(record => record.Notebook));
        var changed = ChangedVerdicts.Since(Runs, collected.Claims);
        foreach (var (claim, before) in changed) told.Say($"claim {claim}: the verdict changed; it was '{before}' in the run before");
        foreach (var record in records) folder.Write($"notebooks/{record.Notebook.Id}.ipynb", record.Notebook.ToJson());
        folder.Write("numbers.json", new JsonArray([.. collected.Numbers.Select(number => (JsonNode)number.DeepClone())]));
        folder.Write("claims.json", new JsonArray([.. collected.Claims.Select(claim => (JsonNode)claim.DeepClone())]));
        var figures = await TimedAsync("figures", () => drawing.FinishAsync(collected, records)).ConfigureAwait(false);
        await TimedAsync("report", () =>
        {
            folder.Write("report.html", ReportPage.Write(ReportSources.Of(records.Select(record => record.Notebook), options.Data ?? Path.Combine(place.Root, "data")) with { Before = changed }));
            return Task.FromResult(0);
        }).ConfigureAwait(false);
        var manifest = Manifest.Of(started, options, records, Kept(records), phases, figures, place.Root, LatestRun.NameOf(Runs));
        manifest["verdictsBefore"] = new JsonObject(changed.Select(pair => new KeyValuePair<string, JsonNode?>(pair.Key, pair.Value)));
        folder.Write("manifest.json", manifest);
        folder.Write("log.txt", string.Concat(records.Select(record => $"{record.Notebook.Id}  {record.Status}  {record.Cells.Count} cells  {record.Seconds.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)} s\n")));
        var published = folder.Publish(HashOf(records));
        InterruptedRun.Clear(Runs, records.Select(record => record.Notebook.Id));
        return new RunOutcome(published, records, collected) { Undrawn = figures.Undrawn };
    }

    /// <summary>Keeps what was finished, so that the next run takes it up; it never looks like a whole run.</summary>
    private OperationCanceledException Interrupted(IReadOnlyList<NotebookRecord> records, DateTime started)
    {
        if (records.All(record => record.Cells.Count == 0)) return new OperationCanceledException();
        using var folder = RunFolder.Begin(Runs, started);
        foreach (var record in records) folder.Write($"notebooks/{record.Notebook.Id}.ipynb", record.Notebook.ToJson());
        folder.Write("manifest.json", Manifest.Of(started, options, records, Kept(records), phases, new WrittenFigures(null, []), place.Root, LatestRun.NameOf(Runs)));
        return new RunInterruptedException(folder.Publish(HashOf(records) + InterruptedRun.Ending));
    }

    /// <summary>Runs one notebook and writes it, with its outputs, to a file; no run folder is made.</summary>
    /// <param name="path">The notebook.</param>
    /// <param name="output">The file to write; the folder is made when it is missing.</param>
    /// <param name="cancellation">Ends the worker; what was finished is written.</param>
    /// <exception cref="RunInterruptedException">The user ended it.</exception>
    public async Task<NotebookRecord> RunOneAsync(string path, string output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(output);
        var record = await RecordToItsEndAsync(path, cancellation).ConfigureAwait(false);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        var aside = output + ".partial";
        await File.WriteAllTextAsync(aside, record.Notebook.ToJson(), CancellationToken.None).ConfigureAwait(false);
        File.Move(aside, output, overwrite: true);
        return cancellation.IsCancellationRequested ? throw new RunInterruptedException(output) : record;
    }

    /// <summary>Runs one notebook and writes nothing.</summary>
    /// <param name="path">The notebook.</param>
    /// <param name="cancellation">Ends the worker.</param>
    public async Task<NotebookRecord> RecordAsync(string path, CancellationToken cancellation)
    {
        var record = await RecordToItsEndAsync(path, cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return record;
    }

    private async Task<NotebookRecord> RecordToItsEndAsync(string path, CancellationToken cancellation)
    {
        var plan = keys.Of(Prepared([path]), earlier, "asked for");
        foreach (var planned in plan.Where(planned => planned.IsSkipped)) told.Say(planned.ToString());
        return (await RunNotebooksAsync(plan, null, cancellation).ConfigureAwait(false))[0];
    }

    /// <summary>The notebooks with the parameters of this run, all checked before any cell runs.</summary>
    private List<Notebook> Prepared(IReadOnlyList<string> paths)
    {
        var given = options.Given().ToList();
        var read = paths.Select(Notebook.Read).ToList();
        var faults = NotebookParameters.Unknown(read, given.Where(assignment => assignment.Origin != "--seed")).ToList();
        var notebooks = read.Select(notebook => NotebookParameters.With(notebook, given, faults)).ToList();
        return faults.Count == 0 ? notebooks : throw new DataFaultException(faults);
    }

    /// <summary>The input files with the descriptors of their packages, each kept beside the runs.</summary>
    private List<InputRead> Kept(IReadOnlyList<NotebookRecord> records)
    {
        var files = new InputFiles(options.Data ?? Path.Combine(place.Root, "data"));
        var store = new InputStore(Runs);
        var reads = records.SelectMany(record => record.Reads).DistinctBy(read => (read.Path, read.Hash)).ToList();
        var all = reads.Concat(files.Descriptors(reads.Select(read => read.Path))).OrderBy(read => read.Path, StringComparer.Ordinal).ToList();
        foreach (var read in all)
        {
            if (files.PathOf(read.Path) is { } path) store.Keep(path, read.Hash);
        }

        return all;
    }

    /// <summary>What a run of these notebooks would do, and why; nothing is run or written.</summary>
    public IReadOnlyList<PlannedNotebook> Plan(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return keys.Of(Prepared(paths), earlier, options.Force ? "--force" : options.Store is { } store ? RunPlan.Unseen(store) : null);
    }

    /// <summary>The earlier run that is the one asked for; null when anything is to be done.</summary>
    private string? UpToDate(IReadOnlyList<PlannedNotebook> plan) =>
        plan.Count > 0 && !plan.Any(planned => planned.Runs) ? earlier.Whole(plan, BrowserProgram.Find().Program is not null) : null;

    private async Task<IReadOnlyList<NotebookRecord>> RunNotebooksAsync(IReadOnlyList<PlannedNotebook> plan, Action<NotebookRecord>? ended, CancellationToken cancellation)
    {
        foreach (var found in plan.Select(planned => planned.Earlier).OfType<EarlierNotebook>()) ended?.Invoke(found.Record());
        var waiting = plan.Where(planned => planned.Runs).Select(planned => planned.Notebook).ToList();
        foreach (var notebook in waiting)
        {
            if (options.Data is null && place.DataFor(notebook.Path) is { } data) told.Say($"{notebook.Id}: no data packages beside it; it finds those of {data}");
        }

        var ran = await new NotebookQueue(waiting, options, told, StartAsync, ended).RunAsync(cancellation).ConfigureAwait(false);
        var records = new List<NotebookRecord>();
        foreach (var planned in plan)
        {
            if (planned.Earlier is { } found) records.Add(found.Record());
            else if (planned.IsSkipped) records.Add(Skipped(planned));
            else if (ran.TryGetValue(planned.Notebook, out var record)) records.Add(record with { Key = keys.Key(planned.Notebook, record.Reads.Select(read => read.Path)) });
        }

        foreach (var planned in plan.Where(planned => planned.Runs))
        {
            var named = InputFiles.Named(planned.Notebook).Keys.ToList();
            var read = ran.TryGetValue(planned.Notebook, out var record) ? record.Reads.Where(read => read.IsUndeclared).Select(read => read.Path).Except(named, StringComparer.Ordinal).Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
            foreach (var (file, verb) in named.Select(file => (file, "names")).Concat(read.Select(file => (file, "reads"))))
                told.Say($"{planned.Notebook.Id} {verb} {file}, which no data package describes; it counts as an input.");
        }

        return records;
    }

    private NotebookRecord Skipped(PlannedNotebook planned) => new(planned.Notebook.Skip(planned.Reason), [], [], 0) { Skipped = planned.Reason, Key = keys.Key(planned.Notebook, []) };

    private Task<Worker> StartAsync(Notebook notebook) => Worker.StartAsync(program, Path.GetDirectoryName(Path.GetFullPath(notebook.Path))!,
        place.DataFor(notebook.Path, options.Data), notebook.Cells.Where(cell => cell.Kind == "code").Select(cell => cell.Language));

    private FigureStamp Stamp(JsonObject figure, NotebookRecord record) => new()
    {
        Figure = figure["id"]!.GetValue<string>(),
        Sources = [.. figure["sources"]!.AsArray().Select(source => source!.GetValue<string>())],
        Data = record.Reads.DistinctBy(Name).OrderBy(Name, StringComparer.Ordinal).ToDictionary(Name, read => read.Hash),
        Parameters = GivenTo(options, record.Notebook).ToDictionary(assignment => assignment.Name, assignment => assignment.Value.ToString()!, StringComparer.Ordinal),
        Seed = Seed(record.Notebook),
        Library = Manifest.Version(),
        Command = RunCommand.Of(record.Notebook.Id, GivenTo(options, record.Notebook)) + (options.Store is { } store ? $" --store {RunCommand.Quoted(store)}" : ""),
    };

    /// <summary>The seed that a notebook ran with: the one given, or the one that it declares; 0 when it draws nothing.</summary>
    private ulong Seed(Notebook notebook)
    {
        var said = GivenTo(options, notebook).FirstOrDefault(assignment => assignment.Name == "seed")?.Value.ToString() ?? NotebookParameters.Of(notebook).FirstOrDefault(parameter => parameter.Name == "seed")?.Default;
        return ulong.TryParse(said?.TrimEnd('u', 'U', 'l', 'L'), System.Globalization.CultureInfo.InvariantCulture, out var seed) ? seed : options.Seed ?? 0;
    }

    /// <summary>An input as a stamp names it: no folder of this machine.</summary>
    private static string Name(InputRead read) => read.IsUndeclared ? Path.GetFileName(read.Path) : read.Path;

    private static IReadOnlyList<ParameterAssignment> GivenTo(RunOptions options, Notebook notebook)
    {
        var declared = NotebookParameters.Of(notebook).Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        return [.. options.Given().Where(assignment => declared.Contains(assignment.Name)).GroupBy(assignment => assignment.Name).Select(group => group.Last()).OrderBy(assignment => assignment.Name, StringComparer.Ordinal)];
    }

    private static string HashOf(IReadOnlyList<NotebookRecord> records)
    {
        var text = string.Join('\n', records.SelectMany(record => record.Notebook.Cells).Select(cell => cell.Source)
            .Concat(records.SelectMany(record => record.Reads).Select(read => read.Hash).Order(StringComparer.Ordinal)));
        return DataPackage.HashOf(System.Text.Encoding.UTF8.GetBytes(text))[7..19];
    }

    private async Task<T> TimedAsync<T>(string phase, Func<Task<T>> work)
    {
        var clock = Stopwatch.StartNew();
        var result = await work().ConfigureAwait(false);
        phases[phase] = clock.Elapsed.TotalSeconds;
        return result;
    }
}

/// <summary>What a run has come to.</summary>
/// <param name="Folder">Where it is.</param>
/// <param name="Records">The notebooks as they were run.</param>
/// <param name="Collected">What they showed for the report.</param>
public sealed record RunOutcome(string Folder, IReadOnlyList<NotebookRecord> Records, Collected Collected)
{
    /// <summary>Ids of figures that have no pictures because the browser ended.</summary>
    public IReadOnlyList<string> Undrawn { get; init; } = [];
}
