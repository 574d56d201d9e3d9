using System.CommandLine;
using LiveCommerce;

namespace Workbench.Cli;

/// <summary>What is wrong with a command line, with the nearest word that is known.</summary>
internal static class Usage
{
    /// <summary>Sentences on what is wrong; none when the command line is understood.</summary>
    public static IReadOnlyList<string> Explain(ParseResult parsed)
    {
        // The parser takes an unknown --option for an argument when a verb has any.
        var unknown = parsed.UnmatchedTokens.Concat(parsed.CommandResult.Children.OfType<System.CommandLine.Parsing.ArgumentResult>()
            .Where(result => !parsed.Tokens.Any(token => token.Type == System.CommandLine.Parsing.TokenType.DoubleDash))
            .SelectMany(result => result.Tokens).Select(token => token.Value).Where(word => word.Length > 1 && word[0] == '-')).Distinct().ToList();
        if (unknown.Count == 0 && parsed.Errors.Count == 0) return [];
        var command = parsed.CommandResult.Command;
        var known = command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name)
            .Concat(command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options)).Select(option => option.Name)).ToList();
        var said = unknown.Count > 0
            ? unknown.Select(word => $"Unknown {(word.StartsWith('-') ? "option" : "command")} '{word}'{Spelling.Hint(word, known)}")
            : parsed.Errors.Select(error => error.Message);
        return [.. said, $"Known here: {string.Join(", ", known)}. 'workbench {(command is RootCommand ? "" : command.Name + " ")}--help' tells more."];
    }
}
