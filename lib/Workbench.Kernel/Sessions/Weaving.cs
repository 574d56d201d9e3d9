using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbench.Kernel.Sessions;

/// <summary>Puts the checks of <see cref="Interruption"/> and the notes of <see cref="FileReads"/> into the code of a cell; lines stay where they are.</summary>
internal sealed class Weaving
{
    private const string Place = "global::Workbench.Kernel.Sessions.Interruption.";
    private readonly List<(int At, int Order, string Text)> inserts = [];
    private readonly SemanticModel model;

    private Weaving(SemanticModel model) => this.model = model;

    /// <summary>The code with checks; null when there is nothing to weave into.</summary>
    public static string? TryWeave(string code, Compilation compilation)
    {
        var tree = CSharpCell.Tree(compilation);
        var weaving = new Weaving(compilation.GetSemanticModel(tree));
        foreach (var node in tree.GetRoot().DescendantNodes()) weaving.Visit(node);
        if (weaving.inserts.Count == 0) return null;
        var text = new StringBuilder(code);
        foreach (var (at, _, insert) in weaving.inserts.OrderByDescending(insert => insert.At).ThenByDescending(insert => insert.Order)) text.Insert(at, insert);
        return text.ToString();
    }

    private void Visit(SyntaxNode node)
    {
        switch (node)
        {
            case WhileStatementSyntax loop: Statement(loop.Statement); break;
            case DoStatementSyntax loop: Statement(loop.Statement); break;
            case ForStatementSyntax loop: Statement(loop.Statement); break;
            case CommonForEachStatementSyntax loop: Statement(loop.Statement); break;
            case LabeledStatementSyntax label: Insert(label.Statement.SpanStart, $"{{{Place}Check();}}"); break;
            case BaseMethodDeclarationSyntax { Body: { } body } when !IsGenerator(body): Open(body); break;
            case LocalFunctionStatementSyntax { Body: { } body } when !IsGenerator(body): Open(body); break;
            case AccessorDeclarationSyntax { Body: { } body } when !IsGenerator(body): Open(body); break;
            case BaseMethodDeclarationSyntax { ExpressionBody: { } arrow } method: Arrow(arrow, model.GetDeclaredSymbol(method)); break;
            case LocalFunctionStatementSyntax { ExpressionBody: { } arrow } method: Arrow(arrow, model.GetDeclaredSymbol(method) as IMethodSymbol); break;
            case AccessorDeclarationSyntax { ExpressionBody: { } arrow } accessor: Arrow(arrow, model.GetDeclaredSymbol(accessor)); break;
            case PropertyDeclarationSyntax { ExpressionBody: { } arrow } property: Arrow(arrow, model.GetDeclaredSymbol(property)?.GetMethod); break;
            case IndexerDeclarationSyntax { ExpressionBody: { } arrow } indexer: Arrow(arrow, model.GetDeclaredSymbol(indexer)?.GetMethod); break;
            case EqualsValueClauseSyntax { Value: not InitializerExpressionSyntax } start when MakesItself(start): Choice(start.Value); break;
            case AnonymousFunctionExpressionSyntax { Block: { } block } function when !IsExpressionTree(function): Open(block); break;
            case AnonymousFunctionExpressionSyntax { ExpressionBody: { } expression } function when !IsExpressionTree(function): Lambda(expression, function); break;
            case WhereClauseSyntax where when IsOverMemory(model.GetQueryClauseInfo(where).OperationInfo.Symbol): Surround(where.Condition, Place + "Enter() && (", ")"); break;
            case SelectClauseSyntax select when IsOverMemory(model.GetSymbolInfo(select).Symbol): Choice(select.Expression); break;
            case ArgumentSyntax argument when ReadPath.Is(argument, model): Surround(argument.Expression, "global::Workbench.Kernel.Sessions.FileReads.Note(", ")"); break;
            case AwaitExpressionSyntax wait when IsTopLevel(wait): Surround(wait.Expression, Place + "Await(", ")"); break;
        }
    }

    private void Statement(StatementSyntax body)
    {
        if (body is BlockSyntax block) Open(block);
        else Surround(body, $"{{{Place}Check();", "}");
    }

    private void Open(BlockSyntax block)
    {
        if (!block.OpenBraceToken.IsMissing) Insert(block.OpenBraceToken.Span.End, Place + (block.Parent is StatementSyntax and not LocalFunctionStatementSyntax ? "Check();" : "Enter();"));
    }

    /// <summary>A body behind an arrow; one without a value becomes a block.</summary>
    private void Arrow(ArrowExpressionClauseSyntax arrow, IMethodSymbol? method)
    {
        if (method is null || method.ReturnsByRef || method.ReturnsByRefReadonly) return;
        if (HasValue(method))
        {
            Choice(arrow.Expression);
            return;
        }

        Insert(arrow.ArrowToken.SpanStart, "/*");
        Insert(arrow.ArrowToken.Span.End, $"*/{{{Place}Enter();");
        Insert(arrow.GetLastToken().GetNextToken().Span.End, "}");
    }

    private void Lambda(ExpressionSyntax expression, AnonymousFunctionExpressionSyntax function)
    {
        if (model.GetSymbolInfo(function).Symbol is not IMethodSymbol method || method.ReturnsByRef) return;
        if (HasValue(method)) Choice(expression);
        else Surround(expression, $"{{{Place}Enter();", ";}");
    }

    private void Choice(ExpressionSyntax expression)
    {
        if (expression is not (ThrowExpressionSyntax or RefExpressionSyntax)) Surround(expression, Place + "Enter() ? (", ") : default!");
    }

    private bool IsExpressionTree(AnonymousFunctionExpressionSyntax function) =>
        model.GetTypeInfo(function).ConvertedType is { Name: "Expression" } or not INamedTypeSymbol { TypeKind: TypeKind.Delegate };

    private static bool HasValue(IMethodSymbol method) =>
        !method.ReturnsVoid && !(method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false });

    private static bool IsOverMemory(ISymbol? operation) => operation?.ContainingType is { Name: "Enumerable" };

    /// <summary>Whether a field or property begins with a new object: its type could make itself for ever.</summary>
    private static bool MakesItself(EqualsValueClauseSyntax start) =>
        start.Ancestors().Any(outer => outer is TypeDeclarationSyntax) && (start.Parent is PropertyDeclarationSyntax || start.Parent is VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax field } && !field.Modifiers.Any(SyntaxKind.ConstKeyword))
        && start.Value.DescendantNodesAndSelf().Any(node => node is BaseObjectCreationExpressionSyntax);

    private static bool IsGenerator(BlockSyntax body) => body.DescendantNodes().OfType<YieldStatementSyntax>().Any();

    private static bool IsTopLevel(SyntaxNode node) =>
        !node.Ancestors().Any(outer => outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or TypeDeclarationSyntax);

    private void Surround(SyntaxNode node, string before, string after)
    {
        Insert(node.SpanStart, before);
        inserts.Add((node.Span.End, -inserts.Count, after));
    }

    private void Insert(int at, string text) => inserts.Add((at, inserts.Count, text));
}
