using System.Text;
using Workbench.Kernel.Display;

namespace Workbench.Kernel;

/// <summary>The cell that is running: where its outputs go, and whether it was asked to stop.</summary>
/// <remarks>Text is gathered for a moment, so that a cell that writes 200,000 times does not send 200,000 messages; anything else sends it first, so that the order stays.</remarks>
internal sealed class CellContext(ICellOutput output, int number, CommTable comms, FigureHtml? figures, CellTurn? turn, CancellationToken interrupted) : ICellOutput, IDisposable
{
    private const int MostGathered = 1 << 16;
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(40);
    private static readonly AsyncLocal<CellContext?> Running = new();

    private readonly Lock gate = new();
    private readonly StringBuilder gathered = new();
    private string stream = "stdout";
    private Timer? timer;
    private int shown;

    /// <summary>The cell that the caller belongs to; null outside cells.</summary>
    public static CellContext? Current
    {
        get => Running.Value;
        set
        {
            Running.Value = value;
            if (value is not null) Latest = value;
        }
    }

    /// <summary>The cell that began last: for what no cell can be named for, such as a timer that fails.</summary>
    public static CellContext? Latest { get; private set; }

    public CancellationToken Interrupted { get; } = interrupted;

    /// <summary>The thread that cells run on, when there is one of their own.</summary>
    public CellTurn? Turn { get; } = turn;

    public CommTable Comms { get; } = comms;

    /// <summary>Draws figures inside the page; null where nobody looks at one.</summary>
    public FigureHtml? Figures { get; } = figures;

    public void Print(string name, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return;
        lock (gate)
        {
            if (name != stream) Send();
            stream = name;
            gathered.Append(text);
            if (gathered.Length >= MostGathered) Send();
            else if (gathered.Length == text.Length) (timer ??= new Timer(_ => Flush())).Change(Delay, Timeout.InfiniteTimeSpan);
        }
    }

    public void Write(CellOutput written)
    {
        lock (gate)
        {
            Send();
            output.Write(written);
        }
    }

    /// <summary>Sends the text gathered so far.</summary>
    public void Flush()
    {
        lock (gate) Send();
    }

    public ShownValue Show(object? value)
    {
        var id = $"cell-{number}-{Interlocked.Increment(ref shown)}";
        Write(new DisplayData(Formats.Bundle(value), id));
        return new ShownValue(this, id);
    }

    public CellProgress Begin(string what, long total) => new(this, $"cell-{number}-{Interlocked.Increment(ref shown)}", what, total);

    /// <summary>Asks the reader of the notebook for a line.</summary>
    /// <exception cref="InvalidOperationException">Nobody can answer: the notebook runs without a person.</exception>
    public string Ask(string prompt, bool hidden)
    {
        Flush();
        return output is ICellInput reader
            ? reader.Ask(prompt, hidden)
            : throw new InvalidOperationException("This cell asks for input, and the notebook runs where nobody can answer. Fix: put the value in a cell, or make it a parameter.");
    }

    /// <summary>The cell has ended; what a thread of it writes later is still sent.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            Send();
            timer?.Dispose();
            timer = null;
        }
    }

    private void Send()
    {
        if (gathered.Length == 0) return;
        output.Write(new StreamText(stream, gathered.ToString()));
        gathered.Clear();
    }
}

/// <summary>An output that can ask the reader of the notebook.</summary>
public interface ICellInput
{
    /// <summary>Asks for a line and waits for it.</summary>
    /// <param name="prompt">What to ask; may be empty.</param>
    /// <param name="hidden">Whether the answer is not to be shown, as for a password.</param>
    /// <exception cref="InvalidOperationException">Nobody can answer.</exception>
    string Ask(string prompt, bool hidden);
}
