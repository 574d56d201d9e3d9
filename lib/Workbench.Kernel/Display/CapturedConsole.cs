using System.Text;

namespace Workbench.Kernel.Display;

/// <summary>Sends what a cell writes to the console to that cell; what is written outside cells goes where it went before.</summary>
internal sealed class CapturedConsole(string name, TextWriter outside) : TextWriter
{
    private static readonly Lazy<bool> Installed = new(() =>
    {
        Console.SetOut(new CapturedConsole("stdout", Console.Out));
        Console.SetError(new CapturedConsole("stderr", Console.Error));
        Console.SetIn(new CapturedInput(Console.In));
        return true;
    });

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Captures the console of this process, once however many kernels it holds.</summary>
    public static void Install() => _ = Installed.Value;

    public override void Write(char value)
    {
        if (CellContext.Current is { } cell) cell.Print(name, [value]);
        else outside.Write(value);
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (CellContext.Current is { } cell) cell.Print(name, buffer);
        else outside.Write(buffer);
    }

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void Flush()
    {
        if (CellContext.Current is { } cell) cell.Flush();
        else outside.Flush();
    }
}

/// <summary>Asks the reader of the notebook for a line when a cell reads one from the console.</summary>
internal sealed class CapturedInput(TextReader outside) : TextReader
{
    public override string? ReadLine() => CellContext.Current is { } cell ? cell.Ask("", hidden: false) : outside.ReadLine();

    public override int Read() => CellContext.Current is null ? outside.Read() : -1;

    public override int Peek() => CellContext.Current is null ? outside.Peek() : -1;
}
