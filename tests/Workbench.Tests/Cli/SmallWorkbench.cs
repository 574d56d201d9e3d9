using System.Text.Json.Nodes;

namespace Workbench.Tests.Cli;

/// <summary>A throw-away workbench: <c>notebooks/</c> and <c>data/</c> in a folder of its own.</summary>
internal sealed class SmallWorkbench : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public SmallWorkbench()
    {
        Directory.CreateDirectory(File("notebooks"));
        Directory.CreateDirectory(File("data"));
    }

    public string Path => folder.Path;

    public string Runs => File("runs");

    public string Latest => System.IO.Path.Combine(Runs, "latest");

    public string File(params string[] names) => System.IO.Path.Combine([folder.Path, .. names]);

    /// <summary>Runs in <c>runs/</c>, whole or not, <c>latest</c> left out.</summary>
    public IReadOnlyList<string> RunFolders => Directory.Exists(Runs) ? [.. Directory.EnumerateFileSystemEntries(Runs).Select(System.IO.Path.GetFileName).OfType<string>().Where(name => name is not ("latest" or ".inputs")).Order(StringComparer.Ordinal)] : [];

    public SmallWorkbench With(string name, params JsonObject[] cells)
    {
        for (var i = 0; i < cells.Length; i++) cells[i]["id"] = $"cell-{i + 1}";
        var notebook = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells]),
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" } },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        System.IO.File.WriteAllText(File("notebooks", name + ".ipynb"), notebook.ToJsonString());
        return this;
    }

    /// <summary>Declares what a notebook needs of a table.</summary>
    public SmallWorkbench Needing(string name, string table, params string[] columns)
    {
        var path = File("notebooks", name + ".ipynb");
        var notebook = JsonNode.Parse(System.IO.File.ReadAllText(path))!;
        notebook["metadata"]!["workbench"] = new JsonObject { ["needs"] = new JsonObject { [table] = new JsonArray([.. columns.Select(column => (JsonNode)column)]) } };
        System.IO.File.WriteAllText(path, notebook.ToJsonString());
        return this;
    }

    /// <summary>A copy of the repository's curated data, for notebooks that read them.</summary>
    public SmallWorkbench WithCurated()
    {
        Directory.CreateDirectory(File("data", "curated"));
        foreach (var file in Directory.EnumerateFiles(Repository.Curated)) System.IO.File.Copy(file, File("data", "curated", System.IO.Path.GetFileName(file)));
        return this;
    }

    public static JsonObject CSharp(string code, params string[] tags) => Code("csharp", code, tags);

    public static JsonObject FSharp(string code, params string[] tags) => Code("fsharp", "#!fsharp\n" + code, tags);

    public static JsonObject Markdown(string text) => new() { ["cell_type"] = "markdown", ["metadata"] = new JsonObject(), ["source"] = text };

    /// <summary>The executed notebook of the latest run.</summary>
    public JsonNode Executed(string name) => JsonNode.Parse(System.IO.File.ReadAllText(System.IO.Path.Combine(Latest, "notebooks", name + ".ipynb")))!;

    public JsonNode Json(string name) => JsonNode.Parse(System.IO.File.ReadAllText(System.IO.Path.Combine(Latest, name)))!;

    public void Dispose() => folder.Dispose();

    private static JsonObject Code(string language, string code, string[] tags) => new()
    {
        ["cell_type"] = "code",
        ["execution_count"] = null,
        ["metadata"] = new JsonObject
        {
            ["dotnet_interactive"] = new JsonObject { ["language"] = language },
            ["polyglot_notebook"] = new JsonObject { ["kernelName"] = language },
            ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]),
        },
        ["outputs"] = new JsonArray(),
        ["source"] = code,
    };
}
