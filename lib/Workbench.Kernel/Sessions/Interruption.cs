using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbench.Kernel.Sessions;

/// <summary>Lets a running cell be stopped: its loops ask, each time round, whether it was interrupted.</summary>
public static class Interruption
{
    private const int Stride = 64;
    private const string Call = "global::Workbench.Kernel.Sessions.Interruption.Check();";

    [ThreadStatic]
    private static int rounds;

    /// <summary>Throws when the cell was interrupted; called by the loops of cells.</summary>
    public static void Check()
    {
        if (++rounds % Stride == 0) Display.Notebook.Context?.Interrupted.ThrowIfCancellationRequested();
    }

    /// <summary>The code with a check in every loop; lines stay where they are.</summary>
    internal static string Weave(string code, CSharpParseOptions options)
    {
        var root = CSharpSyntaxTree.ParseText(code, options).GetRoot();
        if (root.ContainsDiagnostics && root.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "CS1002")) return code;
        var inserts = new List<(int At, string Text)>();
        foreach (var node in root.DescendantNodes())
        {
            var body = node switch
            {
                WhileStatementSyntax loop => loop.Statement,
                DoStatementSyntax loop => loop.Statement,
                ForStatementSyntax loop => loop.Statement,
                CommonForEachStatementSyntax loop => loop.Statement,
                _ => null,
            };
            if (body is BlockSyntax { OpenBraceToken.IsMissing: false } block) inserts.Add((block.OpenBraceToken.Span.End, Call));
            else if (body is not null and not BlockSyntax) inserts.AddRange([(body.Span.Start, "{" + Call), (body.Span.End, "}")]);
        }

        foreach (var (at, text) in inserts.Select((insert, order) => (insert, order)).OrderByDescending(pair => pair.insert.At).ThenByDescending(pair => pair.order).Select(pair => pair.insert))
            code = code.Insert(at, text);
        return code;
    }
}
