using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbench.Kernel.Sessions;

/// <summary>What script syntax does not take and a cell may well hold, and whether a cell has a value.</summary>
internal static partial class CSharpCell
{
    internal static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    private static readonly CSharpParseOptions Program = new(LanguageVersion.Latest);

    /// <summary>The cell as the script compiler takes it; lines stay where they are.</summary>
    /// <remarks>A top-level <c>using var x = ...;</c> becomes <c>var x = ...;</c>: the value lives as long as the notebook, so that later cells can use it. A statement that begins with <c>p with {..}</c> is put in brackets.</remarks>
    public static string Prepare(string code)
    {
        var text = code.Contains("using", StringComparison.Ordinal) ? WithoutUsing(code) : code;
        return WithStart().IsMatch(text) && CSharpSyntaxTree.ParseText(text, Script).GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? WithStart().Replace(text, "${lead}(${value})") : text;
    }

    /// <summary>The tree of the cell itself; files that it loads stand before it.</summary>
    public static SyntaxTree Tree(Compilation compilation) => compilation.SyntaxTrees.Last();

    /// <summary>Whether the last statement is an expression without a semicolon, of a type other than void.</summary>
    public static bool HasValue(Compilation compilation)
    {
        var tree = Tree(compilation);
        if (tree.GetRoot() is not CompilationUnitSyntax root) return false;
        if (root.Members.LastOrDefault() is not GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last }) return false;
        return compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).Type is { SpecialType: not SpecialType.System_Void };
    }

    /// <summary>Whether the cell itself returns something, with <c>return x;</c>.</summary>
    public static bool Returns(Compilation compilation) => ((CompilationUnitSyntax)Tree(compilation).GetRoot()).Members.OfType<GlobalStatementSyntax>()
        .SelectMany(member => member.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
        .Any(node => node is ReturnStatementSyntax { Expression: not null });

    /// <summary>Whether a cell can be run as it stands.</summary>
    public static Completeness Completeness(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(Prepare(code), Script);
        if (!SyntaxFactory.IsCompleteSubmission(tree)) return Kernel.Completeness.Open;
        return tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? Kernel.Completeness.Faulty : Kernel.Completeness.Whole;
    }

    /// <summary>What to write instead, where the compiler's words do not tell; null otherwise.</summary>
    public static string? Advice(IEnumerable<Diagnostic> errors, string code)
    {
        var ids = errors.Select(error => error.Id).ToHashSet(StringComparer.Ordinal);
        if (code.Contains("namespace ", StringComparison.Ordinal) && ids.Overlaps(["CS7021", "CS1022", "CS1001"])) return "A cell holds no namespace: write the types alone.";
        if (ids.Contains("CS8345") || ids.Contains("CS8353")) return "A cell cannot keep a ref struct such as Span<T> in a variable: use it inside a method, or use an array.";
        if (ids.Contains("CS9283")) return "A cell holds no extension block: write a static method with a 'this' parameter.";
        if (RefLocal().IsMatch(code)) return "A cell cannot keep a ref local: use it inside a method, or inside a block { }.";
        if (WithStart().IsMatch(code) && ids.Overlaps(["CS1002", "CS1513", "CS1519", "CS1003", "CS1014", "CS0548", "CS0201"])) return "Put a 'with' expression that stands alone in brackets: (p with { ... }).";
        return null;
    }

    private static string WithoutUsing(string code)
    {
        var text = new System.Text.StringBuilder(code);
        foreach (var declaration in CSharpSyntaxTree.ParseText(code, Program).GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Select(member => member.Statement).OfType<LocalDeclarationStatementSyntax>().Where(declaration => declaration.UsingKeyword.IsKind(SyntaxKind.UsingKeyword)))
        {
            for (var at = declaration.SpanStart; at < declaration.UsingKeyword.Span.End; at++) text[at] = ' ';
        }

        return text.ToString();
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"(?<=\A|[;}\n/])(?<lead>\s*)(?<value>[A-Za-z_][\w.]*\s+with\s*\{(?:[^{}]|\{[^{}]*\})*\})(?=\s*(?:\z|;|//|/\*))")]
    private static partial System.Text.RegularExpressions.Regex WithStart();

    [System.Text.RegularExpressions.GeneratedRegex(@"\bref\s+(?:readonly\s+)?[\w<>.\[\]]+\s+\w+\s*=\s*ref\b")]
    private static partial System.Text.RegularExpressions.Regex RefLocal();
}
