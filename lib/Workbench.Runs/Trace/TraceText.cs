using System.Globalization;
using LiveCommerce.Charts.Export;
using LiveCommerce.Data;
using LiveCommerce.Data.Frames;
using Workbench.Runs.Folders;
using Workbench.Runs.Reuse;

namespace Workbench.Runs.Trace;

/// <summary>What a stamp says, in lines, set against the workbench around the reader.</summary>
public sealed class TraceText
{
    private readonly string? root;
    private readonly string? runs;
    private readonly string here;
    private readonly string? data;

    /// <summary>Against a workbench.</summary>
    /// <param name="place">It; null outside of one.</param>
    /// <param name="runs">The folder of runs; null for that of the workbench.</param>
    /// <param name="here">The folder in which the command will be given.</param>
    public TraceText(WorkbenchPlace? place, string? runs, string here)
    {
        this.here = here;
        root = place?.Root;
        data = place is null ? null : Path.Combine(place.Root, "data");
        this.runs = runs ?? (place is null ? null : Path.Combine(place.Root, "runs"));
    }

    /// <summary>The lines; what a file says is not believed to be harmless for a terminal.</summary>
    public IEnumerable<string> Lines(TracedFigure traced)
    {
        ArgumentNullException.ThrowIfNull(traced);
        return Told(traced).Select(line => string.Concat(line.Select(c => char.IsControl(c) ? '\uFFFD' : c)));
    }

    private IEnumerable<string> Told(TracedFigure traced)
    {
        var stamp = traced.Stamp;
        var places = new TracedData(stamp.Data, root, here);
        yield return $"file        {traced.Place}";
        yield return $"figure      {stamp.Figure}";
        foreach (var source in Sources(stamp, places.Found)) yield return $"source      {source}";
        foreach (var (table, hash) in stamp.Data.OrderBy(pair => pair.Key, StringComparer.Ordinal)) yield return $"data        {table}  {hash[..Math.Min(hash.Length, 19)]}  {places.Told(table)}".TrimEnd();
        foreach (var (name, value) in stamp.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal)) yield return $"parameter   {name} = {value}";
        yield return $"library     {stamp.Library}";
        if (Run(stamp) is { } run) yield return $"run         {run}";
        var (option, where) = places.Option(here);
        yield return RunCommand.IsOne(stamp.Command) ? $"repeat      {stamp.Command}{option}" : $"repeat      not told: the stamp holds a command that no run writes: {stamp.Command}";
        if (where is not null) yield return $"where       {where}{Kept(stamp)}";
    }

    private IEnumerable<string> Sources(FigureStamp stamp, string? found)
    {
        var notes = Curated(found ?? data)?.SourceNotes(stamp.Sources).ToDictionary(note => note.Id, StringComparer.Ordinal);
        return stamp.Sources.Select(id => notes is not null && notes.TryGetValue(id, out var note) ? $"{id}: {note.Citation}{(note.Url.Length > 0 && !note.Citation.Contains(note.Url, StringComparison.Ordinal) ? " " + note.Url : "")}" : id);
    }

    /// <summary>How many of the tables a run has kept, for whoever looks for them.</summary>
    private string Kept(FigureStamp stamp)
    {
        if (runs is null) return "";
        var store = new InputStore(runs);
        var kept = stamp.Data.Values.Count(store.Has);
        return kept == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {kept} of {stamp.Data.Count} tables are kept under their hashes in {Path.GetFileName(Path.TrimEndingDirectorySeparator(runs))}/{InputStore.FolderName}");
    }

    private string? Run(FigureStamp stamp)
    {
        if (runs is null) return null;
        var wanted = stamp.ToJson();
        var newest = new EarlierRuns(runs).All.Select(run => run.Folder).FirstOrDefault(folder =>
            Path.Combine(folder, "figures", stamp.Figure + ".html") is var page && File.Exists(page) && FigureStamp.Read(File.ReadAllBytes(page))?.ToJson() == wanted);
        return newest is null ? null : string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(newest)}");
    }

    private static CuratedData? Curated(string? data)
    {
        try
        {
            return data is null ? null : CuratedData.Open(Path.Combine(data, "curated"));
        }
        catch (DataFaultException)
        {
            return null;
        }
    }
}
