using System.Collections;
using System.Globalization;
using System.Net;

namespace Workbench.Kernel.Display;

/// <summary>Text beside HTML for everything that has no form of its own.</summary>
internal static class FormatsOfText
{
    private const int MostItems = 40;

    /// <summary>A value in one or a few lines: numbers and dates invariant and whole, lists cut at 40 items, F# values as F# writes them.</summary>
    public static string Plain(object value) => value switch
    {
        string text => text,
        Delegate or Type or Exception => value.ToString() ?? "",
        Task task => Awaited(task),
        _ when FSharpText.Knows(value.GetType()) => FSharpText.Of(value),
        Array { Rank: 2 } grid => "[" + string.Join(",\n ", Enumerable.Range(0, Math.Min(MostItems, grid.GetLength(0))).Select(i => "[" + string.Join(", ", Enumerable.Range(0, grid.GetLength(1)).Select(j => Item(grid.GetValue(i, j)))) + "]")) + (grid.GetLength(0) > MostItems ? ", …]" : "]"),
        IEnumerable items => Listed(items),
        IFormattable => Item(value),
        _ when Members.Shows(value.GetType()) => Members.Text(value),
        _ => value.ToString() ?? "",
    };

    public static string Html(object value) => Members.Shows(value.GetType()) ? Members.Html(value) : $"<pre>{WebUtility.HtmlEncode(Plain(value))}</pre>";

    /// <summary>A value inside another: a number in full, a list in brackets, nothing as <c>null</c>.</summary>
    public static string Item(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        double or float or decimal or Half or long or int or short or byte or ulong or uint or ushort or sbyte => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        string text => text,
        IEnumerable items when !FSharpText.Knows(value.GetType()) => Listed(items),
        _ when FSharpText.Knows(value.GetType()) => FSharpText.Of(value),
        _ when Members.IsRecord(value.GetType()) => Members.Text(value),
        _ when TableView.Pair(value) is { } pair => $"{Item(pair.Key)}: {Item(pair.Value)}",
        _ => TableView.Text(value),
    };

    private static string Listed(IEnumerable items)
    {
        var first = items.Cast<object?>().Take(MostItems + 1).ToList();
        return "[" + string.Join(", ", first.Take(MostItems).Select(Item)) + (first.Count > MostItems ? ", …]" : "]");
    }

    private static string Awaited(Task task) => task switch
    {
        { IsCompletedSuccessfully: true } when task.GetType().GetProperty("Result") is { } result && result.PropertyType.Name != "VoidTaskResult" => $"a task that has ended: {Item(result.GetValue(task))}",
        { IsCompletedSuccessfully: true } => "a task that has ended",
        { IsFaulted: true } => $"a task that has failed: {task.Exception!.InnerException!.Message}",
        { IsCanceled: true } => "a task that was cancelled",
        _ => "a task that runs; await it for its result",
    };
}
