namespace Workbench.Kernel.Sessions;

/// <summary>A cell that failed: what a reader of the cell needs, and nothing of this program.</summary>
internal sealed class ScriptFailure(string name, string value, IReadOnlyList<string> traceback) : Exception(value)
{
    public CellError Error { get; } = new(name, value, traceback);
}

/// <summary>The value of a cell; <see cref="None"/> when it has none.</summary>
internal sealed record ScriptValue(object? Value, bool HasValue)
{
    public static ScriptValue None { get; } = new(null, false);
}

/// <summary>A variable of a session.</summary>
internal sealed record SessionVariable(string Name, Type Type, object? Value);
