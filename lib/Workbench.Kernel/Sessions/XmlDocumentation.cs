using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Workbench.Kernel.Sessions;

/// <summary>What the documentation files of libraries and of the framework say about a member.</summary>
internal static partial class XmlDocumentation
{
    private static readonly ConcurrentDictionary<string, string?> Known = new(StringComparer.Ordinal);
    private static readonly Lazy<IReadOnlyList<string>> FrameworkFiles = new(FindFrameworkFiles);

    /// <summary>Summary, parameters and returned value as text; null when there is no file or no word.</summary>
    /// <param name="id">Documentation id, such as <c>M:System.Console.WriteLine(System.String)</c>.</param>
    /// <param name="assembly">Name or path of the assembly that holds the member.</param>
    public static string? Find(string id, string? assembly) => Known.GetOrAdd(id, _ => Files(assembly).Select(file => Read(file, id)).FirstOrDefault(text => text is not null));

    private static IEnumerable<string> Files(string? assembly)
    {
        if (assembly is null) return [];
        var path = File.Exists(assembly) ? assembly : CarriedAssemblies.All.GetValueOrDefault(assembly);
        return path is not null && File.Exists(Path.ChangeExtension(path, ".xml")) ? [Path.ChangeExtension(path, ".xml")] : FrameworkFiles.Value;
    }

    /// <summary>The framework's own documentation lies with the reference assemblies of the SDK, that of F# with its compiler.</summary>
    private static List<string> FindFrameworkFiles()
    {
        var home = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..");
        var (packs, sdks) = (Path.Combine(home, "packs", "Microsoft.NETCore.App.Ref"), Path.Combine(home, "sdk"));
        IEnumerable<string> framework = Directory.Exists(packs) ? Directory.EnumerateFiles(packs, "*.xml", SearchOption.AllDirectories) : [];
        var fsharp = Directory.Exists(sdks) ? Directory.EnumerateDirectories(sdks).Select(sdk => Path.Combine(sdk, "FSharp", "FSharp.Core.xml")).Where(File.Exists).TakeLast(1) : [];
        return [.. framework.OrderByDescending(file => Path.GetFileName(file) is "System.Runtime.xml" or "System.Collections.xml" or "System.Linq.xml"), .. fsharp];
    }

    private static string? Read(string file, string id)
    {
        var mark = $"<member name=\"{id}\">";
        foreach (var line in File.ReadLines(file).Select((text, number) => (text, number)))
        {
            if (!line.text.Contains(mark, StringComparison.Ordinal)) continue;
            var member = string.Join('\n', File.ReadLines(file).Skip(line.number).TakeWhile((text, n) => n == 0 || !text.Contains("<member ", StringComparison.Ordinal)));
            return Text(member[member.IndexOf(mark, StringComparison.Ordinal)..]);
        }

        return null;
    }

    /// <summary>A <c>member</c> element, or what stands inside one, as text.</summary>
    public static string? Text(string xml)
    {
        try
        {
            var end = xml.IndexOf("</member>", StringComparison.Ordinal);
            var element = XElement.Parse(xml.StartsWith("<member", StringComparison.Ordinal) ? xml[..(end + 9)] : $"<member>{xml}</member>");
            var lines = element.Elements("summary").Select(Words)
                .Concat(element.Elements("param").Select(parameter => $"  {parameter.Attribute("name")?.Value}: {Words(parameter)}"))
                .Concat(element.Elements("returns").Select(returned => "Returns: " + Words(returned))).Where(line => line.Trim().Length > 0).ToList();
            return lines.Count == 0 ? null : string.Join('\n', lines);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string Words(XElement element) => Spaces().Replace(string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement named when named.IsEmpty => (named.Attribute("cref") ?? named.Attribute("name") ?? named.Attribute("langword"))?.Value is { } name ? name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..] : " ",
        XElement inner => Words(inner),
        _ => "",
    })), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
