using System.Reflection;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace Workbench.Kernel.Sessions;

/// <summary>The assemblies that cells see without asking: the libraries of the workbench and the framework.</summary>
internal static class CarriedAssemblies
{
    private static readonly string[] Libraries =
    [
        "LiveCommerce", "LiveCommerce.Data", "LiveCommerce.Charts", "MathNet.Numerics", "Microsoft.Data.Analysis", "Microsoft.ML.DataView", "Apache.Arrow",
        "Plotly.NET", "Plotly.NET.CSharp", "DynamicObj", "Giraffe.ViewEngine", "Newtonsoft.Json", "DuckDB.NET.Data", "DuckDB.NET.Bindings",
        "Microsoft.DotNet.Interactive.Formatting", "Microsoft.AspNetCore.Html.Abstractions", "Workbench.Kernel",
    ];

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Trusted = new(() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .DistinctBy(Path.GetFileNameWithoutExtension).ToDictionary(path => Path.GetFileNameWithoutExtension(path)!, path => path, StringComparer.OrdinalIgnoreCase));

    /// <summary>Paths of everything that this process can load without asking.</summary>
    public static IReadOnlyDictionary<string, string> All => Trusted.Value;

    /// <summary>Paths of the libraries that F# cells see.</summary>
    public static IEnumerable<string> LibraryPaths => Libraries.Where(Trusted.Value.ContainsKey).Select(name => Trusted.Value[name]);

    /// <summary>References of C# cells: the framework and the libraries, not the compilers of this program.</summary>
    public static IReadOnlyList<MetadataReference> References() =>
        [.. Trusted.Value.Values.Where(IsSeen).Select(Reference)];

    /// <summary>An assembly as the compiler sees it. Of the file only the metadata are read: most of it is machine code.</summary>
    public static MetadataReference Reference(string path) =>
        AssemblyMetadata.Create(ModuleMetadata.CreateFromStream(File.OpenRead(path), PEStreamOptions.PrefetchMetadata)).GetReference(filePath: path);

    /// <summary>Whether cells see a file without asking.</summary>
    public static bool IsSeen(string path) => IsFramework(path) || Path.GetFileNameWithoutExtension(path) is var name && (Libraries.Contains(name) || name is "FSharp.Core");

    /// <summary>Whether a package is already here, under any version.</summary>
    public static bool Carries(string package) => Libraries.Contains(package, StringComparer.OrdinalIgnoreCase) && Trusted.Value.ContainsKey(package);

    private static bool IsFramework(string path) => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location);

    /// <summary>Loads an assembly once for both languages.</summary>
    public static Assembly Load(string path) => System.Runtime.Loader.AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(path));
}
