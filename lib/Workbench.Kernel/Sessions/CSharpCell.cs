using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbench.Kernel.Sessions;

/// <summary>What script syntax does not take and a cell may well hold, and whether a cell has a value.</summary>
internal static class CSharpCell
{
    internal static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <summary>The cell as the script compiler takes it; lines stay where they are.</summary>
    /// <remarks>A top-level <c>using var x = ...;</c> becomes <c>var x = ...;</c>: the value lives as long as the notebook, so that later cells can use it. A cell that begins with <c>p with {..}</c> is put in brackets.</remarks>
    public static string Prepare(string code)
    {
        var text = System.Text.RegularExpressions.Regex.Replace(code, @"(?m)^(await )?using (?=(?:var|[A-Za-z_][\w.<>,\[\]?]*)\s+[A-Za-z_]\w*\s*=[^=])", match => new string(' ', match.Length));
        return System.Text.RegularExpressions.Regex.IsMatch(text, @"\A\s*[A-Za-z_][\w.]*\s+with\s*\{[^;]*\}\s*\z") ? "(" + text.TrimEnd() + ")" : text;
    }

    /// <summary>Whether the last statement is an expression without a semicolon, of a type other than void.</summary>
    public static bool HasValue(Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.Last();
        if (tree.GetRoot() is not CompilationUnitSyntax root) return false;
        if (root.Members.LastOrDefault() is not GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last }) return false;
        return compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).Type is { SpecialType: not SpecialType.System_Void };
    }

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
        if (System.Text.RegularExpressions.Regex.IsMatch(code, @"\bwith\s*\{") && ids.Overlaps(["CS1002", "CS1513", "CS1519", "CS1003"])) return "Put a 'with' expression that stands alone in brackets: (p with { ... }).";
        return null;
    }
}
