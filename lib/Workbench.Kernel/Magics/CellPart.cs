namespace Workbench.Kernel.Magics;

/// <summary>A run of lines of a cell in one language, with the magic commands that stand in it.</summary>
/// <param name="Language">The language.</param>
/// <param name="Code">The code; magic lines are blank, so that line numbers stay.</param>
/// <param name="Commands">The commands, in order.</param>
/// <param name="Options">What stands behind the language's name.</param>
internal sealed record CellPart(Language Language, string Code, IReadOnlyList<Magic> Commands, MagicArguments Options);

/// <summary>One magic command.</summary>
/// <param name="Name">Name with its prefix, such as <c>#!share</c> or <c>#r</c>.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Line">Line in the cell, from 1.</param>
internal sealed record Magic(string Name, MagicArguments Arguments, int Line);

/// <summary>Arguments of a magic command: named ones, and the rest in order.</summary>
internal sealed class MagicArguments
{
    private readonly Dictionary<string, string> named = new(StringComparer.Ordinal);

    public MagicArguments(string text)
    {
        Text = text.Trim();
        var words = Split(Text).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal)) Plain.Add(words[i]);
            else if (i + 1 < words.Count && !words[i + 1].StartsWith("--", StringComparison.Ordinal)) named[words[i]] = words[++i];
            else named[words[i]] = "";
        }
    }

    public string Text { get; }

    public List<string> Plain { get; } = [];

    public string? this[string name] => named.TryGetValue(name, out var value) ? value : null;

    private static IEnumerable<string> Split(string text) =>
        System.Text.RegularExpressions.Regex.Matches(text, "\"([^\"]*)\"|(\\S+)").Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Value);
}
