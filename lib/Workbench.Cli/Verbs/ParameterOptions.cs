using System.CommandLine;

namespace Workbench.Cli.Verbs;

/// <summary>The options of parameters, for the help; <see cref="ParameterWords"/> reads them.</summary>
internal static class ParameterOptions
{
    public static IReadOnlyList<Option> All() =>
    [
        new Option<string[]>("-p", "--parameters") { Description = "NAME VALUE: a parameter, read as the type of its default. A later one wins." },
        new Option<string[]>("-r", "--parameters_raw") { Description = "NAME TEXT: a parameter that is text, whatever it looks like." },
        new Option<string[]>("-f", "--parameters_file") { Description = "A YAML file with a map of parameters." },
        new Option<string[]>("-y", "--parameters_yaml") { Description = "Parameters as YAML, such as \"{month: 2024-06, top: 5}\"." },
    ];
}
