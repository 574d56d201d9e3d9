using System.Text.RegularExpressions;
using Workbench.Runs.Parameters;

namespace Workbench.Runs;

/// <summary>The command that repeats a notebook, as a shell takes it.</summary>
internal static partial class RunCommand
{
    public static string Of(string notebook, IEnumerable<ParameterAssignment> given) =>
        string.Join(' ', [$"workbench run {Quoted(notebook)}", .. given.Select(Word)]);

    private static string Word(ParameterAssignment given) => given switch
    {
        { Origin: "--seed" } => $"--seed {given.Value}",
        { Value: ParameterValue.Secret secret } => $"--secret {secret.Variable}",
        { Value: ParameterValue.Scalar { IsPlain: false } text } => $"-r {Quoted(given.Name)} {Quoted(text.Text)}",
        { Value: ParameterValue.Scalar plain } => $"-p {Quoted(given.Name)} {Quoted(plain.Text)}",
        _ => $"-y {Quoted($"{{{given.Name}: {Yaml(given.Value)}}}")}",
    };

    private static string Yaml(ParameterValue value) => value switch
    {
        ParameterValue.List list => $"[{string.Join(", ", list.Items.Select(Yaml))}]",
        ParameterValue.Scalar { IsPlain: true } plain => plain.Text,
        _ => System.Text.Json.JsonSerializer.Serialize(value.ToString()),
    };

    private static string Quoted(string word) => Simple().IsMatch(word) ? word : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    [GeneratedRegex(@"\A[\w./:+@%,=-]+\z")]
    private static partial Regex Simple();
}
