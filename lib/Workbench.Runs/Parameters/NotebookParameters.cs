using System.Text.Json.Nodes;
using LiveCommerce;
using LiveCommerce.Data;
using Workbench.Runs.Notebooks;

namespace Workbench.Runs.Parameters;

/// <summary>The parameters of a notebook, and the cell that gives them other values.</summary>
public static class NotebookParameters
{
    /// <summary>Tag of the cell that declares parameters, as papermill knows it.</summary>
    public const string Tag = "parameters";

    /// <summary>Tag of the cell behind it that gives them the values of a run.</summary>
    public const string InjectedTag = "injected-parameters";

    /// <summary>What a notebook declares, in order; a name that is declared in both languages comes twice.</summary>
    public static IReadOnlyList<Parameter> Of(Notebook notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        return [.. notebook.Cells.Where(cell => cell.Tags.Contains(Tag)).SelectMany(Of)];
    }

    /// <summary>A copy of a notebook, without outputs, that runs with these values; every value is checked first.</summary>
    /// <param name="notebook">The notebook; it is not changed.</param>
    /// <param name="given">Values; a later one takes the place of an earlier one of the same name.</param>
    /// <param name="faults">Takes what is wrong: unknown names are not told here, as another notebook may know them.</param>
    public static Notebook With(Notebook notebook, IEnumerable<ParameterAssignment> given, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        ArgumentNullException.ThrowIfNull(faults);
        var values = given.GroupBy(assignment => assignment.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        var copy = notebook.Copy();
        var injected = new List<(NotebookCell Cell, string Source)>();
        foreach (var cell in notebook.Cells.Where(cell => cell.Tags.Contains(Tag)))
        {
            var lines = new List<string>();
            foreach (var parameter in Of(cell))
            {
                var place = $"{notebook.Id}(cell {cell.Index + 1} {cell.Id})";
                if (!values.TryGetValue(parameter.Name, out var assignment))
                {
                    if (parameter.Default is null) faults.Add(new Fault(place, 0, 0, "PARAM107", $"no value for '{parameter.Name}'", $"{parameter.Type}", $"give one: -p {parameter.Name} VALUE"));
                }
                else if (Line(parameter, assignment, place, faults) is { } line)
                {
                    lines.Add(line);
                }
            }

            if (lines.Count > 0) injected.Add((cell, string.Join('\n', lines)));
        }

        return Injected(copy, injected);
    }

    /// <summary>A copy, without outputs, in which parameters are set by these lines of code.</summary>
    internal static Notebook WithLines(Notebook notebook, IReadOnlyDictionary<string, string> lines)
    {
        var injected = notebook.Cells.Where(cell => cell.Tags.Contains(Tag))
            .Select(cell => (cell, source: string.Join('\n', Of(cell).Where(parameter => lines.ContainsKey(parameter.Name)).Select(parameter => lines[parameter.Name]))))
            .Where(pair => pair.source.Length > 0).ToList();
        return Injected(notebook.Copy(), injected);
    }

    private static Notebook Injected(Notebook copy, List<(NotebookCell Cell, string Source)> injected)
    {
        return copy.Rebuilt(cells =>
        {
            var before = cells.ToList();
            foreach (var old in before.OfType<JsonObject>().Where(IsInjected)) cells.Remove(old);
            foreach (var (cell, source) in injected) cells.Insert(cells.IndexOf(before[cell.Index]) + 1, Injected(cell.Language, source, cell.Id));
        });
    }

    /// <summary>Names that none of the notebooks knows, each with the nearest that one knows.</summary>
    public static IEnumerable<Fault> Unknown(IReadOnlyList<Notebook> notebooks, IEnumerable<ParameterAssignment> given)
    {
        var known = notebooks.SelectMany(Of).Select(parameter => parameter.Name).Distinct(StringComparer.Ordinal).ToList();
        foreach (var assignment in given.Where(assignment => !known.Contains(assignment.Name) && assignment.Value is not ParameterValue.Secret).DistinctBy(assignment => assignment.Name))
        {
            yield return known.Count == 0
                ? new Fault(assignment.Origin, 0, 0, "PARAM104", $"'{assignment.Name}', but {Names(notebooks)} declares no parameters", "a cell tagged 'parameters'", "tag the cell that declares them")
                : new Fault(assignment.Origin, 0, 0, "PARAM101", $"unknown parameter '{assignment.Name}'{Spelling.Hint(assignment.Name, known)}", $"one of {string.Join(", ", known)}", "'workbench params' lists them with their types");
        }
    }

    private static string Names(IReadOnlyList<Notebook> notebooks) => notebooks.Count == 1 ? notebooks[0].Id : "no notebook of this run; none";

    private static IEnumerable<Parameter> Of(NotebookCell cell) => cell.Language switch
    {
        "fsharp" or "f#" => FSharpParameters.Read(cell.Source),
        "csharp" or "c#" => CSharpParameters.Read(cell.Source),
        _ => [],
    };

    private static string? Line(Parameter parameter, ParameterAssignment assignment, string place, ICollection<Fault> faults)
    {
        var isFSharp = parameter.Language == "fsharp";
        if (assignment.Value is ParameterValue.Secret secret)
        {
            if (parameter.Type is { Kind: ScalarKind.Text, Shape: ParameterShape.Single })
                return isFSharp ? FSharpLiteral.DeclareSecret(parameter.Name, secret.Variable) : CSharpLiteral.DeclareSecret(parameter.Name, secret.Variable);
            faults.Add(new Fault(place, 0, 0, "PARAM102", $"'{parameter.Name}' is a secret", $"a parameter of type text; it is {parameter.Type}", "declare it as text"));
            return null;
        }

        if (parameter.Type is not { } type)
        {
            faults.Add(new Fault(place, 0, 0, "PARAM103", $"the default of '{parameter.Name}' is {parameter.Default ?? "missing"}, which tells no type", "a literal, or a declared type", $"write its type: {(isFSharp ? $"let {parameter.Name}: int = ..." : $"int {parameter.Name} = ...;")}"));
            return null;
        }

        if (TypedValue.TryRead(assignment.Value, type, out var value))
            return isFSharp ? FSharpLiteral.Declare(parameter.Name, type, value) : CSharpLiteral.Declare(parameter.Name, type, value);
        faults.Add(new Fault(place, 0, 0, "PARAM102", $"'{parameter.Name}' was given {(assignment.Value is ParameterValue.Scalar { IsPlain: false } ? $"the text \"{assignment.Value}\"" : $"\"{assignment.Value}\"")} ({assignment.Origin})", $"{type}, as its default {parameter.Default} says", "give a value of that type"));
        return null;
    }

    private static bool IsInjected(JsonObject cell) => cell["metadata"]?["tags"] is JsonArray tags && tags.Any(tag => tag?.GetValue<string>() == InjectedTag);

    private static JsonObject Injected(string language, string source, string id)
    {
        var isFSharp = language is "fsharp" or "f#";
        var kernel = isFSharp ? "fsharp" : "csharp";
        var cell = new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["id"] = id.Length <= 54 ? id + "-injected" : InjectedTag,
            ["metadata"] = new JsonObject
            {
                ["dotnet_interactive"] = new JsonObject { ["language"] = kernel },
                ["polyglot_notebook"] = new JsonObject { ["kernelName"] = kernel },
                ["tags"] = new JsonArray(InjectedTag),
            },
            ["outputs"] = new JsonArray(),
            ["source"] = NotebookCell.Lines((isFSharp ? "#!fsharp\n" : "") + "// Parameters of this run\n" + source),
        };
        // before nbformat 4.5 cells have no ids, and one with an id is not valid
        if (id.Length == 0) cell.Remove("id");
        return cell;
    }
}
