using Plotly.NET;
using Plotly.NET.LayoutObjects;

namespace LiveCommerce.Charts;

/// <summary>Charts from plain descriptions of traces and layout, where Plotly.NET has no short way.</summary>
public static class Plot
{
    /// <summary>A chart from traces and a layout, each an anonymous object with Plotly's own names.</summary>
    /// <param name="layout">Axes, shapes, annotations; the theme is added by the figure.</param>
    /// <param name="traces">Objects with a <c>type</c> and the trace's properties.</param>
    public static GenericChart Of(object layout, IEnumerable<object> traces)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(traces);
        var made = traces.Select(Made).ToList();
        var chart = GenericChart.ofTraceObjects(false, Microsoft.FSharp.Collections.ListModule.OfSeq(made));
        return GenericChart.setLayout(Copy(new Layout(), layout), chart);
    }

    private static Trace Made(object description)
    {
        var type = (string?)description.GetType().GetProperty("type")?.GetValue(description)
            ?? throw new ArgumentException("A trace needs a 'type', such as \"scatter\".", nameof(description));
        return Copy(new Trace(type), description);
    }

    private static T Copy<T>(T target, object description)
        where T : DynamicObj.DynamicObj
    {
        foreach (var property in description.GetType().GetProperties())
        {
            if (property.GetValue(description) is { } value) target.SetProperty(property.Name.TrimStart('_'), value);
        }

        return target;
    }
}
