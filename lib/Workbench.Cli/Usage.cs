using System.CommandLine;
using LiveCommerce;

namespace Workbench.Cli;

/// <summary>What is wrong with a command line, with the nearest word that is known.</summary>
internal static class Usage
{
    public static IEnumerable<string> Explain(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var known = command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name)
            .Concat(command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options)).Select(option => option.Name)).ToList();
        foreach (var word in parsed.UnmatchedTokens)
            yield return $"Unknown {(word.StartsWith('-') ? "option" : "command")} '{word}'{Spelling.Hint(word, known)}";
        if (parsed.UnmatchedTokens.Count == 0)
        {
            foreach (var error in parsed.Errors) yield return error.Message;
        }

        yield return $"Known here: {string.Join(", ", known)}. 'workbench {(command is RootCommand ? "" : command.Name + " ")}--help' tells more.";
    }
}
