using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LiveCommerce.Charts;
using LiveCommerce.Charts.Export;
using Xunit;

namespace Workbench.Tests.Charts;

public sealed partial class FigureExporterTests
{
    [Fact]
    public async Task Two_browsers_give_the_same_bytes_and_every_file_tells_its_origin()
    {
        var figure = Drawn.Sample().ToJson();
        var drawn = new List<RenderedFigure>();
        for (var i = 0; i < 2; i++)
        {
            await using var exporter = await Drawn.ExporterAsync();
            drawn.Add(await exporter.RenderAsync(figure, Drawn.Stamp, null, TestContext.Current.CancellationToken));
        }

        Assert.Equal(drawn[0].Svg, drawn[1].Svg);
        Assert.Equal(drawn[0].Png, drawn[1].Png);
        Assert.Equal(drawn[0].Pdf, drawn[1].Pdf);
        foreach (var file in new[] { drawn[0].Svg, drawn[0].Png, drawn[0].Pdf, Encoding.UTF8.GetBytes(FigurePage.Html(figure, Drawn.Stamp)) })
        {
            Assert.Equal(Drawn.Stamp.ToJson(), FigureStamp.Read(file)!.ToJson());
            Assert.DoesNotContain(AppContext.BaseDirectory, Encoding.Latin1.GetString(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Sizes_are_exact_and_the_resolution_is_written()
    {
        await using var exporter = await Drawn.ExporterAsync();
        var drawn = await exporter.RenderAsync(Drawn.Sample().ToJson(), Drawn.Stamp, new ExportSize(85, 60, 300), TestContext.Current.CancellationToken);
        Assert.Equal((1004u, 709u), (BinaryPrimitives.ReadUInt32BigEndian(drawn.Png.AsSpan(16)), BinaryPrimitives.ReadUInt32BigEndian(drawn.Png.AsSpan(20))));
        Assert.Equal("pHYs", Encoding.ASCII.GetString(drawn.Png, 37, 4));
        Assert.Equal(11811u, BinaryPrimitives.ReadUInt32BigEndian(drawn.Png.AsSpan(41)));
        var svg = XDocument.Parse(Encoding.UTF8.GetString(drawn.Svg)).Root!;
        Assert.Equal("85mm", svg.Attribute("width")!.Value);
        Assert.Equal("60mm", svg.Attribute("height")!.Value);
        var pdf = Encoding.Latin1.GetString(drawn.Pdf);
        Assert.Single(Page().Matches(pdf));
        Assert.Contains("/Alt", pdf, StringComparison.Ordinal);
        Assert.DoesNotContain("/CreationDate (D:" + DateTime.UtcNow.Year, pdf, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("</script><script>document.title='PWNED'</script>")]
    [InlineData("<!--<script>")]
    [InlineData("a]]>b")]
    [InlineData("c\u0001d")]
    [InlineData("<a href=\"https://evil.example/\">l</a>")]
    public async Task A_hostile_label_is_shown_and_never_becomes_markup(string label)
    {
        var figure = Drawn.Sample(label).ToJson();
        await using var exporter = await Drawn.ExporterAsync();
        var drawn = await exporter.RenderAsync(figure, Drawn.Stamp, null, TestContext.Current.CancellationToken);
        var svg = XDocument.Parse(Encoding.UTF8.GetString(drawn.Svg));
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName is "script" or "a");
        var html = FigurePage.Html(figure, Drawn.Stamp);
        Assert.Equal(4, html.Split("<script", StringSplitOptions.None).Length - 1 - PlotlyScript.Source().Split("<script", StringSplitOptions.None).Length + 1);
    }

    [Fact]
    public async Task For_print_the_words_go_to_the_caption_the_mark_of_synthetic_data_stays_and_text_is_small_and_black()
    {
        await using var exporter = await Drawn.ExporterAsync();
        var figure = Drawn.Sample(synthetic: true).ToJson();
        var size = ExportSize.OfWidth(figure, 85, print: true);
        var svg = XDocument.Parse(Encoding.UTF8.GetString((await exporter.RenderAsync(figure, Drawn.Stamp, size, TestContext.Current.CancellationToken)).Svg));
        var texts = svg.Descendants().Where(element => element.Name.LocalName == "text").ToList();

        Assert.True(size.HeightMm < ExportSize.OfWidth(figure, 85).HeightMm);
        Assert.DoesNotContain(texts, text => text.Value.Contains("Share of live sales", StringComparison.Ordinal) || text.Value.Contains("Source:", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Value.Contains("SYNTHETIC DATA", StringComparison.Ordinal));
        Assert.All(texts.Where(text => text.Parent!.Attribute("class")?.Value is "xtick" or "ytick"), text => Assert.Matches("font-size: 9.33px; fill: rgb\\(0, 0, 0\\)", text.Attribute("style")!.Value));
    }

    [Fact]
    public async Task A_figure_that_fails_is_named_and_the_next_one_is_drawn()
    {
        await using var exporter = await Drawn.ExporterAsync();
        var fault = await Assert.ThrowsAsync<FigureExportException>(() => exporter.RenderAsync(Drawn.Sample().ToJson(), Drawn.Stamp, new ExportSize(9000, 9000, 600), TestContext.Current.CancellationToken));
        Assert.Contains("figure 'sample'", fault.Message, StringComparison.Ordinal);
        Assert.NotEmpty((await exporter.RenderAsync(Drawn.Sample().ToJson(), Drawn.Stamp, null, TestContext.Current.CancellationToken)).Png);
    }

    [Fact]
    public async Task A_program_that_is_no_browser_is_quoted()
    {
        var fault = await Assert.ThrowsAsync<FigureExportException>(() => FigureExporter.StartAsync(new BrowserProgram("/nope/chromium"), TestContext.Current.CancellationToken));
        Assert.Contains("FIG102", fault.Message, StringComparison.Ordinal);
        Assert.Contains("not found", fault.Message, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"/Type /Page\b")]
    private static partial Regex Page();
}
