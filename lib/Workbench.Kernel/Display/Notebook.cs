
namespace Workbench.Kernel.Display;

/// <summary>What cells call to show a value before their end; in scope in both languages.</summary>
public static class Notebook
{
    private static readonly AsyncLocal<CellContext?> Current = new();

    internal static CellContext? Context
    {
        get => Current.Value;
        set => Current.Value = value;
    }

    /// <summary>Shows a value now.</summary>
    /// <param name="value">Anything; a figure, a frame, a headline, text.</param>
    /// <returns>What was shown, to be shown anew with another value.</returns>
    public static ShownValue Display(object? value) => (Context ?? throw new InvalidOperationException("Display is called by a cell.")).Show(value);
}

/// <summary>A value that was shown and can be replaced.</summary>
public sealed class ShownValue
{
    private readonly CellContext context;

    internal ShownValue(CellContext context, string id)
    {
        this.context = context;
        Id = id;
    }

    /// <summary>Id under which front ends know it.</summary>
    public string Id { get; }

    /// <summary>Shows another value in its place.</summary>
    public void Update(object? value) => context.Output.Write(new DisplayData(Formats.Bundle(value), Id, IsUpdate: true));
}

/// <summary>The cell that is running.</summary>
internal sealed class CellContext(ICellOutput output, int number, CancellationToken interrupted)
{
    private int shown;

    public ICellOutput Output { get; } = output;

    public CancellationToken Interrupted { get; } = interrupted;

    public ShownValue Show(object? value)
    {
        var id = $"cell-{number}-{Interlocked.Increment(ref shown)}";
        Output.Write(new DisplayData(Formats.Bundle(value), id));
        return new ShownValue(this, id);
    }
}
