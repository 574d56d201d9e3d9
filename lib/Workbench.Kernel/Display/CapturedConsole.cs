using System.Text;

namespace Workbench.Kernel.Display;

/// <summary>Sends what a cell writes to the console to that cell's output, line by line or when it is flushed.</summary>
internal sealed class CapturedConsole(string name, TextWriter outside) : TextWriter
{
    private readonly StringBuilder pending = new();
    private readonly Lock gate = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value], 0, 1);

    public override void Write(string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        Take(value);
    }

    public override void Write(char[] buffer, int index, int count) => Take(new string(buffer, index, count));

    public override void Flush()
    {
        if (Notebook.Context is not { } context)
        {
            outside.Flush();
            return;
        }

        string text;
        lock (gate)
        {
            text = pending.ToString();
            pending.Clear();
        }

        if (text.Length > 0) context.Output.Write(new StreamText(name, text));
    }

    private void Take(string value)
    {
        if (Notebook.Context is null)
        {
            outside.Write(value);
            return;
        }

        bool full;
        lock (gate)
        {
            pending.Append(value);
            full = pending.Length > 4096 || value.Contains('\n', StringComparison.Ordinal);
        }

        if (full) Flush();
    }
}
