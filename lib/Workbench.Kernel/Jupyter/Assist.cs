using System.Text.Json.Nodes;
using Workbench.Kernel.Magics;

namespace Workbench.Kernel.Jupyter;

/// <summary>Completion, inspection and completeness, as the protocol asks for them; cursors count code points.</summary>
internal static class Assist
{
    public static JsonObject Complete(NotebookKernel kernel, Language language, string code, int cursor)
    {
        var at = Index(code, cursor);
        var start = at;
        while (start > 0 && IsName(code[start - 1])) start--;
        IEnumerable<string> names;
        if (MagicStart(code, at) is { } magic)
        {
            start = magic;
            names = CellParser.Names;
        }
        else
        {
            names = kernel.Names(LanguageAt(code[..at], language), code, at);
        }

        var word = code[start..at];
        var matches = names.Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal)
            .OrderByDescending(name => name.StartsWith(word, StringComparison.Ordinal)).ThenBy(name => name, StringComparer.Ordinal);
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. matches.Select(name => (JsonNode)name)]),
            ["cursor_start"] = code[..start].EnumerateRunes().Count(),
            ["cursor_end"] = code[..at].EnumerateRunes().Count(),
            ["metadata"] = new JsonObject(),
        };
    }

    public static JsonObject Inspect(NotebookKernel kernel, Language language, string code, int cursor)
    {
        var at = Index(code, cursor);
        while (at < code.Length && IsName(code[at])) at++;
        var said = kernel.Describe(LanguageAt(code[..at], language), code, at);
        return new JsonObject
        {
            ["status"] = "ok",
            ["found"] = said is not null,
            ["data"] = said is null ? new JsonObject() : new JsonObject { ["text/plain"] = said },
            ["metadata"] = new JsonObject(),
        };
    }

    public static JsonObject IsComplete(NotebookKernel kernel, Language language, string code)
    {
        var status = kernel.Completeness(language, code) switch
        {
            Completeness.Whole => "complete",
            Completeness.Open => "incomplete",
            _ => "invalid",
        };
        var reply = new JsonObject { ["status"] = status };
        if (status == "incomplete") reply["indent"] = "    ";
        return reply;
    }

    /// <summary>Where the <c>#!</c> word before the cursor begins; null when there is none.</summary>
    private static int? MagicStart(string code, int at)
    {
        var line = code.LastIndexOf('\n', Math.Max(0, at - 1)) + 1;
        if (line > at) line = at;
        var word = code[line..at];
        return word.StartsWith('#') && !word.Contains(' ', StringComparison.Ordinal) ? line : null;
    }

    private static int Index(string code, int cursor)
    {
        var index = 0;
        foreach (var rune in code.EnumerateRunes())
        {
            if (cursor-- <= 0) break;
            index += rune.Utf16SequenceLength;
        }

        return index;
    }

    private static Language LanguageAt(string before, Language language)
    {
        foreach (var line in before.Split('\n'))
        {
            if (line.StartsWith("#!", StringComparison.Ordinal) && CellParser.TryLanguage(line[2..].Trim().Split(' ')[0], out var chosen)) language = chosen;
        }

        return language;
    }

    private static bool IsName(char c) => char.IsLetterOrDigit(c) || c == '_';
}
