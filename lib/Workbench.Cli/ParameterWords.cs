using LiveCommerce.Data;
using Workbench.Runs.Parameters;

namespace Workbench.Cli;

/// <summary>The words of a command line that give parameters, in their order, so that a later one wins.</summary>
/// <param name="Assignments">The values given.</param>
/// <param name="Rest">The other words.</param>
/// <param name="Error">What is wrong with the words; null when nothing is.</param>
internal sealed record ParameterWords(IReadOnlyList<ParameterAssignment> Assignments, IReadOnlyList<string> Rest, string? Error)
{
    /// <summary>Takes the words of parameters out.</summary>
    /// <exception cref="DataFaultException">A file or a text of parameters is not YAML.</exception>
    public static ParameterWords Take(IReadOnlyList<string> words)
    {
        if (words.Count == 0 || words[0] is not ("run" or "status")) return new ParameterWords([], words, null);
        var (assignments, rest) = (new List<ParameterAssignment>(), new List<string>());
        for (var i = 0; i < words.Count; i++)
        {
            var wanted = words[i] switch { "-p" or "--parameters" or "-r" or "--parameters_raw" => 2, "-f" or "--parameters_file" or "-y" or "--parameters_yaml" => 1, _ => 0 };
            if (wanted == 0)
            {
                rest.Add(words[i]);
                continue;
            }

            if (i + wanted >= words.Count) return new ParameterWords([], words, $"{words[i]} needs {(wanted == 2 ? "a name and a value" : words[i] is "-f" or "--parameters_file" ? "a file" : "YAML text")}.");
            switch (words[i])
            {
                case "-p" or "--parameters":
                    assignments.Add(new ParameterAssignment(words[i + 1], new ParameterValue.Scalar(words[i + 2], true), "-p"));
                    break;
                case "-r" or "--parameters_raw":
                    assignments.Add(new ParameterAssignment(words[i + 1], new ParameterValue.Scalar(words[i + 2], false), "-r"));
                    break;
                case "-f" or "--parameters_file":
                    if (!File.Exists(words[i + 1])) throw new DataFaultException([new Fault(words[i + 1], 0, 0, "RUN003", "no such file", "a YAML file of parameters", "name a file that exists")]);
                    assignments.AddRange(YamlParameters.Read(File.ReadAllText(words[i + 1]), words[i + 1]));
                    break;
                default:
                    assignments.AddRange(YamlParameters.Read(words[i + 1], "-y"));
                    break;
            }

            i += wanted;
        }

        return new ParameterWords(assignments, rest, null);
    }
}
