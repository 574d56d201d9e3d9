using System.Collections;
using System.Reflection;
using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Formatting;

namespace Workbench.Kernel.Display;

/// <summary>Frames and lists of records as tables.</summary>
internal static class FormatsOfTables
{
    private const int MostItems = 1_000_000;

    public static void Register()
    {
        Formatter.Register<DataFrame>((frame, writer) => writer.Write(TableView.Of(frame).Html()), Mime.Html);
        Formatter.Register<DataFrame>((frame, writer) => writer.Write(TableView.Of(frame).Plain()), Mime.Plain);
        Formatter.Register<DataFrame>((frame, writer) => writer.Write(TableView.Of(frame).DataResource().ToJsonString()), Mime.Table);
    }

    /// <summary>A list of records, objects or pairs as a table; null for anything else.</summary>
    public static TableView? TryTable(object value)
    {
        if (value is string or DataFrame || value is not IEnumerable sequence) return null;
        var items = sequence.Cast<object?>().Take(MostItems).ToList();
        var type = items.FirstOrDefault(item => item is not null)?.GetType();
        if (type is null || IsScalar(type) || items.Any(item => item is not null && item.GetType() != type)) return null;
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0 && property.Name is not ("EqualityContract" or "Tag") && !property.Name.StartsWith("Is", StringComparison.Ordinal)).ToList();
        return properties.Count == 0 ? null : TableView.Of(items, properties);
    }

    private static bool IsScalar(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(DateTime) || type == typeof(DateOnly) || type == typeof(TimeSpan)
        || typeof(IEnumerable).IsAssignableFrom(type) || type.FullName!.StartsWith("Microsoft.FSharp.Core.FSharpOption", StringComparison.Ordinal);
}
