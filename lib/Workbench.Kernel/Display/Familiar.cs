using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace Workbench.Kernel.Display;

/// <summary>The functions that cells of Polyglot Notebooks call without a prefix; in scope in both languages.</summary>
[SuppressMessage("Style", "IDE1006", Justification = "Named as notebooks know them.")]
public static class Familiar
{
    /// <summary>Shows a value now, in all its forms or in those named; bytes as an image, with <c>image/png</c>.</summary>
    public static ShownValue display(object? value, params string[] mimeTypes)
    {
        ArgumentNullException.ThrowIfNull(mimeTypes);
        if (mimeTypes.Length == 0) return Notebook.Show(value);
        var bundle = new MimeBundle();
        foreach (var mime in mimeTypes)
        {
            var written = value as string ?? (value is byte[] bytes ? Convert.ToBase64String(bytes) : null) ?? value.ToDisplayString(mime);
            bundle.Add(mime, mime.EndsWith("json", StringComparison.Ordinal) ? JsonNode.Parse(written)! : written);
        }

        return Notebook.Show(bundle);
    }

    /// <summary>HTML to show.</summary>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Adds a style sheet to the page.</summary>
    public static ShownValue CSS(string content) => Notebook.Show(new HtmlString($"<style>{content}</style>"));

    /// <summary>Runs a script in the page.</summary>
    public static ShownValue Javascript(string content) => Notebook.Show(new HtmlString($"<script type=\"text/javascript\">{content}</script>"));

    /// <summary>Asks the reader of the notebook for a line.</summary>
    public static string input(string prompt = "") => Notebook.Input(prompt);

    /// <summary>Asks the reader of the notebook for a line that is not shown.</summary>
    public static string password(string prompt = "") => Notebook.Password(prompt);
}

/// <summary>A piece of LaTeX.</summary>
/// <param name="content">The LaTeX, with its delimiters.</param>
public sealed class LaTeXString(string content)
{
    /// <summary>LaTeX from text.</summary>
    public static explicit operator LaTeXString(string content) => new(content);

    /// <inheritdoc/>
    public override string ToString() => content;
}

/// <summary>A formula.</summary>
/// <param name="content">The formula in LaTeX, without delimiters.</param>
public sealed class MathString(string content)
{
    /// <summary>A formula from text.</summary>
    public static explicit operator MathString(string content) => new(content);

    /// <inheritdoc/>
    public override string ToString() => content;
}
