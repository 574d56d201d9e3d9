using System.CommandLine;
using LiveCommerce.Data;
using Workbench.Runs;
using Workbench.Runs.Trace;

namespace Workbench.Cli.Verbs;

/// <summary><c>workbench trace</c>.</summary>
internal static class TraceVerb
{
    private static readonly Argument<string[]> Files = new("file") { Description = "PNG, SVG, PDF or HTML of a figure, under any name, or a Word, PowerPoint or Excel document with figures in it.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string?> Out = new("--out") { Description = "Folder that takes the place of runs/." };
    private static readonly Option<bool> Json = new("--json") { Description = "The stamps alone, one JSON object a line." };

    public static Command Make()
    {
        var verb = new Command("trace", "Tell where a figure comes from: sources, data, parameters, and the command to repeat it.") { Files, Out, Json };
        verb.SetAction(Run);
        return verb;
    }

    private static int Run(ParseResult parsed)
    {
        var text = new TraceText(WorkbenchPlace.TryAround(Directory.GetCurrentDirectory()), parsed.GetValue(Out), Directory.GetCurrentDirectory());
        var code = ExitCode.Well;
        var first = true;
        foreach (var path in parsed.GetValue(Files)!)
        {
            var found = FigureTrace.Read(path);
            if (found.Count == 0)
            {
                Console.Error.WriteLine(new Fault(path, 0, 0, "RUN005", "no stamp", "a figure of a run of the workbench", "look for the file in runs/; pictures lose their stamp when a program draws them anew"));
                code = ExitCode.NotValid;
            }

            foreach (var traced in found)
            {
                if (!first && !parsed.GetValue(Json)) Console.WriteLine();
                first = false;
                if (parsed.GetValue(Json)) Console.WriteLine(traced.Stamp.ToJson());
                else foreach (var line in text.Lines(traced)) Console.WriteLine(line);
            }
        }

        return (int)code;
    }
}
