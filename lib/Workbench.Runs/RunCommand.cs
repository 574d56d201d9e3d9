using System.Text.RegularExpressions;
using Workbench.Runs.Parameters;

namespace Workbench.Runs;

/// <summary>Commands as a shell takes them.</summary>
public static partial class RunCommand
{
    /// <summary>The command that repeats a notebook.</summary>
    internal static string Of(string notebook, IEnumerable<ParameterAssignment> given) =>
        string.Join(' ', [$"workbench run {Quoted(notebook)}", .. given.Select(Word)]);

    /// <summary>Whether a command is one that <see cref="Of"/> may have written: nothing in it does anything else in a shell.</summary>
    internal static bool IsOne(string command) => Written().IsMatch(command);

    private static string Word(ParameterAssignment given) => given switch
    {
        { Origin: "--seed" } => $"--seed {given.Value}",
        { Value: ParameterValue.Secret secret } => $"--secret {secret.Variable}",
        // A line break within quotes would end a line of whoever shows the command: YAML escapes it.
        { Value: ParameterValue.Scalar text } when text.Text.Any(char.IsControl) => Flow(given, System.Text.Json.JsonSerializer.Serialize(text.Text)),
        { Value: ParameterValue.Scalar { IsPlain: false } text } => $"-r {Quoted(given.Name)} {Quoted(text.Text)}",
        { Value: ParameterValue.Scalar plain } => $"-p {Quoted(given.Name)} {Quoted(plain.Text)}",
        _ => Flow(given, Yaml(given.Value)),
    };

    private static string Flow(ParameterAssignment given, string value) => $"-y {Quoted($"{{{given.Name}: {value}}}")}";

    private static string Yaml(ParameterValue value) => value switch
    {
        ParameterValue.List list => $"[{string.Join(", ", list.Items.Select(Yaml))}]",
        ParameterValue.Scalar { IsPlain: true } plain => plain.Text,
        _ => System.Text.Json.JsonSerializer.Serialize(value.ToString()),
    };

    /// <summary>A word in quotes where a shell would take it apart.</summary>
    public static string Quoted(string word) => Simple().IsMatch(word) ? word : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    [GeneratedRegex(@"\A[\w./:+@%,=-]+\z")]
    private static partial Regex Simple();

    [GeneratedRegex(@"\Aworkbench run(?: (?:[\w./:+@%,=-]+|'[^'\p{Cc}]*(?:'\\''[^'\p{Cc}]*)*'))*\z")]
    private static partial Regex Written();
}
