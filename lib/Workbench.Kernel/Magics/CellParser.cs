namespace Workbench.Kernel.Magics;

/// <summary>Splits a cell into parts by language, and takes the magic commands out of them.</summary>
internal static class CellParser
{
    private static readonly Dictionary<string, Language> Languages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["csharp"] = Language.CSharp,
        ["c#"] = Language.CSharp,
        ["fsharp"] = Language.FSharp,
        ["f#"] = Language.FSharp,
        ["sql"] = Language.Sql,
        ["markdown"] = Language.Markdown,
        ["md"] = Language.Markdown,
        ["html"] = Language.Html,
        ["mermaid"] = Language.Mermaid,
        ["javascript"] = Language.JavaScript,
        ["js"] = Language.JavaScript,
        ["value"] = Language.Value,
    };

    private static readonly string[] Commands = ["#!share", "#!set", "#!import", "#!time", "#!who", "#!whos", "#!lsmagic"];

    /// <summary>Names of all magics, for <c>#!lsmagic</c> and for errors.</summary>
    public static IReadOnlyList<string> Names => [.. Languages.Keys.Select(name => "#!" + name), .. Commands, "#r", "#i", "#load"];

    /// <summary>The language of a name, as in cell metadata.</summary>
    public static bool TryLanguage(string name, out Language language) => Languages.TryGetValue(name, out language);

    /// <summary>The parts of a cell.</summary>
    /// <exception cref="Sessions.ScriptFailure">A line begins with an unknown <c>#!</c>.</exception>
    public static IReadOnlyList<CellPart> Parse(string code, Language language)
    {
        var parts = new List<CellPart>();
        var (current, options) = (language, new MagicArguments(""));
        var lines = code.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        var kept = new List<string>();
        var commands = new List<Magic>();
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (!line.StartsWith('#') || !TrySplit(line, out var name, out var arguments))
            {
                kept.Add(lines[i]);
                continue;
            }

            if (name.StartsWith("#!", StringComparison.Ordinal) && Languages.TryGetValue(name[2..], out var chosen))
            {
                Close();
                (current, options) = (chosen, arguments);
            }
            else if (Commands.Contains(name) || IsReference(name, line))
            {
                commands.Add(new Magic(name, arguments, i + 1));
            }
            else if (name.StartsWith("#!", StringComparison.Ordinal))
            {
                throw new Sessions.ScriptFailure("KERN101", $"({i + 1},1): error KERN101: unknown magic command '{name}'{LiveCommerce.Spelling.Hint(name, Names)}", [$"known: {string.Join(' ', Names)}"]);
            }
            else
            {
                kept.Add(lines[i]);
                continue;
            }

            kept.Add("");
        }

        Close();
        return parts;

        void Close()
        {
            if (kept.Any(line => line.Trim().Length > 0) || commands.Count > 0 || current == Language.Value)
                parts.Add(new CellPart(current, string.Join('\n', kept), [.. commands], options));
            var blank = kept.Count;
            kept = [.. Enumerable.Repeat("", blank)];
            commands = [];
        }
    }

    /// <summary>The text of one language alone: every other line is blank, and every character stands where it stood.</summary>
    public static string Only(string code, Language start, Language wanted)
    {
        var lines = code.Split('\n');
        var current = start;
        for (var i = 0; i < lines.Length; i++)
        {
            var magic = lines[i].StartsWith("#!", StringComparison.Ordinal) || lines[i].StartsWith("#r", StringComparison.Ordinal) || lines[i].StartsWith("#i", StringComparison.Ordinal);
            if (magic && Languages.TryGetValue(lines[i].TrimStart('#', '!').Trim().Split(' ')[0], out var chosen)) current = chosen;
            if (magic || current != wanted) lines[i] = new string(' ', lines[i].Length);
        }

        return string.Join('\n', lines);
    }

    /// <summary><c>#r "nuget:..."</c> and <c>#i</c> are ours; <c>#load</c> belongs to the compilers.</summary>
    private static bool IsReference(string name, string line) => name is "#r" or "#i" && line.Contains('"', StringComparison.Ordinal);

    private static bool TrySplit(string line, out string name, out MagicArguments arguments)
    {
        var end = line.IndexOf(' ', StringComparison.Ordinal);
        name = end < 0 ? line : line[..end];
        arguments = new MagicArguments(end < 0 ? "" : line[end..]);
        return name.Length > 1;
    }
}
