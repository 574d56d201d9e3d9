using LiveCommerce.Data.Package;
using Workbench.Runs.Notebooks;
using Workbench.Runs.Parameters;

namespace Workbench.Runs.Reuse;

/// <summary>What a run would do with one notebook, and why.</summary>
public sealed record PlannedNotebook
{
    internal PlannedNotebook(Notebook notebook, EarlierNotebook? earlier, string reason) => (Notebook, Earlier, Reason) = (notebook, earlier, reason);

    /// <summary>A notebook that the data cannot serve.</summary>
    internal static PlannedNotebook Skip(Notebook notebook, string need) => new(notebook, null, need) { IsSkipped = true };

    /// <summary>The notebook with its parameters.</summary>
    public Notebook Notebook { get; }

    /// <summary>Why it runs, or why not.</summary>
    public string Reason { get; }

    /// <summary>Whether an earlier run holds its outputs.</summary>
    public bool IsUpToDate => Earlier is not null;

    internal EarlierNotebook? Earlier { get; }

    /// <summary>Whether it is left out, since the data do not have what it declares to need.</summary>
    public bool IsSkipped { get; private init; }

    /// <summary>Whether its cells are to be run.</summary>
    public bool Runs => !IsUpToDate && !IsSkipped;

    /// <inheritdoc/>
    public override string ToString() => $"{Notebook.Id}  {(IsUpToDate ? $"up to date ({Reason})" : IsSkipped ? $"skipped: {Reason}" : $"runs: {Reason}")}";
}

/// <summary>Which notebooks of a run are up to date, told before anything runs.</summary>
internal sealed class RunPlan
{
    /// <summary>The build of the libraries: with another one results may differ.</summary>
    public static readonly string Library = Build(typeof(LiveCommerce.Estimate), typeof(LiveCommerce.Data.DataFaultException), typeof(LiveCommerce.Charts.Figure));
    /// <summary>The build of the kernel and the runner.</summary>
    public static readonly string Runner = Build(typeof(Kernel.NotebookKernel), typeof(RunPlan));
    private readonly InputFiles files;
    private readonly Func<Notebook, IReadOnlyList<ParameterAssignment>> given;

    private readonly string? store;
    private readonly Func<string, string> shown;
    private readonly UnmetNeeds needs;

    public RunPlan(string data, Func<Notebook, IReadOnlyList<ParameterAssignment>> given, string? store = null, string shownAs = "data")
    {
        files = new InputFiles(data);
        shown = name => files.Shown(name, shownAs);
        this.given = given;
        this.store = store;
        needs = new UnmetNeeds(data, store is not null);
    }

    /// <summary>The plan, in the order of the notebooks.</summary>
    /// <param name="notebooks">What is to be run.</param>
    /// <param name="earlier">Runs whose outputs may be taken.</param>
    /// <param name="always">Why all run; null when those that are up to date need not.</param>
    public IReadOnlyList<PlannedNotebook> Of(IEnumerable<Notebook> notebooks, EarlierRuns earlier, string? always = null) => [.. notebooks.Select(notebook => Of(notebook, earlier, always))];

    /// <summary>What a notebook that has read these tables depends on now.</summary>
    public NotebookKey Key(Notebook notebook, IEnumerable<string> tables)
    {
        var inputs = files.Hashes(tables);
        foreach (var (name, hash) in InputFiles.Named(notebook)) inputs[name] = hash;
        var folder = Path.GetDirectoryName(Path.GetFullPath(notebook.Path))!;
        foreach (var name in inputs.Keys.Where(name => inputs[name].Length == 0 && File.Exists(Path.Combine(folder, name))).ToList()) inputs[name] = DataPackage.HashOf(File.ReadAllBytes(Path.Combine(folder, name)));
        return new NotebookKey(
            [.. notebook.Cells.Select(cell => new KeyValuePair<string, string>(cell.Id, DataPackage.HashOf(System.Text.Encoding.UTF8.GetBytes($"{cell.Kind}\n{cell.Language}\n{string.Join(',', cell.Tags)}\n{cell.Source}"))[7..23]))],
            given(notebook).Select(assignment => KeyValuePair.Create(assignment.Name, assignment.Value.ToString()!)).Concat(store is null ? [] : [KeyValuePair.Create("--store", store)]).ToDictionary(StringComparer.Ordinal),
            inputs, Library, Runner);
    }

    private PlannedNotebook Of(Notebook notebook, EarlierRuns runs, string? always)
    {
        if (needs.Of(notebook) is { } need) return PlannedNotebook.Skip(notebook, need);
        if (always is not null) return new PlannedNotebook(notebook, null, always);
        string? reason = null;
        foreach (var earlier in runs.Of(notebook.Id))
        {
            var tables = earlier.Entry["reads"]!.AsArray().Select(read => read!["path"]!.GetValue<string>()).ToList();
            if (tables.Find(name => name.Contains("://", StringComparison.Ordinal)) is { } server) return new PlannedNotebook(notebook, null, Unseen(server));
            var difference = Key(notebook, tables).Difference(earlier.Key, shown);
            if (difference is null) return new PlannedNotebook(notebook, earlier, "same cells, data, library, parameters");
            reason ??= difference;
        }

        return new PlannedNotebook(notebook, null, reason ?? "no earlier run");
    }

    /// <summary>Why a notebook runs that reads a store which no hash tells of.</summary>
    public static string Unseen(string store) => $"what {store} holds can change unseen";

    /// <summary>Same sources give the same module id, so it tells one build from another.</summary>
    private static string Build(params Type[] types) => DataPackage.HashOf(System.Text.Encoding.UTF8.GetBytes(string.Join(' ', types.Select(type => type.Module.ModuleVersionId))))[7..23];
}
