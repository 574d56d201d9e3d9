using System.Text.Json.Nodes;

namespace Workbench.Kernel.Jupyter;

/// <summary>Completion and inspection; cursors count code points, as the protocol does.</summary>
internal static class Assist
{
    public static JsonObject Complete(NotebookKernel kernel, Language language, string code, int cursor)
    {
        var (before, word, path) = Split(code, cursor);
        var matches = kernel.Names(LanguageAt(before, language), path)
            .Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. matches.Select(name => (JsonNode)name)]),
            ["cursor_start"] = cursor - word.EnumerateRunes().Count(),
            ["cursor_end"] = cursor,
            ["metadata"] = new JsonObject(),
        };
    }

    public static JsonObject Inspect(NotebookKernel kernel, Language language, string code, int cursor)
    {
        var end = Index(code, cursor);
        while (end < code.Length && IsName(code[end])) end++;
        var (before, word, path) = Split(code[..end], int.MaxValue);
        var said = word.Length == 0 ? null : kernel.Describe(LanguageAt(before, language), path, word);
        return new JsonObject
        {
            ["status"] = "ok",
            ["found"] = said is not null,
            ["data"] = said is null ? new JsonObject() : new JsonObject { ["text/plain"] = said },
            ["metadata"] = new JsonObject(),
        };
    }

    /// <summary>Whether an F# cell waits for more: an open bracket, or a last line that ends in a sign that needs a right side.</summary>
    public static bool IsOpenFSharp(string code)
    {
        var text = code.TrimEnd();
        var open = text.Count(c => c is '(' or '[' or '{') > text.Count(c => c is ')' or ']' or '}');
        return open || ((string[])["=", "->", "|>", "with", "then", "else", "do", ","]).Any(end => text.EndsWith(end, StringComparison.Ordinal));
    }

    private static (string Before, string Word, string Path) Split(string code, int cursor)
    {
        var before = code[..Index(code, cursor)];
        var start = before.Length;
        while (start > 0 && IsName(before[start - 1])) start--;
        var left = start;
        while (left > 0 && (IsName(before[left - 1]) || before[left - 1] == '.')) left--;
        return (before, before[start..], before[left..start].TrimEnd('.'));
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
            if (line.StartsWith("#!", StringComparison.Ordinal) && Magics.CellParser.TryLanguage(line[2..].Trim().Split(' ')[0], out var chosen)) language = chosen;
        }

        return language;
    }

    private static bool IsName(char c) => char.IsLetterOrDigit(c) || c == '_';
}
