using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using LiveCommerce.Charts;
using LiveCommerce.Charts.Export;

namespace Workbench.Kernel.Display;

/// <summary>A figure as HTML inside a notebook page.</summary>
/// <remarks>
/// In front ends the first figure of a kernel brings plotly.js with it and the others use it, so that a saved notebook holds it once and works offline.
/// Where a page has lost it (its cell was cleared), it is taken from the network; failing that, the words remain. The runner draws figures itself and gets the words alone.
/// </remarks>
internal sealed class FigureHtml
{
    /// <summary>Draws, once plotly.js is there. The figure is found by its id: front ends run scripts apart from the elements they stand in.</summary>
    private const string Draw = """
        (function(){var box=document.getElementById('ID'),spec=JSON.parse(box.querySelector('script[type="application/json"]').textContent),plot=box.querySelector('div');
        function draw(){plot.textContent='';window.Plotly.newPlot(plot,spec.data,spec.layout,{displaylogo:false,responsive:false});}
        if(window.Plotly){draw();return;}
        var script=document.createElement('script'),amd=window.define;window.define=undefined;script.src='https://cdn.plot.ly/plotly-2.28.0.min.js';
        script.onload=function(){window.define=amd;draw();};script.onerror=function(){window.define=amd;plot.textContent+=' (Run the cell of the first figure to draw this one.)';};document.head.appendChild(script);})();
        """;

    private int sent;

    /// <summary>The figure for a front end.</summary>
    public string Of(Figure figure) => Of(figure.Specification(), figure.Alt, figure.HeightMm / 25.4 * 96);

    /// <summary>A chart for a front end.</summary>
    /// <param name="specification">What plotly.js draws.</param>
    /// <param name="alt">Words for who cannot see it.</param>
    /// <param name="height">Height kept for it, in pixels.</param>
    public string Of(JsonObject specification, string alt, double height)
    {
        var library = Interlocked.Exchange(ref sent, 1) == 0 ? $"<script>(function(define,module,exports){{{PlotlyScript.Source()}\n}}).call(window);</script>" : "";
        var id = "figure-" + Guid.NewGuid().ToString("N");
        var kept = string.Create(CultureInfo.InvariantCulture, $"{height:0}px");
        return $"""
            <figure id="{id}" style="margin:0">{library}<div role="img" aria-label="{WebUtility.HtmlEncode(alt)}" style="min-height:{kept}">{WebUtility.HtmlEncode(alt)}</div>
            <script type="application/json">{PlotlyScript.SafeJson(specification)}</script>
            <script>{Draw.Replace("ID", id, StringComparison.Ordinal)}</script></figure>
            """;
    }

    /// <summary>The figure in words.</summary>
    public static string Words(Figure figure) =>
        $"<figure style=\"margin:0\"><strong>{WebUtility.HtmlEncode(figure.Title)}</strong><p>{WebUtility.HtmlEncode(figure.Alt)}</p><figcaption>{WebUtility.HtmlEncode(figure.SourceLine)}</figcaption></figure>";
}
