using System.Text.RegularExpressions;
using Microsoft.FSharp.Core;
using Microsoft.FSharp.Reflection;

namespace Workbench.Kernel.Display;

/// <summary>F# values as F# writes them.</summary>
internal static partial class FSharpText
{
    /// <summary>Whether F# writes a value better than its own <c>ToString</c> does: lists, options, unions, records, maps and sets.</summary>
    public static bool Knows(Type type) =>
        type.Assembly == typeof(FSharpOption<>).Assembly && type.IsGenericType && type.Name.Split('`')[0] is "FSharpList" or "FSharpOption" or "FSharpValueOption" or "FSharpMap" or "FSharpSet" or "FSharpResult" or "FSharpChoice"
        || FSharpType.IsFunction(type) || FSharpType.IsUnion(type, null) || FSharpType.IsRecord(type, null);

    /// <summary>The value as <c>%A</c> writes it; a date as a date, a function by its types.</summary>
    public static string Of(object value)
    {
        if (FSharpType.IsFunction(value.GetType())) return "function " + Signature(value.GetType());
        var format = new PrintfFormat<FSharpFunc<object, string>, Unit, string, string, object>("%A");
        return Dates().Replace(ExtraTopLevelOperators.PrintFormatToString(format).Invoke(value), match => match.Groups["year"].Success
            ? $"{match.Groups["year"]}-{match.Groups["month"]}-{match.Groups["day"]}{(match.Groups["time"].Value == " 00:00:00" ? "" : match.Groups["time"].Value)}"
            : match.Value);
    }

    private static string Signature(Type type)
    {
        if (!FSharpType.IsFunction(type)) return type.Name;
        var (from, to) = FSharpType.GetFunctionElements(type);
        return $"{(FSharpType.IsFunction(from) ? $"({Signature(from)})" : from.Name)} -> {Signature(to)}";
    }

    [GeneratedRegex(@"""(?:[^""\\]|\\.)*""|(?<month>\d\d)/(?<day>\d\d)/(?<year>\d{4})(?<time> \d\d:\d\d:\d\d)?")]
    private static partial Regex Dates();
}
