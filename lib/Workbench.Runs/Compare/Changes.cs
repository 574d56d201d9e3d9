namespace Workbench.Runs.Compare;

/// <summary>A number of the report that is not what it was.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Size">How much it moved.</param>
/// <param name="Before">Old value; null when it is new.</param>
/// <param name="After">New value; null when it is gone.</param>
/// <param name="BeforeText">Old value as written.</param>
/// <param name="AfterText">New value as written.</param>
/// <param name="Sentence">The sentence with the number, of the newer run that has it.</param>
public sealed record NumberChange(string Id, ChangeSize Size, double? Before, double? After, string BeforeText, string AfterText, string Sentence)
{
    /// <summary>The change over the larger of the two values; 1 when one of them is missing.</summary>
    public double Relative => Before is { } before && After is { } after ? ChangeSizes.Relative(before, after) : 1;

    /// <summary>What moved it, from <c>--why</c>; empty when nobody asked.</summary>
    public IReadOnlyList<Cause> Causes { get; init; } = [];
}

/// <summary>A claim whose verdict changed.</summary>
/// <param name="Claim">Its id.</param>
/// <param name="Before">Old verdict; empty when there was none.</param>
/// <param name="After">New verdict; empty when there is none.</param>
/// <param name="Sentence">The finding, of the newer run that has it.</param>
public sealed record ClaimChange(string Claim, string Before, string After, string Sentence)
{
    /// <summary>What changed it, from <c>--why</c>.</summary>
    public IReadOnlyList<Cause> Causes { get; init; } = [];
}

/// <summary>A figure whose rows or looks changed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Rows">The plotted rows that differ; none when only the looks changed.</param>
/// <param name="Kind"><c>rows</c>, <c>looks</c>, <c>new</c> or <c>gone</c>.</param>
public sealed record FigureChange(string Id, string Title, IReadOnlyList<RowChange> Rows, string Kind)
{
    /// <summary>What changed it, from <c>--why</c>.</summary>
    public IReadOnlyList<Cause> Causes { get; init; } = [];
}

/// <summary>A table of a notebook whose rows changed.</summary>
/// <param name="Place">Notebook and cell.</param>
/// <param name="Rows">The rows that differ.</param>
public sealed record TableChange(string Place, IReadOnlyList<RowChange> Rows);

/// <summary>A row that differs.</summary>
/// <param name="Key">What names it: its key, or its place.</param>
/// <param name="Kind"><c>new</c>, <c>gone</c> or <c>changed</c>.</param>
/// <param name="Cells">The cells that differ.</param>
public sealed record RowChange(string Key, string Kind, IReadOnlyList<CellChange> Cells);

/// <summary>A cell that differs.</summary>
/// <param name="Column">Its column.</param>
/// <param name="Before">Old content.</param>
/// <param name="After">New content.</param>
public sealed record CellChange(string Column, string Before, string After);

/// <summary>Something that went into the newer run otherwise than into the older.</summary>
/// <param name="Kind"><c>data</c>, <c>package</c>, <c>parameter</c>, <c>cells</c>, <c>file</c>, <c>library</c> or <c>runner</c>.</param>
/// <param name="Name">Table, row, parameter or notebook.</param>
/// <param name="Description">What changed, in a sentence.</param>
public sealed record InputChange(string Kind, string Name, string Description)
{
    /// <summary>Row of a table by its key; empty for a whole table.</summary>
    public string Row { get; init; } = "";

    /// <summary>Notebook of a parameter or of cells; empty otherwise.</summary>
    public string Notebook { get; init; } = "";
}

/// <summary>An input that, put back alone, takes a change back.</summary>
/// <param name="Input">The input.</param>
/// <param name="Share">Part of the change that goes with it; 1 for all of it. Parts of several inputs need not add up to 1.</param>
public sealed record Cause(InputChange Input, double Share);
