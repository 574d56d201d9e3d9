using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Kernel.Sessions;

namespace Workbench.Kernel.Magics;

/// <summary>What <c>#!import</c> runs: a script, a query, or the code cells of a notebook (.ipynb, .dib), in their languages.</summary>
internal static class ImportedFile
{
    /// <summary>The texts of a file, in order, each with its language.</summary>
    /// <param name="path">The file.</param>
    /// <param name="language">Language of a file whose name does not tell it.</param>
    /// <exception cref="ScriptFailure">A notebook that is none.</exception>
    public static IReadOnlyList<(string Code, Language Language)> Read(string path, Language language)
    {
        var text = File.ReadAllText(path);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".fs" or ".fsx" => [(text, Language.FSharp)],
            ".cs" or ".csx" => [(text, Language.CSharp)],
            ".md" => [(text, Language.Markdown)],
            ".sql" => [(text, Language.Sql)],
            ".html" => [(text, Language.Html)],
            ".js" => [(text, Language.JavaScript)],
            ".ipynb" => Cells(path, text),
            ".dib" => [(WithoutMeta(text), Language.CSharp)],
            _ => [(text, language)],
        };
    }

    private static List<(string, Language)> Cells(string path, string text)
    {
        try
        {
            var notebook = JsonNode.Parse(text);
            var start = notebook?["metadata"]?["kernelspec"]?["language"]?.GetValue<string>() is "F#" or "fsharp" ? "fsharp" : "csharp";
            return [.. (notebook?["cells"] as JsonArray ?? []).OfType<JsonObject>().Where(cell => cell["cell_type"]?.GetValue<string>() == "code")
                .Select(cell => (Joined(cell["source"]), Named(path, cell["metadata"]?["polyglot_notebook"]?["kernelName"] ?? cell["metadata"]?["dotnet_interactive"]?["language"], start)))];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new ScriptFailure("KERN108", $"{path}: error KERN108: not a notebook: {error.Message.TrimEnd('.')}. Fix: save it anew with Jupyter or VS Code.", []);
        }
    }

    private static Language Named(string path, JsonNode? name, string start) => CellParser.TryLanguage(name?.GetValue<string>() ?? start, out var language)
        ? language
        : throw new ScriptFailure("KERN108", $"{path}: error KERN108: a cell is in '{name}', which this kernel does not have. Fix: take that cell out, or write it in C# or F#.", []);

    private static string Joined(JsonNode? source) => source is JsonArray lines ? string.Concat(lines.Select(line => line!.GetValue<string>())) : source?.GetValue<string>() ?? "";

    /// <summary>A .dib begins with a block of settings, up to the first cell; its lines stay, so that places stay.</summary>
    private static string WithoutMeta(string text)
    {
        var lines = text.Split('\n');
        if (lines[0].TrimEnd() != "#!meta") return text;
        for (var i = 0; i < lines.Length && (i == 0 || !lines[i].StartsWith("#!", StringComparison.Ordinal)); i++) lines[i] = "";
        return string.Join('\n', lines);
    }
}
