using LiveCommerce.Charts;
using Microsoft.DotNet.Interactive.Formatting;

namespace Workbench.Kernel.Display;

/// <summary>Figures: the figure itself for the runner, a Plotly form for front ends that draw it, and HTML that works offline.</summary>
internal static class FormatsOfFigures
{
    public static void Register()
    {
        Formatter.Register<Figure>((figure, writer) => writer.Write(figure.ToJson().ToJsonString()), Mime.Figure);
        Formatter.Register<Figure>((figure, writer) => writer.Write(figure.Specification().ToJsonString()), Mime.Plotly);
        Formatter.Register<Figure>((figure, writer) => writer.Write($"{figure.Title}\n{figure.Alt}\n{figure.SourceLine}"), Mime.Plain);
    }
}
