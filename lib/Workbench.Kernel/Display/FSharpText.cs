using Microsoft.FSharp.Core;
using Microsoft.FSharp.Reflection;

namespace Workbench.Kernel.Display;

/// <summary>F# values as F# writes them.</summary>
internal static class FSharpText
{
    /// <summary>Whether F# writes a value better than its own <c>ToString</c> does: lists, options, unions, records, maps and sets.</summary>
    public static bool Knows(Type type) =>
        type.Assembly == typeof(FSharpOption<>).Assembly && type.IsGenericType && type.Name.Split('`')[0] is "FSharpList" or "FSharpOption" or "FSharpValueOption" or "FSharpMap" or "FSharpSet" or "FSharpResult" or "FSharpChoice"
        || FSharpType.IsUnion(type, null) || FSharpType.IsRecord(type, null);

    public static string Of(object value)
    {
        var format = new PrintfFormat<FSharpFunc<object, string>, Unit, string, string, object>("%A");
        return ExtraTopLevelOperators.PrintFormatToString(format).Invoke(value);
    }
}
