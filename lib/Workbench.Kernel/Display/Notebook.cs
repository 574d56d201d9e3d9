using System.Text.Json.Nodes;

namespace Workbench.Kernel.Display;

/// <summary>What cells call to show a value before their end, to ask the reader, and to talk to widgets; in scope in both languages.</summary>
public static class Notebook
{
    /// <summary>Shows a value now.</summary>
    /// <param name="value">Anything; a figure, a frame, a headline, text.</param>
    public static void Display(object? value) => Show(value);

    /// <summary>Shows a value now that will change.</summary>
    /// <param name="value">As for <see cref="Display"/>.</param>
    /// <returns>What was shown, to be shown anew with another value.</returns>
    public static ShownValue Show(object? value) => Cell().Show(value);

    /// <summary>Takes back what the cell has shown so far.</summary>
    /// <param name="wait">Only when the next output comes, so that nothing flickers.</param>
    public static void Clear(bool wait = false) => Cell().Write(new ClearOutput(wait));

    /// <summary>Stops work of this cell: raised when the reader interrupts the kernel, or ends <c>workbench run</c> with Ctrl-C. Models take it as their <c>cancellationToken</c> and keep what is done.</summary>
    public static CancellationToken Cancellation => Cell().Interrupted;

    /// <summary>Shows a bar for work that takes long; models take it as their <c>progress</c>.</summary>
    /// <param name="what">What is done, in a word or two.</param>
    /// <param name="total">How many steps there are, such as runs.</param>
    public static CellProgress Progress(string what, long total) => Cell().Begin(what, total);

    /// <summary>Asks the reader of the notebook for a line.</summary>
    /// <exception cref="InvalidOperationException">The notebook runs where nobody can answer.</exception>
    public static string Input(string prompt = "") => Cell().Ask(prompt, hidden: false);

    /// <summary>Asks the reader of the notebook for a line that is not shown.</summary>
    /// <exception cref="InvalidOperationException">The notebook runs where nobody can answer.</exception>
    public static string Password(string prompt = "") => Cell().Ask(prompt, hidden: true);

    /// <summary>Opens a channel to a front end that knows the target.</summary>
    /// <param name="target">Name that the front end has registered.</param>
    /// <param name="data">First message.</param>
    public static Comm OpenComm(string target, JsonNode? data = null) => Cell().Comms.Open(target, data);

    /// <summary>Lets front ends open channels of a target.</summary>
    /// <param name="target">Name that front ends use.</param>
    /// <param name="opened">Called with each channel opened and its first message.</param>
    public static void RegisterComm(string target, Action<Comm, JsonNode?> opened) => Cell().Comms.Register(target, opened);

    private static CellContext Cell() => CellContext.Current ?? throw new InvalidOperationException("Only a running cell has a place to show things.");
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

    /// <summary>Shows another value in its place; also from a later cell.</summary>
    public void Update(object? value) => (CellContext.Current ?? context).Write(new DisplayData(Formats.Bundle(value), Id, IsUpdate: true));
}
