using System.Text.Json.Nodes;
using LiveCommerce.Data;
using Workbench.Kernel.Display;
using Workbench.Runs.Notebooks;
using Notebook = Workbench.Runs.Notebooks.Notebook;

namespace Workbench.Runs.Folders;

/// <summary>What the notebooks of a run have shown for the report: figures, numbers and verdicts.</summary>
public sealed class Collected
{
    private Collected(IReadOnlyList<JsonObject> figures, IReadOnlyList<JsonObject> numbers, IReadOnlyList<JsonObject> claims, IReadOnlyList<Fault> faults) =>
        (Figures, Numbers, Claims, Faults) = (figures, numbers, claims, faults);

    /// <summary>Figures, in the order of the notebooks.</summary>
    public IReadOnlyList<JsonObject> Figures { get; }

    /// <summary>Numbers.</summary>
    public IReadOnlyList<JsonObject> Numbers { get; }

    /// <summary>Verdicts.</summary>
    public IReadOnlyList<JsonObject> Claims { get; }

    /// <summary>Ids that two cells use.</summary>
    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>Gathers from executed notebooks.</summary>
    public static Collected From(IEnumerable<Notebook> notebooks)
    {
        var (figures, numbers, claims, faults) = (new List<JsonObject>(), new List<JsonObject>(), new List<JsonObject>(), new List<Fault>());
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var notebook in notebooks)
        {
            foreach (var cell in notebook.Cells)
            {
                foreach (var data in cell.Outputs.Select(output => output["data"]).OfType<JsonObject>())
                {
                    Take(data, Mime.Figure, "id", figures, notebook, cell);
                    Take(data, Mime.Headline, "id", numbers, notebook, cell);
                    Take(data, Mime.Verdict, "claim", claims, notebook, cell);
                }
            }
        }

        return new Collected(figures, numbers, claims, faults);

        void Take(JsonObject data, string mime, string key, List<JsonObject> into, Notebook notebook, NotebookCell cell)
        {
            if (data[mime] is not JsonObject found) return;
            var id = found[key]!.GetValue<string>();
            var place = $"{notebook.Id}(cell {cell.Index + 1} {cell.Id})";
            if (!seen.TryAdd(mime + id, place))
            {
                faults.Add(new Fault(place, 0, 0, "RUN201", $"a second '{id}'", $"ids used once in a run; {seen[mime + id]} has it", "rename one of them"));
                return;
            }

            var kept = (JsonObject)found.DeepClone();
            kept["notebook"] = notebook.Id;
            into.Add(kept);
        }
    }
}
