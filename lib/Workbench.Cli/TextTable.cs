namespace Workbench.Cli;

/// <summary>A table in plain text, its columns two blanks apart.</summary>
internal static class TextTable
{
    public static void Write(TextWriter writer, IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var lines = rows.Prepend(head).Select(row => row.Select(cell => cell.ReplaceLineEndings(" ")).ToList()).ToList();
        var widths = head.Select((_, column) => lines.Max(line => line[column].Length)).ToList();
        foreach (var line in lines) writer.WriteLine(string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }
}
