using System.Text.Json.Nodes;
using LiveCommerce.Charts;
using Microsoft.DotNet.Interactive.Formatting;
using Newtonsoft.Json;
using Plotly.NET;
using Figure = LiveCommerce.Charts.Figure;

namespace Workbench.Kernel.Display;

/// <summary>Figures: the figure itself for the runner, a Plotly form for front ends that draw it, and HTML that works offline.</summary>
internal static class FormatsOfFigures
{
    private const double ChartHeight = 450;

    public static void Register()
    {
        Formatter.Register<Figure>((figure, writer) => writer.Write(figure.ToJson().ToJsonString()), Mime.Figure);
        Formatter.Register<Figure>((figure, writer) => writer.Write(figure.Specification().ToJsonString()), Mime.Plotly);
        Formatter.Register<Figure>((figure, writer) => writer.Write(CellContext.Current?.Figures?.Of(figure) ?? FigureHtml.Words(figure)), Mime.Html);
        Formatter.Register<GenericChart>((chart, writer) => writer.Write(Specification(chart).ToJsonString()), Mime.Plotly);
        Formatter.Register<GenericChart>((chart, writer) => writer.Write(CellContext.Current?.Figures?.Of(Specification(chart), "A chart.", ChartHeight) ?? "<p>A chart.</p>"), Mime.Html);
        Formatter.Register<GenericChart>((_, writer) => writer.Write("A chart."), Mime.Plain);
        Formatter.Register<Figure>((figure, writer) => writer.Write($"{figure.Title}\n{figure.Alt}\n{figure.SourceLine}"), Mime.Plain);
    }

    private static JsonObject Specification(GenericChart chart) => new()
    {
        ["data"] = JsonNode.Parse(JsonConvert.SerializeObject(GenericChart.getTraces(chart), Globals.JSON_CONFIG)),
        ["layout"] = JsonNode.Parse(JsonConvert.SerializeObject(GenericChart.getLayout(chart), Globals.JSON_CONFIG)),
    };
}
