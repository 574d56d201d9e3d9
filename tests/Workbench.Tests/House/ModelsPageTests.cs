using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LiveCommerce;
using Xunit;

namespace Workbench.Tests.House;

/// <summary>The page of models, <c>lib/MODELS.md</c>, is made from the doc comments.</summary>
public sealed partial class ModelsPageTests
{
    private const string Head = """
        # Models

        Made from the doc comments by a test of `tests/Workbench.Tests/House`: every public type of the models, what it is, its method, source and limits where the comment gives them, and how it is made or called (in F# `Double` is `float`, `Int32` is `int`, and lists, arrays and sequences fit where `IEnumerable` or `IReadOnlyList` stands). Options are records with `With...` methods. Each has its published cases in `tests/LiveCommerce.Tests/reference`.

        """;

    private static readonly string[] Rooms = ["Landscape", "Conversion", "Trust", "Monetisation", "Competition", "Claims", "Numerics"];

    [Fact]
    public void The_page_of_models_is_what_the_doc_comments_say()
    {
        var comments = Comments();
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var room in Rooms)
        {
            var types = typeof(Estimate).Assembly.GetExportedTypes().Where(type => type.Namespace!.StartsWith("LiveCommerce." + room, StringComparison.Ordinal) && !type.IsNested && !type.IsEnum && !type.Name.EndsWith("Options", StringComparison.Ordinal))
                .OrderBy(type => type.Namespace, StringComparer.Ordinal).ThenBy(type => type.Name, StringComparer.Ordinal).ToList();
            if (types.Count == 0) continue;
            page.Append(CultureInfo.InvariantCulture, $"\n## {room}\n\n");
            foreach (var type in types)
            {
                var comment = comments.GetValueOrDefault("T:" + type.FullName);
                page.Append(CultureInfo.InvariantCulture, $"- **{type.Name.Split('`')[0]}**: {Text(comment?.Element("summary"))}{(Text(comment?.Element("remarks")) is { Length: > 0 } remarks ? $" *{remarks}*" : "")}\n");
                foreach (var made in type.GetConstructors().Where(constructor => constructor.GetParameters().Length > 0)) page.Append(CultureInfo.InvariantCulture, $"  - `{type.Name.Split('`')[0]}({ApiText.Parameters(made)})`\n");
                foreach (var entry in type.GetMethods().Where(method => method.IsStatic && method.DeclaringType == type && !method.IsSpecialName).OrderBy(method => method.Name, StringComparer.Ordinal))
                {
                    var said = comments.Where(pair => pair.Key.StartsWith($"M:{type.FullName}.{entry.Name}(", StringComparison.Ordinal) || pair.Key.StartsWith($"M:{type.FullName}.{entry.Name}`", StringComparison.Ordinal)).Select(pair => pair.Value).FirstOrDefault();
                    if (said is not null) page.Append(CultureInfo.InvariantCulture, $"  - `{entry.Name}({ApiText.Parameters(entry)})`: {Text(said.Element("summary"))}{(Text(said.Element("remarks")) is { Length: > 0 } method ? $" *{method}*" : "")}\n");
                }
            }
        }

        Approved.Same("lib/MODELS.md", page.ToString());
    }

    [Fact]
    public void Every_public_type_of_the_models_has_a_summary() =>
        Assert.Empty(typeof(Estimate).Assembly.GetExportedTypes().Where(type => Text(Comments().GetValueOrDefault("T:" + type.FullName!.Replace('+', '.'))?.Element("summary")).Length == 0).Select(type => type.FullName));

    private static Dictionary<string, XElement> Comments() => XDocument.Load(Path.ChangeExtension(typeof(Estimate).Assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    private static string Text(XElement? element) => element is null ? "" : Blanks().Replace(string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" } see => Last(see.Attribute("cref")?.Value ?? see.Attribute("langword")?.Value ?? see.Attribute("href")?.Value ?? ""),
        XElement { Name.LocalName: "paramref" or "typeparamref" } name => name.Attribute("name")!.Value,
        XElement { Name.LocalName: "c" or "code" } code => $"`{code.Value}`",
        XElement other => " " + Text(other) + " ",
        _ => "",
    })), " ").Trim();

    private static string Last(string cref) => cref.Split('(')[0].Split('.', ':')[^1].Split('`')[0];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
