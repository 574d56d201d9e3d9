using System.Text;
using System.Text.Json.Nodes;
using LiveCommerce;
using LiveCommerce.Charts;
using LiveCommerce.Charts.Export;
using LiveCommerce.Charts.Kinds;
using LiveCommerce.Data.Frames;
using Xunit;

namespace Workbench.Tests.Charts;

/// <summary>What every kind of chart must hold: it can be read without colour, and in a journal's column as on a page.</summary>
public sealed class KindTests
{
    private static readonly string[] Kinds = ["ranges", "long rows", "series", "curves", "forest", "heatmap", "chances", "map", "journey", "bars", "funnel"];

    [Theory]
    [InlineData(180)]
    [InlineData(85)]
    public async Task No_text_is_cut_off_or_meets_another(double widthMm)
    {
        await using var exporter = await Drawn.ExporterAsync();
        var pictures = new StringBuilder("<body style='margin:0'>");
        foreach (var kind in Kinds)
        {
            var figure = new Figure("sample", "A title that takes two lines in a column, and 抖音 and 快手 in it", Chart(kind), Frame.From([new { Share = 0.5 }]), "A sample of one kind of chart.", Provenance.None)
                .WithNote("A note that says what a reader must know before the figure is used, at some length.").ToJson();
            var drawn = await exporter.RenderAsync(figure, Drawn.Stamp, ExportSize.OfWidth(figure, widthMm), TestContext.Current.CancellationToken);
            pictures.Append("<div id='").Append(kind).Append("'>").Append(Encoding.UTF8.GetString(drawn.Svg)).Append("</div>");
        }

        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("page.html"), pictures.ToString(), TestContext.Current.CancellationToken);
        await using var page = await BrowserPage.OpenAsync(folder.File("page.html"), 900);

