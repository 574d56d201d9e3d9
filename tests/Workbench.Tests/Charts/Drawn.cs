using LiveCommerce;
using LiveCommerce.Charts;
using LiveCommerce.Charts.Export;
using Microsoft.Data.Analysis;
using Xunit;

namespace Workbench.Tests.Charts;

/// <summary>Figures and the browser for tests of the export.</summary>
internal static class Drawn
{
    public static readonly FigureStamp Stamp = new()
    {
        Figure = "sample",
        Data = new Dictionary<string, string> { ["observations.csv"] = "00ff" },
        Parameters = new Dictionary<string, string> { ["month"] = "2024-06 \"观\"" },
        Seed = 7,
        Library = "0.1.0",
        Command = "workbench run 01",
    };

    public static Figure Sample(string label = "快手 Kuaishou", bool synthetic = false)
    {
        var rows = new DataFrame(new StringDataFrameColumn("platform", ["a", label]), new DoubleDataFrameColumn("share", [0.4, 0.2]));
        var chart = Plot.Of(
            new { xaxis = new { title = new { text = "Platform" } }, yaxis = new { title = new { text = "Share" } } },
            [new { type = "bar", name = label, x = new[] { "a", label }, y = new[] { 0.4, 0.2 } }]);
        return new Figure("sample", "Share of live sales in gross merchandise value, by platform, fiscal 2020", chart, rows, "Bars of two shares.", new Provenance { Sources = ["mogujie_20f_2020"], Synthetic = synthetic });
    }

    public static async Task<FigureExporter> ExporterAsync()
    {
        var search = BrowserProgram.Find();
        if (search.Program is null && Environment.GetEnvironmentVariable("CI") != "true") Assert.Skip(search.Message);
        return await FigureExporter.StartAsync(search.Program!, TestContext.Current.CancellationToken);
    }
}
