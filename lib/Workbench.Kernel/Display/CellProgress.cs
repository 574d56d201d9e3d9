using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Workbench.Kernel.Display;

/// <summary>A bar for work that takes long: in Jupyter it grows in its place, <c>workbench run</c> shows it beside the cell and keeps it out of the notebook.</summary>
/// <remarks>Made by <see cref="Notebook.Progress"/>; models take it as their <c>progress</c>. It may be told from any thread.</remarks>
public sealed class CellProgress : IProgress<long>
{
    /// <summary>The form by which a runner knows it.</summary>
    public const string Form = "application/vnd.workbench.progress+json";

    private const long Pause = 100;
    private readonly CellContext context;
    private readonly string id, what;
    private readonly long total;
    private readonly Lock gate = new();
    private long most, told = long.MinValue / 2;

    internal CellProgress(CellContext context, string id, string what, long total)
    {
        (this.context, this.id, this.what, this.total) = (context, id, what, Math.Max(1, total));
        context.Write(new DisplayData(Bundle(0), id));
    }

    /// <summary>Tells how much is done; less than was told before is passed over, so that threads may tell in any order.</summary>
    /// <param name="value">What is done, of the total.</param>
    public void Report(long value)
    {
        lock (gate)
        {
            if (value <= most) return;
            most = value;
            var now = Environment.TickCount64;
            if (value < total && now - told < Pause) return;
            told = now;
        }

        (CellContext.Current ?? context).Write(new DisplayData(Bundle(value), id, IsUpdate: true));
    }

    private MimeBundle Bundle(long done)
    {
        var part = Math.Clamp((double)done / total, 0, 1);
        var words = string.Create(CultureInfo.InvariantCulture, $"{what}: {done:N0} of {total:N0}, {Math.Floor(part * 100):0}%");
        return new MimeBundle()
            .Add(Form, new JsonObject { ["what"] = what, ["part"] = part })
            .Add(Mime.Html, string.Create(CultureInfo.InvariantCulture, $"<progress max=\"1\" value=\"{part:0.###}\" style=\"width: 24em\"></progress> {WebUtility.HtmlEncode(words)}"))
            .Add(Mime.Plain, words);
    }
}
