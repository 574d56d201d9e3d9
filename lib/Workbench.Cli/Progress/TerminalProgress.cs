using System.Globalization;
using Spectre.Console;
using Workbench.Runs;
using Workbench.Runs.Notebooks;
using Workbench.Runs.Workers;

namespace Workbench.Cli.Progress;

/// <summary>Progress as a bar for each notebook, on a terminal.</summary>
internal sealed class TerminalProgress(IAnsiConsole console, ProgressContext context) : IRunProgress
{
    private readonly CellFailures failures = new();
    private readonly Dictionary<string, ProgressTask> bars = new(StringComparer.Ordinal);

    /// <summary>Does work with bars when standard error is a terminal, else with plain lines.</summary>
    public static async Task<T> DuringAsync<T>(TextWriter writer, bool isTerminal, Func<IRunProgress, Task<T>> work)
    {
        if (!isTerminal) return await work(new PlainProgress(writer)).ConfigureAwait(false);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        return await console.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn())
            .StartAsync(context => work(new TerminalProgress(console, context))).ConfigureAwait(false);
    }

    public void Notebook(Notebook notebook, int number, int count) => bars[notebook.Id] = context.AddTask(Described(notebook, $"[{number}/{count}] "));

    public void Cell(Notebook notebook, int number, int count, TimeSpan elapsed)
    {
        var bar = bars[notebook.Id];
        bar.MaxValue = count;
        bar.Value = number - 1;
        bar.Description = Described(notebook, "", string.Create(CultureInfo.InvariantCulture, $"  cell {number}/{count}"));
    }

    public void Within(Notebook notebook, int number, int count, WorkDone done)
    {
        var bar = bars[notebook.Id];
        bar.Value = number - 1 + done.Part;
        bar.Description = Described(notebook, "", string.Create(CultureInfo.InvariantCulture, $"  cell {number}/{count}  {done.What} {Math.Floor(done.Part * 100):0}%"));
    }

    public void Ended(NotebookRecord record)
    {
        var bar = bars[record.Notebook.Id];
        if (record.StoppedAt is null) bar.Value = bar.MaxValue;
        bar.Description = Described(record.Notebook, "", record.StoppedAt is null ? "  done" : record.Skipped is null ? "  stopped" : "  skipped");
        bar.StopTask();
        foreach (var line in failures.Lines(record)) Say(line);
    }

    public void Say(string sentence) => console.WriteLine(sentence);

    private static string Described(Notebook notebook, string before, string after = "") => Markup.Escape(before + notebook.Id + after);
}
