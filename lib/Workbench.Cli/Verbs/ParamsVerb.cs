using System.CommandLine;
using Workbench.Runs;
using Workbench.Runs.Notebooks;
using Workbench.Runs.Parameters;

namespace Workbench.Cli.Verbs;

/// <summary><c>workbench params</c>.</summary>
internal static class ParamsVerb
{
    private static readonly Argument<string[]> Names = new("notebooks") { Description = "By number, name or path; all when none is named.", Arity = ArgumentArity.ZeroOrMore };

    public static Command Make()
    {
        var verb = new Command("params", "List the parameters that notebooks declare: name, type, default, help.") { Names };
        verb.SetAction(Run);
        return verb;
    }

    private static int Run(ParseResult parsed)
    {
        var names = parsed.GetValue(Names) ?? [];
        IReadOnlyList<string> paths = names.Length > 0 && names.All(File.Exists) ? names
            : WorkbenchPlace.Around(Directory.GetCurrentDirectory()) is var place && names.Length > 0 ? [.. names.Select(place.Find)] : place.Notebooks();
        var rows = paths.Select(Notebook.Read)
            .SelectMany(notebook => NotebookParameters.Of(notebook).DistinctBy(parameter => parameter.Name)
                .Select(parameter => new[] { notebook.Id, parameter.Name, parameter.Type?.ToString() ?? "not known", parameter.Default ?? "must be given", parameter.Help })).ToList();
        if (rows.Count == 0) Console.Error.WriteLine("No parameters are declared: tag a cell 'parameters' to declare some.");
        else TextTable.Write(Console.Out, ["notebook", "name", "type", "default", "help"], rows);
        return (int)ExitCode.Well;
    }
}
