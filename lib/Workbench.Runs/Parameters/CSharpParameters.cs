using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbench.Runs.Parameters;

/// <summary>Reads the declarations of a C# cell; nothing is run.</summary>
internal static class CSharpParameters
{
    private static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    public static IEnumerable<Parameter> Read(string code)
    {
        var root = CSharpSyntaxTree.ParseText(code, Script).GetRoot();
        foreach (var member in root.ChildNodes())
        {
            var declaration = member switch
            {
                FieldDeclarationSyntax field => field.Declaration,
                GlobalStatementSyntax { Statement: LocalDeclarationStatementSyntax local } => local.Declaration,
                _ => null,
            };
            if (declaration is null) continue;
            var help = Help(member);
            foreach (var variable in declaration.Variables)
            {
                var initial = variable.Initializer?.Value;
                var type = declaration.Type is IdentifierNameSyntax { Identifier.ValueText: "var" } ? initial is null ? null : Infer(initial) : Named(declaration.Type);
                yield return new Parameter(variable.Identifier.ValueText, type, initial?.ToString(), help, "csharp");
            }
        }
    }

    private static string Help(SyntaxNode member)
    {
        var behind = member.GetTrailingTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia));
        if (behind == default) behind = member.GetLeadingTrivia().LastOrDefault(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia));
        return behind.ToString().TrimStart('/').Trim();
    }

    private static ParameterType? Named(TypeSyntax type) => type switch
    {
        NullableTypeSyntax nullable => Named(nullable.ElementType) is { } inner ? inner with { AllowsNull = true } : null,
        ArrayTypeSyntax array when array.RankSpecifiers is [{ Rank: 1 }] => Many(array.ElementType, ParameterShape.Array),
        GenericNameSyntax { Identifier.ValueText: "List" or "IList" or "IReadOnlyList" or "IEnumerable" or "IReadOnlyCollection", TypeArgumentList.Arguments: [var item] } => Many(item, ParameterShape.List),
        QualifiedNameSyntax qualified => Named(qualified.Right),
        _ => type.ToString() switch
        {
            "string" or "String" => new ParameterType(ScalarKind.Text),
            "int" => new ParameterType(ScalarKind.Int),
            "long" => new ParameterType(ScalarKind.Long),
            "ulong" => new ParameterType(ScalarKind.Unsigned),
            "double" => new ParameterType(ScalarKind.Double),
            "decimal" => new ParameterType(ScalarKind.Decimal),
            "bool" => new ParameterType(ScalarKind.Flag),
            "DateOnly" => new ParameterType(ScalarKind.Day),
            "DateTime" => new ParameterType(ScalarKind.Time),
            _ => null,
        },
    };

    private static ParameterType? Many(TypeSyntax item, ParameterShape shape) => Named(item) is { Shape: ParameterShape.Single } one ? new ParameterType(one.Kind, shape) : null;

    private static ParameterType? Infer(ExpressionSyntax value) => value switch
    {
        LiteralExpressionSyntax literal => literal.Token.Value switch
        {
            string => new ParameterType(ScalarKind.Text),
            int => new ParameterType(ScalarKind.Int),
            long => new ParameterType(ScalarKind.Long),
            ulong => new ParameterType(ScalarKind.Unsigned),
            double => new ParameterType(ScalarKind.Double),
            decimal => new ParameterType(ScalarKind.Decimal),
            bool => new ParameterType(ScalarKind.Flag),
            _ => null,
        },
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression or (int)SyntaxKind.UnaryPlusExpression } signed => Infer(signed.Operand),
        ParenthesizedExpressionSyntax inner => Infer(inner.Expression),
        CastExpressionSyntax cast => Named(cast.Type),
        ArrayCreationExpressionSyntax array => Named(array.Type),
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions.Select(Infer).FirstOrDefault() is { Shape: ParameterShape.Single } one ? new ParameterType(one.Kind, ParameterShape.Array) : null,
        ObjectCreationExpressionSyntax made => Named(made.Type),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { Identifier.ValueText: "Empty", TypeArgumentList.Arguments: [var item] } } } => Many(item, ParameterShape.Array),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: TypeSyntax owner, Name.Identifier.ValueText: "Parse" or "ParseExact" } } => Named(owner),
        _ => null,
    };
}
