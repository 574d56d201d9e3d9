using System.Globalization;
using FSharp.Compiler.Syntax;
using FSharp.Compiler.Text;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace Workbench.Kernel.Sessions;

/// <summary>Puts the checks of <see cref="Interruption"/> into the loops, lambdas, functions and members of an F# cell, and the notes of <see cref="FileReads"/> into calls that read a file.</summary>
/// <remarks>A body of one line is put in brackets; before a longer one stands a line of its own, and a directive that keeps the numbers of the lines. Quotations, and computation expressions other than sequences and tasks, stay as they are.</remarks>
internal sealed class FSharpWeaving
{
    private const string Place = "global.Workbench.Kernel.Sessions.Interruption.";
    private static readonly string[] Known = ["seq", "async", "task", "backgroundTask"];
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
            if (!IsStrange(path)) state.Visit(path, node);
            return state;
        });
        ParsedInputModule.fold(visit, weaving, input);
        return weaving.inserts.Count == 0 ? null : weaving.Text();
    }

    private static bool IsStrange(FSharpList<SyntaxNode> path)
    {
        SyntaxNode? inner = null;
        foreach (var node in path)
        {
            if (node is SyntaxNode.SynExpr { Item: SynExpr.Quote }) return true;
            if (inner is SyntaxNode.SynExpr { Item: SynExpr.ComputationExpr } && !(node is SyntaxNode.SynExpr { Item: SynExpr.App { funcExpr: SynExpr.Ident { ident.idText: var builder } } } && Known.Contains(builder))) return true;
            inner = node;
        }

        return false;
    }

    private void Visit(FSharpList<SyntaxNode> path, SyntaxNode node)
    {
        switch (node)
        {
            case SyntaxNode.SynExpr { Item: SynExpr.While loop }: Loop(path, loop.doExpr); break;
            case SyntaxNode.SynExpr { Item: SynExpr.For loop }: Loop(path, loop.doBody); break;
            case SyntaxNode.SynExpr { Item: SynExpr.ForEach loop }: Loop(path, loop.bodyExpr); break;
            case SyntaxNode.SynExpr { Item: SynExpr.App { funcExpr: SynExpr.LongIdent name } call } when Readers.Contains(Last(name.longDotId)): Note(call.argExpr); break;
            case SyntaxNode.SynExpr { Item: SynExpr.New { targetType: SynType.LongIdent type } made } when Readers.Contains(Last(type.longDotId)): Note(made.expr); break;
            case SyntaxNode.SynExpr { Item: SynExpr.Lambda { inLambdaSeq: false, parsedData: { Value.Item2: var body } } }: Body(body, "Enter() |> ignore"); break;
            case SyntaxNode.SynExpr { Item: SynExpr.MatchLambda choice }:
                foreach (var clause in choice.matchClauses) Body(clause.resultExpr, "Enter() |> ignore");
                break;
            case SyntaxNode.SynBinding { Item: var binding } when IsFunction(binding): Body(binding.expr is SynExpr.Typed typed ? typed.expr : binding.expr, "Enter() |> ignore"); break;
        }
    }

    /// <summary>A function with parameters, or a member.</summary>
    private static bool IsFunction(SynBinding binding) =>
        binding.headPat is SynPat.LongIdent head && (head.longDotId.LongIdent.Length > 1 || head.argPats is SynArgPats.Pats { pats.Length: > 0 });

    /// <summary>The body of a loop; inside a list or sequence it may yield, and then no bracket goes round it.</summary>
    private void Loop(FSharpList<SyntaxNode> path, SynExpr body)
    {
        var around = path.FirstOrDefault(node => node is SyntaxNode.SynExpr { Item: SynExpr.ComputationExpr or SynExpr.ArrayOrListComputed or SynExpr.Lambda } or SyntaxNode.SynBinding);
        var yields = around is SyntaxNode.SynExpr { Item: SynExpr.ComputationExpr or SynExpr.ArrayOrListComputed };
        if (!yields) Body(body, "Check()");
        else if (body is SynExpr.YieldOrReturn { expr: var value } && value.Range.StartLine == body.Range.StartLine && value.Range.StartColumn == body.Range.StartColumn) Body(value, "Check()");
        else if (body.Range.StartLine == body.Range.EndLine) Insert(body.Range.StartLine, body.Range.StartColumn, $"{Place}Check(); ");
        else Body(body, "Check()");
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
