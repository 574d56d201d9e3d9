using System.Text.Json.Nodes;

namespace Workbench.Kernel;

/// <summary>What a cell puts out, in the order in which it does.</summary>
public abstract record CellOutput;

/// <summary>Text written to standard output or standard error.</summary>
/// <param name="Name"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Text">The text.</param>
public sealed record StreamText(string Name, string Text) : CellOutput;

/// <summary>A value shown.</summary>
/// <param name="Bundle">The value in several forms.</param>
/// <param name="DisplayId">Id under which it can be shown anew; null when it cannot.</param>
/// <param name="IsUpdate">Whether it takes the place of what was shown under this id.</param>
public sealed record DisplayData(MimeBundle Bundle, string? DisplayId = null, bool IsUpdate = false) : CellOutput;

/// <summary>The value of the last expression of a cell.</summary>
/// <param name="Bundle">The value in several forms.</param>
public sealed record ExecuteResult(MimeBundle Bundle) : CellOutput;

/// <summary>The failure that ended a cell.</summary>
/// <param name="Name">Kind of error, such as <c>CS0103</c> or <c>DivideByZeroException</c>.</param>
/// <param name="Value">Its message.</param>
/// <param name="Traceback">Lines of cells that led to it, and the message.</param>
public sealed record CellError(string Name, string Value, IReadOnlyList<string> Traceback) : CellOutput;

/// <summary>Takes back what the cell has put out so far.</summary>
/// <param name="Wait">Only when the next output comes.</param>
public sealed record ClearOutput(bool Wait) : CellOutput;

/// <summary>One value in several forms, by MIME type: text, or an object for types that end in <c>+json</c>.</summary>
public sealed class MimeBundle
{
    private readonly List<KeyValuePair<string, JsonNode>> forms = [];

    /// <summary>The forms, in the order in which they were added.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonNode>> Forms => forms;

    /// <summary>Adds a form.</summary>
    public MimeBundle Add(string mime, JsonNode form)
    {
        forms.Add(new(mime, form));
        return this;
    }

    /// <summary>A form; null when there is none of that type.</summary>
    public JsonNode? Find(string mime) => forms.Where(form => form.Key == mime).Select(form => form.Value).FirstOrDefault();

    /// <summary>The bundle as notebooks and the Jupyter protocol hold it.</summary>
    public JsonObject ToJson() => new(forms.Select(form => new KeyValuePair<string, JsonNode?>(form.Key, form.Value.DeepClone())));
}

/// <summary>Takes the outputs of a cell as they come; called from any thread, one call at a time.</summary>
public interface ICellOutput
{
    /// <summary>Takes one output.</summary>
    void Write(CellOutput output);
}
