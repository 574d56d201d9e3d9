using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;

namespace Workbench.Kernel.Display;

/// <summary>A value to the forms in which front ends, the runner and the report read it.</summary>
/// <remarks>The registry is that of Microsoft.DotNet.Interactive.Formatting: what a cell registers with <c>Formatter.Register</c> wins over ours.</remarks>
public static class Formats
{
    private static readonly Lazy<bool> Registered = new(() =>
    {
        FormatsOfResults.Register();
        FormatsOfTables.Register();
        FormatsOfFigures.Register();
        return true;
    });

    /// <summary>The forms of a value: always text/plain, and whatever its type has beside it.</summary>
    public static MimeBundle Bundle(object? value)
    {
        _ = Registered.Value;
        if (value is MimeBundle ready) return ready;
        var bundle = new MimeBundle();
        if (value is null) return bundle.Add(Mime.Plain, "null");
        if (value is string text) return bundle.Add(Mime.Plain, text);
        var known = Formatter.RegisteredFormatters(false).Where(formatter => formatter.Type.IsInstanceOfType(value)).Select(formatter => formatter.MimeType).Distinct(StringComparer.Ordinal).ToList();
        foreach (var mime in known.OrderBy(Order))
        {
            var written = value.ToDisplayString(mime);
            bundle.Add(mime, mime.EndsWith("+json", StringComparison.Ordinal) ? JsonNode.Parse(written)! : written);
        }

        var table = known.Contains(Mime.Html) ? null : FormatsOfTables.TryTable(value);
        if (table is not null) bundle.Add(Mime.Table, table.DataResource());
        if (!known.Contains(Mime.Html)) bundle.Add(Mime.Html, table?.Html() ?? FormatsOfText.Html(value));
        if (!known.Contains(Mime.Plain)) bundle.Add(Mime.Plain, table?.Plain() ?? FormatsOfText.Plain(value));
        return bundle;
    }

    private static int Order(string mime) => mime switch { Mime.Plain => 9, Mime.Html => 8, _ => 0 };
}

/// <summary>The types of content that the workbench reads.</summary>
public static class Mime
{
    /// <summary>Plain text.</summary>
    public const string Plain = "text/plain";

    /// <summary>HTML.</summary>
    public const string Html = "text/html";

    /// <summary>Markdown.</summary>
    public const string Markdown = "text/markdown";

    /// <summary>LaTeX.</summary>
    public const string LaTeX = "text/latex";

    /// <summary>A table (Frictionless tabular data resource).</summary>
    public const string Table = "application/vnd.dataresource+json";

    /// <summary>A figure.</summary>
    public const string Figure = "application/vnd.livecommerce.figure+json";

    /// <summary>A Plotly figure, as VS Code and Jupyter draw it.</summary>
    public const string Plotly = "application/vnd.plotly.v1+json";

    /// <summary>A Mermaid diagram, which JupyterLab draws.</summary>
    public const string Mermaid = "text/vnd.mermaid";

    /// <summary>A number for the report.</summary>
    public const string Headline = "application/vnd.livecommerce.headline+json";

    /// <summary>A claim judged.</summary>
    public const string Verdict = "application/vnd.livecommerce.verdict+json";
}
