using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace Workbench.Runs.Parameters;

/// <summary>Declarations of parameters in C#.</summary>
internal static class CSharpLiteral
{
    public static string Declare(string name, ParameterType type, object? value) => $"{Type(type)} {Name(name)} = {Of(type, value)};";

    public static string DeclareSecret(string name, string variable) => $"string {Name(name)} = Environment.GetEnvironmentVariable({SymbolDisplay.FormatLiteral(variable, true)})!;";

    private static string Name(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    private static string Type(ParameterType type)
    {
        var one = Scalar(type.Kind);
        return type.Shape switch { ParameterShape.Array => one + "[]", ParameterShape.List => $"List<{one}>", _ => one } + (type.AllowsNull ? "?" : "");
    }

    private static string Scalar(ScalarKind kind) => kind switch
    {
        ScalarKind.Text => "string",
        ScalarKind.Int => "int",
        ScalarKind.Long => "long",
        ScalarKind.Unsigned => "ulong",
        ScalarKind.Double => "double",
        ScalarKind.Decimal => "decimal",
        ScalarKind.Flag => "bool",
        ScalarKind.Day => "DateOnly",
        _ => "DateTime",
    };

    private static string Of(ParameterType type, object? value) => value switch
    {
        null => "null",
        IReadOnlyList<object?> items when type.Shape == ParameterShape.Array => $"new {Scalar(type.Kind)}[] {{{Items(items)}}}",
        IReadOnlyList<object?> items => $"new List<{Scalar(type.Kind)}> {{{Items(items)}}}",
        _ => One(value),
    };

    private static string Items(IReadOnlyList<object?> items) => items.Count == 0 ? " " : $" {string.Join(", ", items.Select(One))} ";

    private static string One(object? value) => value switch
    {
        string text => SymbolDisplay.FormatLiteral(text, quote: true),
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "UL",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "d",
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
        bool flag => flag ? "true" : "false",
        DateOnly day => string.Create(CultureInfo.InvariantCulture, $"new DateOnly({day.Year}, {day.Month}, {day.Day})"),
        DateTime time => string.Create(CultureInfo.InvariantCulture, $"new DateTime({time.Year}, {time.Month}, {time.Day}, {time.Hour}, {time.Minute}, {time.Second}, DateTimeKind.{time.Kind})"),
        _ => "null",
    };
}
