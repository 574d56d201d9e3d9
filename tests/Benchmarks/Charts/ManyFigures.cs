using LiveCommerce;
using LiveCommerce.Charts;
using LiveCommerce.Charts.Export;
using LiveCommerce.Charts.Kinds;
using LiveCommerce.Data.Frames;

namespace Benchmarks.Charts;

/// <summary>A hundred figures as SVG, PNG and PDF, beside what the browser's page itself took for them.</summary>
internal sealed class ManyFigures : IBenchmark
{
    private const int Count = 100;

    public string Name => "figures";

    public string Remark => "The browser's own time is that of its scripts by the page's clock and of printing; the rest is starting it, plotly.js, talk over the pipe and stamping the files.";

    public IEnumerable<Measurement> Measure()
    {
        if (BrowserProgram.Find().Program is not { } browser) yield break;
        var figures = Enumerable.Range(0, Count).Select(i => Made(i).ToJson()).ToList();
        var own = 0.0;
        var whole = Machine.Median(() => own = Draw(browser, figures), 1);
        yield return new Measurement($"{Count} figures in three formats, the browser's start included", whole, "sum of the browser's own drawing times", own, 1.3);
        var pages = Machine.Median(() =>
        {
            foreach (var figure in figures) _ = FigurePage.HtmlBytes(figure, new FigureStamp { Figure = figure["id"]!.GetValue<string>() });
        }, 3);
        yield return new Measurement($"{Count} figures as pages (HTML)", pages);
    }

    private static double Draw(BrowserProgram browser, List<System.Text.Json.Nodes.JsonObject> figures)
    {
        return DrawAsync().GetAwaiter().GetResult();

        async Task<double> DrawAsync()
        {
            await using var exporter = await FigureExporter.StartAsync(browser).ConfigureAwait(false);
            foreach (var figure in figures) await exporter.RenderAsync(figure, new FigureStamp { Figure = figure["id"]!.GetValue<string>() }).ConfigureAwait(false);
            return exporter.DrawingTime.TotalSeconds;
        }
    }

    /// <summary>Curves with bands and forests by turns.</summary>
    private static Figure Made(int index)
    {
        var points = Enumerable.Range(0, 40).Select(i => new CurvePoint(i, Math.Sin((i + index) / 6.0) + 2, Math.Sin((i + index) / 6.0) + 1.7, Math.Sin((i + index) / 6.0) + 2.3)).ToList();
        var chart = index % 2 == 0
            ? CurveChart.Of([new Curve("a", points), new Curve("b", [.. points.Select(point => point with { Y = point.Y / 2, Low = null, High = null })])], "Week", "Orders per 100 views")
            : ForestPlot.Of(points.Take(12).Select((point, i) => new ForestRow($"study {i + 1}", point.Y, point.Low, point.High)), "Effect");
        return new Figure($"figure-{index}", $"Figure {index}", chart, Frame.From(points), "A curve.", Provenance.None);
    }
}
