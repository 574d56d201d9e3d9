using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Workbench.Tests.House;

/// <summary>The page of error and warning codes, <c>lib/CODES.md</c>, is made from the code.</summary>
public sealed partial class ErrorCodesTests
{
    private const string Head = """
        # Error and warning codes

        Made from the code by a test of `tests/Workbench.Tests/House`. Codes are stable: a text may change, a code keeps its meaning. `…` stands for what was found.

        | codes | room |
        |---|---|
        | MODEL0xx, 1xx | results and numerics |
        | MODEL2xx | landscape |
        | MODEL3xx | conversion |
        | MODEL4xx | trust |
        | MODEL5xx | monetisation |
        | MODEL6xx | competition and claims |
        | DATAxxx | data packages and their contract |
        | FIGxxx | figures |
        | KERNxxx | cells and the kernel |
        | NBxxx | notebooks on disk |
        | PARAMxxx | parameters of notebooks |
        | RUNxxx | runs |
        | IMPORTxxx | tables that users bring |

        | code | says | raised in |
        |---|---|---|

        """;

    [Fact]
    public void The_page_of_codes_is_what_the_code_says()
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var code in Codes().GroupBy(code => code.Id).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var texts = code.Select(one => one.Text).Where(text => text.Length > 0).Distinct().Order(StringComparer.Ordinal);
            var files = code.Select(one => one.File).Distinct().Order(StringComparer.Ordinal);
            page.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {code.Key} | {string.Join("<br>", texts).Replace("|", "\\|", StringComparison.Ordinal)} | {string.Join(", ", files)} |\n");
        }

        Approved.Same("lib/CODES.md", page.ToString());
    }

    [Fact]
    public void Every_code_belongs_to_the_room_that_raises_it() => Assert.All(Codes(), code => Assert.True(Room(code.Id).Any(room => code.File.StartsWith(room, StringComparison.Ordinal)), $"{code.Id} is raised in {code.File}"));

    private static string[] Room(string code) => (code[..^3], code[^3]) switch
    {
        ("MODEL", '0' or '1') => ["LiveCommerce/"],
        ("MODEL", '2') => ["LiveCommerce/Landscape"],
        ("MODEL", '3') => ["LiveCommerce/Conversion"],
        ("MODEL", '4') => ["LiveCommerce/Trust"],
        ("MODEL", '5') => ["LiveCommerce/Monetisation"],
        ("MODEL", '6') => ["LiveCommerce/Competition", "LiveCommerce/Claims"],
        ("DATA", _) => ["LiveCommerce.Data/", "Workbench.Runs/Report/RunReport"],
        ("FIG", _) => ["LiveCommerce.Charts/"],
        ("KERN", _) => ["Workbench.Kernel/", "Workbench.Cli/Verbs/KernelVerb"],
        _ => ["Workbench.Runs/", "Workbench.Cli/"],
    };

    private static IEnumerable<(string Id, string Text, string File)> Codes()
    {
        var lib = Path.Combine(Repository.Root, "lib");
        foreach (var file in Directory.EnumerateFiles(lib, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var place = Path.GetRelativePath(lib, file).Replace('\\', '/');
            var root = CSharpSyntaxTree.ParseText(File.ReadAllText(file), cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken);
            foreach (var literal in root.DescendantNodes().OfType<LiteralExpressionSyntax>().Where(literal => literal.Token.Value is string text && Whole().IsMatch(text)))
            {
                if (literal.Parent is ArgumentSyntax { Parent: BaseArgumentListSyntax list }) yield return ((string)literal.Token.Value!, Said(list, literal), place);
            }

            foreach (var text in root.DescendantNodes().OfType<InterpolatedStringExpressionSyntax>().Select(Text))
            {
                foreach (Match match in Inside().Matches(text)) yield return (match.Groups[1].Value, match.Groups[2].Value.Trim(), place);
            }
        }
    }

    private static string Said(BaseArgumentListSyntax arguments, LiteralExpressionSyntax code)
    {
        var parts = arguments.Arguments.SkipWhile(argument => argument.Expression != code).Skip(1).Select(argument => Text(argument.Expression)).Where(part => part.Length > 0).ToList();
        return string.Join("; ", parts.Select((part, index) => part == "…" && index > 0 ? "" : part).Where(part => part.Length > 0));
    }

    private static string Text(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax { Token.Value: string text } => text,
        InterpolatedStringExpressionSyntax interpolated => string.Concat(interpolated.Contents.Select(part => part is InterpolatedStringTextSyntax text ? text.TextToken.ValueText : "…")),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => Text(sum.Left) + Text(sum.Right),
        InvocationExpressionSyntax { ArgumentList.Arguments: [.., { Expression: InterpolatedStringExpressionSyntax inner }] } => Text(inner),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Severity" } } => "",
        _ => "…",
    };

    [GeneratedRegex("^(MODEL|DATA|FIG|KERN|NB|PARAM|RUN|IMPORT)[0-9]{3}$")]
    private static partial Regex Whole();

    [GeneratedRegex("error ((?:MODEL|DATA|FIG|KERN|NB|PARAM|RUN|IMPORT)[0-9]{3}): (.*)$")]
    private static partial Regex Inside();
}
