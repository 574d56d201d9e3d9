namespace Workbench.Runs.Parameters;

/// <summary>A parameter that a notebook declares in a cell tagged <c>parameters</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type; null when the declaration tells none.</param>
/// <param name="Default">Its default as the cell writes it; null when it must be given.</param>
/// <param name="Help">The comment behind or above it; empty when there is none.</param>
/// <param name="Language"><c>csharp</c> or <c>fsharp</c>.</param>
public sealed record Parameter(string Name, ParameterType? Type, string? Default, string Help, string Language);
