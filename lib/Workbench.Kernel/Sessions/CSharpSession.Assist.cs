using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbench.Kernel.Sessions;

/// <content>What an editor asks while a cell is written.</content>
internal sealed partial class CSharpSession
{
    private const int MostOverloads = 12;

    private static readonly SymbolDisplayFormat Signature = SymbolDisplayFormat.MinimallyQualifiedFormat
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeRef)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis)
        .WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword)
        .WithLocalOptions(SymbolDisplayLocalOptions.IncludeType)
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly string[] Keywords =
        [.. SyntaxFacts.GetKeywordKinds().Concat(SyntaxFacts.GetContextualKeywordKinds()).Select(SyntaxFacts.GetText).Where(word => word.Length > 1 && !word.StartsWith('_'))];

    /// <summary>Names that can stand at a place in a cell.</summary>
    public IReadOnlyList<string> Names(string code, int at)
    {
        var start = at;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1])) start--;
        var (root, model) = Bind(code);
        var dot = start > 0 ? root.FindToken(start - 1) : default;
        if (dot.IsKind(SyntaxKind.DotToken)) return [.. Members(model, dot, start).Where(symbol => symbol.CanBeReferencedByName).Select(symbol => symbol.Name)];
        var symbols = model.LookupSymbols(start).Where(symbol => symbol.CanBeReferencedByName && !symbol.IsImplicitlyDeclared && !symbol.Name.StartsWith("__", StringComparison.Ordinal)).Select(symbol => symbol.Name);
        return [.. Settable(root, model, start), .. NamedArguments(root, model, start), .. symbols, .. Keywords];
    }

    /// <summary>Signatures and documentation of what stands at a place in a cell, or of the call around it; null when nothing is known.</summary>
    public string? Describe(string code, int at)
    {
        if (code.Length == 0) return null;
        var (root, model) = Bind(code);
        var token = root.FindToken(Math.Clamp(at - 1, 0, code.Length - 1));
        var found = Named(model, token);
        if (found.Count == 0 && token.Parent?.AncestorsAndSelf().OfType<ArgumentListSyntax>().FirstOrDefault()?.Parent is { } call)
        {
            var group = model.GetSymbolInfo(call is InvocationExpressionSyntax invocation ? invocation.Expression : call);
            found = group.Symbol is { } one ? [one] : [.. group.CandidateSymbols];
        }

        if (found.Count == 0) return null;
        var lines = found.Take(MostOverloads).Select(symbol => symbol.ToDisplayString(Signature)).Distinct().ToList();
        if (found.Count > MostOverloads) lines.Add(found.Count == MostOverloads + 1 ? "and 1 more overload" : $"and {found.Count - MostOverloads} more overloads");
        var documented = found.Select(Documentation).FirstOrDefault(text => text is not null);
        return string.Join('\n', documented is null ? lines : [.. lines, "", documented]);
    }

    /// <summary>Whether a name is that of a method of an earlier cell, which is no value.</summary>
    public bool IsMethod(string name) => Bind("").Model.LookupSymbols(0, name: name).Any(symbol => symbol is IMethodSymbol);

    private (SyntaxNode Root, SemanticModel Model) Bind(string code)
    {
        var compilation = Continue(code, options).GetCompilation();
        var tree = CSharpCell.Tree(compilation);
        return (tree.GetRoot(), compilation.GetSemanticModel(tree));
    }

    private static IEnumerable<ISymbol> Members(SemanticModel model, SyntaxToken dot, int at)
    {
        ExpressionSyntax? left = dot.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            QualifiedNameSyntax name => name.Left,
            MemberBindingExpressionSyntax binding => binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault()?.Expression,
            _ => null,
        };
        if (left is null) return [];
        var bound = model.GetSymbolInfo(left);
        var symbol = bound.Symbol ?? bound.CandidateSymbols.FirstOrDefault() ?? (left is NameSyntax ? model.GetSpeculativeSymbolInfo(at, left, SpeculativeBindingOption.BindAsExpression).Symbol : null);
        if (symbol is INamespaceOrTypeSymbol place) return model.LookupSymbols(at, place).Where(member => member is INamespaceOrTypeSymbol || member.IsStatic);
        var type = model.GetTypeInfo(left).Type ?? model.GetSpeculativeTypeInfo(at, left, SpeculativeBindingOption.BindAsExpression).Type;
        return type is null or IErrorTypeSymbol ? [] : model.LookupSymbols(at, type, includeReducedExtensionMethods: true).Where(member => !member.IsStatic || member is IMethodSymbol { ReducedFrom: not null });
    }

    /// <summary>Properties that an object initialiser around the place can set.</summary>
    private static IEnumerable<string> Settable(SyntaxNode root, SemanticModel model, int at)
    {
        var initializer = root.FindToken(Math.Max(0, at - 1)).Parent?.AncestorsAndSelf().OfType<InitializerExpressionSyntax>().FirstOrDefault();
        var type = initializer?.Parent switch
        {
            BaseObjectCreationExpressionSyntax creation => model.GetTypeInfo(creation).Type,
            WithExpressionSyntax with => model.GetTypeInfo(with.Expression).Type,
            _ => null,
        };
        for (; type is not null; type = type.BaseType)
        {
            foreach (var property in type.GetMembers().OfType<IPropertySymbol>().Where(property => property is { SetMethod.DeclaredAccessibility: Accessibility.Public, IsIndexer: false })) yield return property.Name;
        }
    }

    /// <summary>Names of the parameters of the call around the place.</summary>
    private static IEnumerable<string> NamedArguments(SyntaxNode root, SemanticModel model, int at)
    {
        if (root.FindToken(Math.Max(0, at - 1)).Parent?.AncestorsAndSelf().OfType<ArgumentListSyntax>().FirstOrDefault()?.Parent is not { } call) return [];
        var group = model.GetSymbolInfo(call is InvocationExpressionSyntax invocation ? invocation.Expression : call);
        return (group.Symbol is { } one ? [one] : group.CandidateSymbols).OfType<IMethodSymbol>().SelectMany(method => method.Parameters).Select(parameter => parameter.Name + ":").Distinct();
    }

    private static List<ISymbol> Named(SemanticModel model, SyntaxToken token)
    {
        if (!token.IsKind(SyntaxKind.IdentifierToken) && !SyntaxFacts.IsPredefinedType(token.Kind()) || token.Parent is not { } node) return [];
        if (model.GetDeclaredSymbol(node) is { } declared) return [declared];
        var group = model.GetMemberGroup(node);
        if (!group.IsEmpty) return [.. group];
        var bound = model.GetSymbolInfo(node);
        return bound.Symbol is { } one ? [one] : [.. bound.CandidateSymbols];
    }

    private static string? Documentation(ISymbol symbol)
    {
        var original = (symbol as IMethodSymbol)?.ReducedFrom ?? symbol.OriginalDefinition;
        return original.GetDocumentationCommentId() is { } id ? XmlDocumentation.Find(id, original.ContainingAssembly?.Name) : null;
    }
}
