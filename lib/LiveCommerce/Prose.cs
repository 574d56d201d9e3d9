namespace LiveCommerce;

/// <summary>Text of a notebook with results in it: Markdown, made in a cell, so that its numbers are those of this run.</summary>
/// <param name="Markdown">CommonMark; raw HTML is shown as text.</param>
public sealed record Prose(string Markdown)
{
    /// <inheritdoc/>
    public override string ToString() => Markdown;
}