        Assert.Equal("", await page.TellAsync(Faults));
    }

    [Fact]
    public void Series_differ_by_dash_and_mark_as_well_as_by_colour()
    {
        var traces = Traces(SeriesChart.Of([Line("live"), Line("all other")], "Year", "GMV"));

        Assert.NotEqual(traces[0]["line"]!["dash"]!.ToString(), traces[1]["line"]!["dash"]!.ToString());
        Assert.NotEqual(traces[0]["marker"]!["symbol"]!.ToString(), traces[1]["marker"]!["symbol"]!.ToString());
    }

    [Fact]
    public void Stacked_parts_differ_by_hatching_as_well_as_by_colour()
    {
        var traces = Traces(StackedBarChart.Of([Line("live"), Line("all other")], "Year", "Change"));

        Assert.NotEqual(traces[0]["marker"]!["pattern"]!["shape"]!.ToString(), traces[1]["marker"]!["pattern"]!["shape"]!.ToString());
    }

    [Fact]
    public void A_cell_without_a_value_stays_empty() =>
        Assert.Null(Traces(ChanceMap.Of(["a", "b"], ["x"], new[] { new[] { 0.5, double.NaN } }))[0]["z"]![0]![1]);

    private const string Faults = """
        [...document.querySelectorAll('div')].flatMap(part => {
          const frame = part.querySelector('svg').getBoundingClientRect();
          const texts = [...part.querySelectorAll('text')].filter(text => text.textContent.trim()).map(text => ({ said: text.textContent, box: text.getBoundingClientRect() })).filter(text => text.box.width > 0);
          const out = texts.filter(({ box }) => box.left < frame.left - 1 || box.top < frame.top - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1).map(({ said }) => 'cut off: ' + said);
          texts.forEach((one, i) => texts.slice(i + 1).forEach(other => {
            const [wide, high] = [Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left), Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)];
            if (wide > 2 && high > 3) out.push('meet: ' + one.said + ' | ' + other.said);
          }));
          const plot = part.querySelector('clipPath.plotclip rect');
          if (plot && +plot.getAttribute('width') < 0.4 * frame.width) out.push('the plot has ' + plot.getAttribute('width') + ' of ' + frame.width + ' pixels');
          return out.map(fault => part.id + ': ' + fault);
        }).join('\n')
        """;

    private static Plotly.NET.GenericChart Chart(string kind) => kind switch
    {
        "ranges" => RangeChart.Of([IntervalPoint.OfRange("first", 0.1, 0.3).In("live"), IntervalPoint.OfValue("second", 0.2).In("live"), IntervalPoint.OfUpperBound("third", 0.4).In("shelf")], "Share of orders that are returned within the window"),
        "long rows" => RangeChart.Of(Enumerable.Range(1, 9).Select(i => IntervalPoint.OfValue($"conventional e-commerce, fashion, clothing and accessories ({2010 + i}, global)", i)), "Rate", percent: false),
        "series" => SeriesChart.Of([Line("Livestream GMV of the platform"), Line("All other GMV of the platform"), Line("The rest of the market")], "Fiscal year to 31 March", "GMV, bn CNY"),
        "curves" => CurveChart.Of([new Curve("unfollows", [new(0, 1, 0.8, 1.2), new(1, 3, 2, 4)]), new Curve("repeat orders", [new(0, 1), new(1, 0.4)])], "Sponsored load (fading average of sponsored shares)", "Odds relative to the lowest load", [new Stretch(0.1, 0.6, "threshold, 95% interval")]),
        "forest" => ForestPlot.Of([new ForestRow("number of live commercial products, full sample", 0.7, 0.6, 0.8) { Group = "one study" }, ForestRow.OfPooled("pooled", new Estimate(0.5, null, Unit.Number, new SampleSize(3), "mean"))], "Elasticity of weekly sales"),
        "heatmap" => HeatmapChart.Of(["negative", "not significant", "positive"], ["selling on following and attitude", "trust on purchase"], new[] { new[] { 6.0, double.NaN, 1 }, [1, 2, 10] }, "Findings", ".0f"),
        "chances" => ChanceMap.Of(["all GMV", "live market", "early live"], ["three platforms per buyer", "unknown appeal"], new[] { new[] { 0.1, 0.2, 0.3 }, [0, 0.9, 1] }),
        "map" => LandscapeMap.Of(
            [
                new MapPoint("taobao", "Taobao 淘宝", 0.86, 0.18, 900e6), new MapPoint("douyin", "Douyin 抖音", 0.72, 0.34, 700e6), new MapPoint("kuaishou", "Kuaishou 快手", 0.62, 0.24, 500e6),
                new MapPoint("mogujie", "Mogujie", 0.05, null, 50e6), new MapPoint("pinduoduo", "Pinduoduo", 0.55, null, 800e6), new MapPoint("jd", "JD.com", 0.5, null, 400e6),
            ],
            new MapAxis("Purchase intent: score of GMV per monthly user, 0 to 1", -0.02, 1.02), new MapAxis("Stream type: brand-led (0) to influencer-led (1)", -0.02, 1.02), ["Browse and follow", "Buy from persons", "Browse brands", "Buy from brands"]),
        "journey" => JourneySankey.Of(
            [
                new("viewers", "product clicks", 30253074), new("viewers", "left after viewing", 122239568), new("product clicks", "carts", 9042800), new("product clicks", "left after clicking", 21210274),
                new("carts", "orders", 2572601), new("carts", "left the cart", 6470199), new("orders", "kept orders", 1824837), new("orders", "returned", 747764),
            ]),
        "bars" => StackedBarChart.Of([Line("live GMV changed"), Line("all other GMV changed")], "Fiscal year to 31 March", "Change of the live share, points"),
        _ => FunnelChart.Of(["viewers", "product clicks", "carts", "orders", "kept orders"], [152492642, 30253074, 9042800, 2572601, 1824837]),
    };

    private static Series Line(string name) => new(name, [.. Enumerable.Range(2018, 5).Select(year => IntervalPoint.OfValue($"FY{year}", year - 2015 + name.Length))]);

    private static List<JsonNode> Traces(Plotly.NET.GenericChart chart) =>
        [.. new Figure("sample", "Sample", chart, Frame.From([new { Share = 0.5 }]), "A sample.", Provenance.None).Specification()["data"]!.AsArray().Select(trace => trace!)];
}
