using System.Text;

namespace LiveCommerce.Data.Contract;

/// <summary>Splits RFC 4180 text into records, and knows the physical line and column of every field.</summary>
internal sealed class CsvTokens(string text, string path, ICollection<Fault> faults)
{
    private int position;
    private int line = 1;
    private int lineStart;

    private int Column => position - lineStart + 1;

    /// <summary>All records; a blank line is no record.</summary>
    public IEnumerable<IReadOnlyList<CsvField>> Records()
    {
        while (position < text.Length)
        {
            if (EndLine()) continue;
            var record = new List<CsvField>();
            do record.Add(Field());
            while (Skip(','));
            EndLine();
            yield return record;
        }
    }

    private CsvField Field()
    {
        var (startLine, startColumn) = (line, Column);
        if (position < text.Length && text[position] == '"') return new CsvField(Quoted(startLine, startColumn), startLine, startColumn);
        var start = position;
        while (position < text.Length && text[position] is not (',' or '\n' or '\r')) position++;
        return new CsvField(text[start..position], startLine, startColumn);
    }

    private string Quoted(int startLine, int startColumn)
    {
        var content = new StringBuilder();
        position++;
        while (position < text.Length)
        {
            var c = text[position];
            if (c == '"')
            {
                position++;
                if (!Skip('"')) return AfterQuote(content);
                content.Append('"');
            }
            else if (!EndLine(content))
            {
                content.Append(c);
                position++;
            }
        }

        faults.Add(new Fault(path, startLine, startColumn, "DATA103", "a quote that never ends", "a closing quote", "close the quote, or double a quote inside the text"));
        return content.ToString();
    }

    private string AfterQuote(StringBuilder content)
    {
        if (position >= text.Length || text[position] is ',' or '\n' or '\r') return content.ToString();
        faults.Add(new Fault(path, line, Column, "DATA104", $"'{text[position]}' after a closing quote", "a comma or the end of the line", "double a quote that belongs to the text"));
        while (position < text.Length && text[position] is not (',' or '\n' or '\r')) content.Append(text[position++]);
        return content.ToString();
    }

    private bool Skip(char expected)
    {
        if (position >= text.Length || text[position] != expected) return false;
        position++;
        return true;
    }

    private bool EndLine(StringBuilder? content = null)
    {
        var start = position;
        if (position < text.Length && text[position] == '\r') position++;
        if (position < text.Length && text[position] == '\n') position++;
        if (position == start) return false;
        content?.Append(text, start, position - start);
        line++;
        lineStart = position;
        return true;
    }
}
