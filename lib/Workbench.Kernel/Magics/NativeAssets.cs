using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Text.Json.Nodes;

namespace Workbench.Kernel.Magics;

/// <summary>Native libraries of restored packages, found when an assembly asks for them.</summary>
internal static class NativeAssets
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> Files = new(StringComparer.OrdinalIgnoreCase);
    private static int watching;

    public static void Remember(IEnumerable<string> roots, string home, JsonNode library)
    {
        if (library["runtimeTargets"] is not JsonObject targets) return;
        foreach (var (file, target) in targets)
        {
            if (target?["assetType"]?.GetValue<string>() != "native" || !RuntimeInformation.RuntimeIdentifier.StartsWith(target["rid"]?.GetValue<string>() ?? "?", StringComparison.Ordinal)) continue;
            if (roots.Select(root => Path.Combine(root, home, file)).FirstOrDefault(File.Exists) is { } path) Files[Path.GetFileNameWithoutExtension(path)] = path;
        }

        if (!Files.IsEmpty && Interlocked.Exchange(ref watching, 1) == 0) AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => Load(name);
    }

    private static nint Load(string name) =>
        new[] { name, "lib" + name, Path.GetFileNameWithoutExtension(name) }.Where(Files.ContainsKey).Select(key => NativeLibrary.Load(Files[key])).FirstOrDefault();
}
