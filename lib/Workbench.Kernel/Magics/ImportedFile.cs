using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Kernel.Sessions;

namespace Workbench.Kernel.Magics;

/// <summary>The cells of a file that <c>#!import</c> names: a notebook (.ipynb, .dib), or one cell of code, Markdown, SQL, HTML or script.</summary>
internal static class ImportedFile
{
    /// <param name="path">The file; it exists.</param>
    /// <param name="text">What stands in it.</param>
    /// <param name="language">Language of what names none.</param>
    /// <exception cref="ScriptFailure">A notebook that cannot be read, or a cell in a language that this kernel does not have.</exception>
    public static IReadOnlyList<(Language Language, string Code)> Cells(string path, string text, Language language) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".ipynb" => OfNotebook(path, text, language),
        ".dib" => OfText(text),
        ".fs" or ".fsx" => [(Language.FSharp, text)],
        ".cs" or ".csx" => [(Language.CSharp, text)],
        ".md" => [(Language.Markdown, text)],
        ".sql" => [(Language.Sql, text)],
        ".html" => [(Language.Html, text)],
        ".js" => [(Language.JavaScript, text)],
        _ => [(language, text)],
    };

    private static List<(Language Language, string Code)> OfNotebook(string path, string text, Language language)
    {
        var cells = new List<(Language, string)>();
        try
        {
            var notebook = JsonNode.Parse(text)!;
            var name = (string?)notebook["metadata"]?["kernelspec"]?["language"];
            var usual = name is null ? language : Named(path, name);
            foreach (var cell in notebook["cells"]!.AsArray())
            {
                var source = cell!["source"] switch { JsonArray lines => string.Concat(lines.Select(line => (string?)line)), JsonValue whole => (string)whole!, _ => "" };
                var metadata = cell["metadata"];
                var own = (string?)metadata?["polyglot_notebook"]?["kernelName"] ?? (string?)metadata?["dotnet_interactive"]?["language"];
                if ((string?)cell["cell_type"] == "markdown") cells.Add((Language.Markdown, source));
                if ((string?)cell["cell_type"] == "code") cells.Add((own is null ? usual : Named(path, own), source));
            }

            return cells;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new ScriptFailure("KERN107", $"{path}: error KERN107: not a notebook ({error.Message}). Fix: name a notebook of nbformat 4.", []);
        }
    }

    /// <summary>A .dib file: a line with the name of a language begins a cell.</summary>
    private static List<(Language Language, string Code)> OfText(string text)
    {
        var cells = new List<(Language, List<string> Lines)> { (Language.CSharp, []) };
        var describes = false;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.Trim() == "#!meta")
            {
                describes = true;
            }
            else if (line.StartsWith("#!", StringComparison.Ordinal) && CellParser.TryLanguage(line[2..].Trim(), out var chosen))
            {
                describes = false;
                cells.Add((chosen, []));
            }
            else if (!describes)
            {
                cells[^1].Lines.Add(line);
            }
        }

        return [.. cells.Select(cell => (cell.Item1, Code: string.Join('\n', cell.Lines).Trim('\n'))).Where(cell => cell.Code.Trim().Length > 0)];
    }

    private static Language Named(string path, string name) => CellParser.TryLanguage(name, out var language)
        ? language
        : throw new ScriptFailure("KERN107", $"{path}: error KERN107: a cell is in '{name}', which this kernel does not have{LiveCommerce.Spelling.Hint(name, ["csharp", "fsharp", "sql", "markdown", "html"])}. Fix: take that cell out, or write it in C# or F#.", []);
}
