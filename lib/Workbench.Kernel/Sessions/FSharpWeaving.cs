using System.Globalization;
using FSharp.Compiler.Syntax;
using FSharp.Compiler.Text;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace Workbench.Kernel.Sessions;

/// <summary>Puts the checks of <see cref="Interruption"/> into the loops and recursive functions of an F# cell, and the notes of <see cref="FileReads"/> into calls that read a file.</summary>
/// <remarks>A body of one line is put in brackets; before a longer one stands a line of its own, and a directive that keeps the numbers of the lines. Computation expressions and quotations stay as they are.</remarks>
internal sealed class FSharpWeaving
{
    private const string Place = "global.Workbench.Kernel.Sessions.Interruption.";
    private static readonly HashSet<string> Readers = ["ReadAllText", "ReadAllLines", "ReadLines", "ReadAllBytes", "ReadAllTextAsync", "ReadAllLinesAsync", "ReadAllBytesAsync", "ReadLinesAsync", "OpenRead", "OpenText", "OpenHandle", "StreamReader", "LoadCsv"];
    private readonly List<(int Line, int Column, int Order, string Text)> inserts = [];
    private readonly string[] lines;
    private readonly string file;

    private FSharpWeaving(string code, string file) => (lines, this.file) = (code.Split('\n'), file);

    /// <summary>The code with checks; null when there is nothing to weave into.</summary>
    public static string? TryWeave(string code, string file, ParsedInput input)
    {
        var weaving = new FSharpWeaving(code, file);
        var visit = FuncConvert.FromFunc<FSharpWeaving, FSharpList<SyntaxNode>, SyntaxNode, FSharpWeaving>((state, path, node) =>
        {
            if (!path.Any(IsStrange)) state.Visit(node);
            return state;
        });
        ParsedInputModule.fold(visit, weaving, input);
        return weaving.inserts.Count == 0 ? null : weaving.Text();
    }

    private static bool IsStrange(SyntaxNode node) => node is SyntaxNode.SynExpr { Item: SynExpr.ComputationExpr or SynExpr.Quote or SynExpr.ArrayOrListComputed };

    private void Visit(SyntaxNode node)
    {
        switch (node)
        {
            case SyntaxNode.SynExpr { Item: SynExpr.While loop }: Body(loop.doExpr, "Check()"); break;
            case SyntaxNode.SynExpr { Item: SynExpr.For loop }: Body(loop.doBody, "Check()"); break;
            case SyntaxNode.SynExpr { Item: SynExpr.ForEach loop }: Body(loop.bodyExpr, "Check()"); break;
            case SyntaxNode.SynExpr { Item: SynExpr.App { funcExpr: SynExpr.LongIdent name } call } when Readers.Contains(Last(name.longDotId)): Note(call.argExpr); break;
            case SyntaxNode.SynExpr { Item: SynExpr.New { targetType: SynType.LongIdent type } made } when Readers.Contains(Last(type.longDotId)): Note(made.expr); break;
            case SyntaxNode.SynModule { Item: SynModuleDecl.Let { isRecursive: true } let }:
                foreach (var binding in let.bindings.Where(binding => binding.headPat is SynPat.LongIdent)) Body(binding.expr is SynExpr.Typed typed ? typed.expr : binding.expr, "Enter() |> ignore");
                break;
        }
    }

    private static string Last(SynLongIdent name) => name.LongIdent[^1].idText;

    /// <summary>The first argument of a call, handed on through <see cref="FileReads.Note{T}"/>.</summary>
    private void Note(SynExpr argument)
    {
        var path = argument is SynExpr.Paren inside ? inside.expr : argument;
        if (path is SynExpr.Tuple tuple) path = tuple.exprs.Head;
        var range = path.Range;
        if (range.StartLine != range.EndLine) return;
        Insert(range.StartLine, range.StartColumn, "(global.Workbench.Kernel.Sessions.FileReads.Note(");
        inserts.Add((range.EndLine, range.EndColumn, -inserts.Count, "))"));
    }

    private void Body(SynExpr body, string call)
    {
        var range = body.Range;
        if (range.StartLine == range.EndLine)
        {
            Insert(range.StartLine, range.StartColumn, $"({Place}{call}; ");
            inserts.Add((range.EndLine, range.EndColumn, -inserts.Count, ")"));
        }
        else if (string.IsNullOrWhiteSpace(lines[range.StartLine - 1][..range.StartColumn]))
        {
            var indent = lines[range.StartLine - 1][..range.StartColumn];
            Insert(range.StartLine, 0, string.Create(CultureInfo.InvariantCulture, $"{indent}{Place}{call}\n# {range.StartLine} \"{file}\"\n"));
        }
    }

    private void Insert(int line, int column, string text) => inserts.Add((line, column, inserts.Count, text));

    private string Text()
    {
        foreach (var (line, column, _, text) in inserts.OrderByDescending(insert => (insert.Line, insert.Column, insert.Order))) lines[line - 1] = lines[line - 1].Insert(column, text);
        return string.Join('\n', lines);
    }
}
