using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using LiveCommerce;

namespace Workbench.Cli;

/// <summary>What is wrong with a command line, with the nearest word that is known.</summary>
internal static class Usage
{
    /// <summary>Sentences on what is wrong; none when the command line is understood.</summary>
    public static IReadOnlyList<string> Explain(ParseResult parsed)
    {
        // The parser takes an unknown --option for an argument when a verb has any.
        var unknown = parsed.UnmatchedTokens.Concat(parsed.CommandResult.Children.OfType<ArgumentResult>()
            .Where(result => !parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash))
            .SelectMany(result => result.Tokens).Select(token => token.Value).Where(word => word.Length > 1 && word[0] == '-')).Distinct().ToList();
        if (unknown.Count == 0 && parsed.Errors.Count == 0) return [];
        var command = parsed.CommandResult.Command;
        var known = command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name)
            .Concat(command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options)).Select(option => option.Name)).ToList();
        var said = unknown.Count > 0
            ? unknown.Select(word => $"Unknown {(word.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "command" : "argument")} '{word}'{Spelling.Hint(word, known)}")
            : parsed.Errors.Select(Said).Distinct();
        return [.. said, $"Known here: {string.Join(", ", known)}. '{Path(parsed.CommandResult)} --help' tells more."];
    }

    /// <summary>A validator for an option that needs a value in a range.</summary>
    /// <param name="expected">Said behind <c>expected</c>.</param>
    /// <param name="isWell">Whether a value is in the range.</param>
    public static Action<OptionResult> Range<T>(string expected, Func<T, bool> isWell) => result =>
    {
        try
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<T>() is { } value && !isWell(value)) result.AddError(Wrong(result, expected));
        }
        catch (InvalidOperationException)
        {
            // Not a value of this type; the parser has said so.
        }
    };

    private static string Said(ParseError error)
    {
        if (error.SymbolResult is not OptionResult { Tokens.Count: > 0 } result) return error.Message;
        if (error.Message.StartsWith('\'')) return error.Message;
        var words = result.Option.GetCompletions(CompletionContext.Empty).Select(word => word.Label).ToList();
        return words.Count > 0 ? Wrong(result, "one of " + string.Join(", ", words), Spelling.Hint(result.Tokens[^1].Value, words))
            : Kind(result.Option.ValueType) is { } kind ? Wrong(result, kind)
            : error.Message;
    }

    private static string Wrong(OptionResult result, string expected, string hint = "") => $"'{result.Option.Name}' is \"{result.Tokens[^1].Value}\"{hint}; expected {expected}.";

    private static string? Kind(Type type) => Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) switch
    {
        TypeCode.Double => "a number",
        TypeCode.Int32 => "a whole number",
        TypeCode.UInt64 => "a whole number from 0",
        _ => null,
    };

    private static string Path(CommandResult result) => string.Join(' ', Commands(result).Reverse().Select(command => command is RootCommand ? "workbench" : command.Name));

    private static IEnumerable<Command> Commands(SymbolResult? result)
    {
        for (; result is not null; result = result.Parent)
        {
            if (result is CommandResult command) yield return command.Command;
        }
    }
}
