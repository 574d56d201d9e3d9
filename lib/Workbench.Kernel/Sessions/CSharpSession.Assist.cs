using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbench.Kernel.Sessions;

/// <content>What an editor asks while a cell is written.</content>
internal sealed partial class CSharpSession
{
    public IReadOnlyList<string> Names(string path) => [.. Symbols(path).Where(symbol => symbol.CanBeReferencedByName).Select(symbol => symbol.Name)];

    public string? Describe(string path, string name)
    {
        var found = Symbols(path).Where(symbol => symbol.Name == name).Select(symbol => symbol.ToDisplayString()).Distinct().ToList();
        return found.Count == 0 ? null : string.Join('\n', found);
    }

    private IEnumerable<ISymbol> Symbols(string path)
    {
        var compilation = Continue(path.Length == 0 ? "" : path + ".ToString()", options).GetCompilation();
        var tree = compilation.SyntaxTrees.Single();
        var model = compilation.GetSemanticModel(tree);
        if (path.Length == 0) return model.LookupSymbols(0);
        if (tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Select(call => call.Expression).OfType<MemberAccessExpressionSyntax>().FirstOrDefault()?.Expression is not { } expression) return [];
        var bound = model.GetSymbolInfo(expression);
        var symbol = bound.Symbol ?? bound.CandidateSymbols.FirstOrDefault();
        if (symbol is INamespaceOrTypeSymbol place) return model.LookupSymbols(0, place).Where(member => member is INamespaceOrTypeSymbol || member.IsStatic);
        return model.GetTypeInfo(expression).Type is { } type ? model.LookupSymbols(0, type, includeReducedExtensionMethods: true).Where(member => !member.IsStatic || member is IMethodSymbol { ReducedFrom: not null }) : [];
    }
}
