using System.Collections;
using System.Net;
using Microsoft.DotNet.Interactive.Formatting;

namespace Workbench.Kernel.Display;

/// <summary>Text beside HTML for everything that has no form of its own.</summary>
internal static class FormatsOfText
{

    /// <summary>A value in one or a few lines: numbers and dates invariant, lists cut at 40 items, F# values as F# writes them.</summary>
    public static string Plain(object value) => value switch
    {
        string text => text,
        _ when FSharpText.Knows(value.GetType()) => FSharpText.Of(value),
        IEnumerable items => "[" + string.Join(", ", items.Cast<object?>().Take(40).Select(TableView.Text)) + (More(items) ? ", …]" : "]"),
        IFormattable => TableView.Text(value),
        _ => Overrides(value.GetType()) ? value.ToString() ?? "" : value.ToDisplayString(Mime.Plain),
    };

    public static string Html(object value) => $"<pre>{WebUtility.HtmlEncode(Plain(value))}</pre>";

    private static bool More(IEnumerable items) => items.Cast<object?>().Skip(40).Any();

    private static bool Overrides(Type type) => type.GetMethod("ToString", Type.EmptyTypes)?.DeclaringType is { } declaring && declaring != typeof(object) && declaring != typeof(ValueType);
}
