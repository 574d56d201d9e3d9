using System.Globalization;
using System.Text;

namespace Workbench.Runs.Parameters;

/// <summary>Declarations of parameters in F#.</summary>
internal static class FSharpLiteral
{
    public static string Declare(string name, ParameterType type, object? value) => $"let {name}: {Type(type)} = {Of(type, value)}";

    public static string DeclareSecret(string name, string variable) => $"let {name}: string = System.Environment.GetEnvironmentVariable({Text(variable)})";

    private static string Type(ParameterType type)
    {
        var one = type.Kind switch
        {
            ScalarKind.Text => "string",
            ScalarKind.Int => "int",
            ScalarKind.Long => "int64",
            ScalarKind.Unsigned => "uint64",
            ScalarKind.Double => "float",
            ScalarKind.Decimal => "decimal",
            ScalarKind.Flag => "bool",
            ScalarKind.Day => "System.DateOnly",
            _ => "System.DateTime",
        };
        return one + (type.Shape switch { ParameterShape.Array => " array", ParameterShape.List => " list", _ => "" }) + (type.AllowsNull ? " option" : "");
    }

    private static string Of(ParameterType type, object? value)
    {
        if (value is null) return "None";
        var literal = value switch
        {
            IReadOnlyList<object?> items when type.Shape == ParameterShape.Array => $"[|{Items(items)}|]",
            IReadOnlyList<object?> items => $"[{Items(items)}]",
            _ => One(value),
        };
        return type.AllowsNull ? $"Some({literal})" : literal;
    }

    private static string Items(IReadOnlyList<object?> items) => items.Count == 0 ? "" : $" {string.Join("; ", items.Select(One))} ";

    private static string One(object? value) => value switch
    {
        string text => Text(text),
        int number => Whole(number, ""),
        long number => Whole(number, "L"),
        ulong number => Whole(number, "UL"),
        double number => number.ToString("R", CultureInfo.InvariantCulture) is var text && text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text,
        decimal number => Whole(number, "m"),
        bool flag => flag ? "true" : "false",
        DateOnly day => string.Create(CultureInfo.InvariantCulture, $"System.DateOnly({day.Year}, {day.Month}, {day.Day})"),
        DateTime time => string.Create(CultureInfo.InvariantCulture, $"System.DateTime({time.Year}, {time.Month}, {time.Day}, {time.Hour}, {time.Minute}, {time.Second}, System.DateTimeKind.{time.Kind})"),
        _ => "null",
    };

    private static string Whole(IFormattable number, string suffix) => number.ToString(null, CultureInfo.InvariantCulture) + suffix;

    private static string Text(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var c in text)
        {
            literal.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' or '\u007f' or '\u2028' or '\u2029' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return literal.Append('"').ToString();
    }
}
