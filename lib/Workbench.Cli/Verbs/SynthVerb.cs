using System.CommandLine;
using LiveCommerce.Data.Synthetic;
using Workbench.Runs;

namespace Workbench.Cli.Verbs;

/// <summary><c>workbench synth</c>.</summary>
internal static class SynthVerb
{
    private static readonly Option<ulong?> Seed = new("--seed") { Description = "Seed in place of the one in data/sessions/generator.json." };

    public static Command Make()
    {
        var verb = new Command("synth", "Generate the synthetic session panel anew, by the settings of data/sessions/generator.json.") { Seed };
        verb.SetAction(Run);
        return verb;
    }

    private static int Run(ParseResult parsed)
    {
        var folder = Path.Combine(WorkbenchPlace.Around(Directory.GetCurrentDirectory()).Root, "data", "sessions");
        var settings = PanelOptions.Read(Path.Combine(folder, "generator.json"));
        if (parsed.GetValue(Seed) is { } seed) settings = settings.WithSeed(seed);
        SessionPanel.Write(folder, settings);
        Console.WriteLine(Path.Combine(folder, "sessions.csv"));
        return (int)ExitCode.Well;
    }
}
