using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using LiveCommerce.Data.Synthetic;
using Workbench.Runs;

namespace Workbench.Cli.Verbs;

/// <summary><c>workbench synth</c>.</summary>
internal static class SynthVerb
{
    private static readonly Option<ulong?> Seed = new("--seed") { Description = "Seed, which is written into data/sessions/generator.json first." };

    public static Command Make()
    {
        var verb = new Command("synth", "Generate the synthetic session panel anew, by the settings of data/sessions/generator.json.") { Seed };
        verb.SetAction(Run);
        return verb;
    }

    private static int Run(ParseResult parsed)
    {
        var folder = Path.Combine(WorkbenchPlace.Around(Directory.GetCurrentDirectory()).Root, "data", "sessions");
        var file = Path.Combine(folder, "generator.json");
        if (parsed.GetValue(Seed) is { } seed) Keep(file, PanelOptions.Read(file).Seed, seed);
        SessionPanel.Write(folder, PanelOptions.Read(file));
        Console.WriteLine(Path.Combine(folder, "sessions.csv"));
        return (int)ExitCode.Well;
    }

    /// <summary>Writes the seed into the settings, comments and all, so that they go on describing the panel.</summary>
    private static void Keep(string file, ulong old, ulong seed) => File.WriteAllText(file, Regex.Replace(File.ReadAllText(file),
        string.Create(CultureInfo.InvariantCulture, $"(\"seed\"\\s*:\\s*){old}\\b"), string.Create(CultureInfo.InvariantCulture, $"${{1}}{seed}")));
}
