using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Kernel.Jupyter;

/// <summary>The entries by which Jupyter clients find this kernel.</summary>
public static class KernelSpecs
{
    private const string Owner = "livecommerce-workbench";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    private static readonly (string Name, Language Language, string Shown)[] Specs =
    [
        (".net-csharp", Language.CSharp, "C# (Workbench)"), (".net-fsharp", Language.FSharp, "F# (Workbench)"),
        ("workbench-csharp", Language.CSharp, "C# (Workbench)"), ("workbench-fsharp", Language.FSharp, "F# (Workbench)"),
    ];

    /// <summary>Writes the entries; one of another owner stays unless forced.</summary>
    /// <param name="kernels">Folder of kernel entries.</param>
    /// <param name="command">Program and arguments that start the kernel; the connection file and the language are added.</param>
    /// <param name="force">Replace entries of other owners too.</param>
    /// <returns>A line for each entry.</returns>
    public static IReadOnlyList<string> Install(string kernels, IEnumerable<string> command, bool force = false)
    {
        var start = command.ToList();
        var said = new List<string>();
        foreach (var (name, language, shown) in Specs)
        {
            var folder = Path.Combine(kernels, name);
            if (Directory.Exists(folder) && !IsOurs(folder) && !force)
            {
                said.Add($"{name}: kept, it belongs to another program ({folder}); --force replaces it");
                continue;
            }

            Directory.CreateDirectory(folder);
            var spec = new JsonObject
            {
                ["argv"] = new JsonArray([.. start.Append("{connection_file}").Append("--language").Append(language == Language.FSharp ? "fsharp" : "csharp").Select(word => (JsonNode)word)]),
                ["display_name"] = shown,
                ["language"] = language == Language.FSharp ? "F#" : "C#",
                ["interrupt_mode"] = "message",
                ["env"] = new JsonObject(RuntimeSettings.Variables.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
                ["metadata"] = new JsonObject { ["owner"] = Owner, ["debugger"] = false },
            };
            File.WriteAllText(Path.Combine(folder, "kernel.json"), spec.ToJsonString(Indented) + "\n");
            said.Add($"{name}: written to {folder}");
        }

        return said;
    }

    /// <summary>Removes the entries that <see cref="Install"/> wrote, and no other.</summary>
    /// <returns>A line for each entry removed.</returns>
    public static IReadOnlyList<string> Uninstall(string kernels)
    {
        var said = new List<string>();
        foreach (var folder in Specs.Select(spec => Path.Combine(kernels, spec.Name)).Where(IsOurs))
        {
            File.Delete(Path.Combine(folder, "kernel.json"));
            if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
            said.Add($"removed {folder}");
        }

        return said;
    }

    /// <summary>The entries that are installed and ours.</summary>
    public static IReadOnlyList<string> Installed(string kernels) => [.. Specs.Select(spec => spec.Name).Where(name => IsOurs(Path.Combine(kernels, name)))];

    private static bool IsOurs(string folder)
    {
        var file = Path.Combine(folder, "kernel.json");
        if (!File.Exists(file)) return false;
        try
        {
            return JsonNode.Parse(File.ReadAllText(file)) is JsonObject spec && spec["metadata"] is JsonObject metadata && metadata["owner"]?.ToString() == Owner;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
