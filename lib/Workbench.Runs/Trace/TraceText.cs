using System.Globalization;
using LiveCommerce.Charts.Export;
using LiveCommerce.Data;
using LiveCommerce.Data.Frames;
using Workbench.Runs.Reuse;

namespace Workbench.Runs.Trace;

/// <summary>What a stamp says, in lines, set against the workbench around the reader.</summary>
public sealed class TraceText
{
    private readonly string? data;
    private readonly string? runs;

    /// <summary>Against a workbench.</summary>
    /// <param name="place">It; null outside of one.</param>
    /// <param name="runs">The folder of runs; null for that of the workbench.</param>
    public TraceText(WorkbenchPlace? place, string? runs = null)
    {
        data = place is null ? null : Path.Combine(place.Root, "data");
        this.runs = runs ?? (place is null ? null : Path.Combine(place.Root, "runs"));
    }

    /// <summary>The lines.</summary>
    public IEnumerable<string> Lines(TracedFigure traced)
    {
        ArgumentNullException.ThrowIfNull(traced);
        var stamp = traced.Stamp;
        yield return $"file        {traced.Place}";
        yield return $"figure      {stamp.Figure}";
        foreach (var source in Sources(stamp)) yield return $"source      {source}";
        foreach (var table in Tables(stamp)) yield return $"data        {table}";
        foreach (var (name, value) in stamp.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal)) yield return $"parameter   {name} = {value}";
        yield return $"library     {stamp.Library}";
        if (Run(stamp) is { } run) yield return $"run         {run}";
        yield return $"repeat      {stamp.Command}";
    }

    private IEnumerable<string> Sources(FigureStamp stamp)
    {
        var notes = Curated()?.SourceNotes(stamp.Sources).ToDictionary(note => note.Id, StringComparer.Ordinal);
        return stamp.Sources.Select(id => notes is not null && notes.TryGetValue(id, out var note) ? $"{id}: {note.Citation}{(note.Url.Length > 0 && !note.Citation.Contains(note.Url, StringComparison.Ordinal) ? " " + note.Url : "")}" : id);
    }

    private IEnumerable<string> Tables(FigureStamp stamp)
    {
        var files = data is null ? null : new InputFiles(data);
        return stamp.Data.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}  {pair.Value[..Math.Min(pair.Value.Length, 19)]}" + (files?.Hash(pair.Key) switch
        {
            null => "",
            "" => "  not in data/",
            var now when now == pair.Value => "  as in data/ now",
            _ => "  not as in data/ now",
        }));
    }

    private string? Run(FigureStamp stamp)
    {
        if (runs is null) return null;
        var wanted = stamp.ToJson();
        var newest = new EarlierRuns(runs).All.Select(run => run.Folder).FirstOrDefault(folder =>
            Path.Combine(folder, "figures", stamp.Figure + ".html") is var page && File.Exists(page) && FigureStamp.Read(File.ReadAllBytes(page))?.ToJson() == wanted);
        return newest is null ? null : string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(newest)}");
    }

    private CuratedData? Curated()
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
