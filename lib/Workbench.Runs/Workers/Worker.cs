using System.Diagnostics;
using System.IO.Pipes;
using System.Text.Json.Nodes;
using Workbench.Kernel;
using Workbench.Runs.Notebooks;

namespace Workbench.Runs.Workers;

/// <summary>How a cell ended.</summary>
public enum CellStatus
{
    /// <summary>It ran to its end.</summary>
    Ran,

    /// <summary>It threw, or did not compile.</summary>
    Failed,

    /// <summary>It was still running at the time limit; its process was ended.</summary>
    OutOfTime,

    /// <summary>Its process ended by itself.</summary>
    Lost,

    /// <summary>The data that the run was given do not have what it needs, or a notebook that it needs failed.</summary>
    Skipped,

    /// <summary>The user stopped the run while it ran.</summary>
    Interrupted,
}

/// <summary>What a cell put out, and how it ended.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Outputs">Its outputs (nbformat).</param>
public sealed record CellRun(CellStatus Status, IReadOnlyList<JsonObject> Outputs);

/// <summary>A table, or another file, that a notebook has read.</summary>
/// <param name="Path">Package and file.</param>
/// <param name="Hash">Hash of its bytes.</param>
/// <param name="Bytes">Its size.</param>
public sealed record InputRead(string Path, string Hash, long Bytes)
{
    /// <summary>Whether no data package describes it; the path is then relative to the notebook.</summary>
    public bool IsUndeclared { get; init; }
}

/// <summary>A worker process seen from the runner.</summary>
public sealed class Worker : IAsyncDisposable
{
    private static readonly Lock Starting = new();
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90), InterruptLimit = TimeSpan.FromSeconds(5);
    private readonly Process process;
    private readonly StreamWriter requests;
    private readonly StreamReader answers;
    private bool ended;
    private readonly HashSet<string> ready = new(StringComparer.Ordinal);

    private Worker(Process process, StreamWriter requests, StreamReader answers)
    {
        this.process = process;
        this.requests = requests;
        this.answers = answers;
    }

    /// <summary>The tables read so far.</summary>
    public List<InputRead> Reads { get; } = [];

    /// <summary>Starts a worker; it makes itself ready in the background.</summary>
    /// <param name="program">The <c>workbench</c> program.</param>
    /// <param name="folder">Working folder: that of the notebook.</param>
    /// <param name="data">Folder that takes the place of <c>data/</c>.</param>
    /// <param name="languages">Languages of the notebook's cells.</param>
    public static async Task<Worker> StartAsync(WorkbenchProgram program, string folder, string? data, IEnumerable<string> languages)
    {
        ArgumentNullException.ThrowIfNull(program);
        var worker = Start(program, folder, data);
        try
        {
            foreach (var language in languages.Select(Compiler).Distinct()) await worker.requests.WriteLineAsync(WorkerMessages.Prepare(language)).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The process is gone; its first cell tells.
        }

        return worker;
    }

    private static Worker Start(WorkbenchProgram program, string folder, string? data)
    {
        // Two starts at a time would hand each worker the pipes of the other, and the end of one would go unseen.
        lock (Starting) return StartAlone(program, folder, data);
    }

    private static Worker StartAlone(WorkbenchProgram program, string folder, string? data)
    {
        var toWorker = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        var fromWorker = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        var start = program.Start(["worker", toWorker.GetClientHandleAsString(), fromWorker.GetClientHandleAsString(), .. data is null ? (string[])[] : [data]]);
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var (name, value) in RuntimeSettings.Variables) start.Environment.TryAdd(name, value);
        var process = Process.Start(start) ?? throw new InvalidOperationException("The worker process did not start.");
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        toWorker.DisposeLocalCopyOfClientHandle();
        fromWorker.DisposeLocalCopyOfClientHandle();
        return new Worker(process, new StreamWriter(toWorker) { AutoFlush = true, NewLine = "\n" }, new StreamReader(fromWorker));
    }

    /// <summary>Runs a cell; at the time limit the process is ended.</summary>
    /// <param name="code">Its text.</param>
    /// <param name="language">Its language.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellation">Interrupts the cell; a process that does not stop it within a few seconds is ended.</param>
    /// <param name="told">Hears how far the work of the cell is.</param>
    public async Task<CellRun> RunAsync(string code, string language, TimeSpan limit, CancellationToken cancellation, Action<WorkDone>? told = null)
    {
        var outputs = new List<JsonObject>();
        var shown = new Dictionary<string, int>(StringComparer.Ordinal);
        using var time = new CancellationTokenSource(StartLimit);
        using var interrupted = cancellation.Register(() =>
        {
            Ask(WorkerMessages.Interrupt());
            time.CancelAfter(InterruptLimit);
        });
        try
        {
            // The start of a compiler is not the cell's time.
            while (!ready.Contains(Compiler(language)) && await answers.ReadLineAsync(time.Token).ConfigureAwait(false) is { } said) ready.Add(JsonNode.Parse(said)!["language"]!.GetValue<string>());
            if (cancellation.IsCancellationRequested) return Interrupted(outputs);
            time.CancelAfter(limit);
            Ask(WorkerMessages.Run(code, language));
            // An interrupt that came before the cell has stopped nothing.
            if (cancellation.IsCancellationRequested)
            {
                Ask(WorkerMessages.Interrupt());
                time.CancelAfter(InterruptLimit);
            }

            while (await answers.ReadLineAsync(time.Token).ConfigureAwait(false) is { } line)
            {
                var answer = JsonNode.Parse(line)!;
                switch (answer["kind"]!.GetValue<string>())
                {
                    case "ready":
                        ready.Add(answer["language"]!.GetValue<string>());
                        break;
                    case "output" when WorkDone.In(answer["output"]!) is { } done:
                        told?.Invoke(done);
                        break;
                    case "output":
                        Take(answer, outputs, shown);
                        break;
                    case "clear":
                        outputs.Clear();
                        shown.Clear();
                        break;
                    case "read":
                        Reads.Add(new InputRead(answer["path"]!.GetValue<string>(), answer["hash"]!.GetValue<string>(), answer["bytes"]!.GetValue<long>()) { IsUndeclared = answer["undeclared"]!.GetValue<bool>() });
                        break;
                    case "done":
                        if (cancellation.IsCancellationRequested) return Interrupted(outputs);
                        return new CellRun(answer["ran"]!.GetValue<bool>() ? CellStatus.Ran : CellStatus.Failed, outputs);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            End();
            outputs.Add(NotebookOutput.Error("OutOfTime", $"The cell ran longer than {limit.TotalSeconds:0.###} s and its process was ended.", ["Raise the limit with --timeout, or shorten the cell."]));
            return new CellRun(CellStatus.OutOfTime, outputs);
        }
        catch (OperationCanceledException)
        {
            // The cell did not stop; said below.
        }
        catch (IOException)
        {
            // The process is gone, or the user ended the run; said below.
        }

        End();
        if (cancellation.IsCancellationRequested) return Interrupted(outputs);
        outputs.Add(NotebookOutput.Error("WorkerLost", "The process that ran this notebook ended by itself.", ["A cell may have ended it (Environment.Exit), or the machine ran out of memory."]));
        return new CellRun(CellStatus.Lost, outputs);
    }

    /// <summary>What a cell had put out when it was stopped; what it shows of its work is of a part of it.</summary>
    private static CellRun Interrupted(List<JsonObject> outputs)
    {
        outputs.RemoveAll(output => output["output_type"]!.GetValue<string>() == "error");
        outputs.Add(NotebookOutput.Error("Interrupted", "the cell was interrupted; what it shows is of the part that was done", ["Run the notebook again: notebooks that were finished are not run anew."]));
        return new CellRun(CellStatus.Interrupted, outputs);
    }

    private void Ask(string line)
    {
        try
        {
            lock (requests) requests.WriteLine(line);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The process is gone; the answers tell.
        }
    }

    /// <summary>Ends the process and everything that it has started.</summary>
    public async ValueTask DisposeAsync()
    {
        if (ended) return;
        End();
        ended = true;
        await process.WaitForExitAsync().ConfigureAwait(false);
        try
        {
            await requests.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Nobody reads any more.
        }

        answers.Dispose();
        process.Dispose();
    }

    /// <summary>The compiler behind a language: F# cells have their own, all others use that of C#.</summary>
    private static string Compiler(string language) => language is "fsharp" or "f#" ? "fsharp" : "csharp";

    private void End()
    {
        if (!ended && !process.HasExited) process.Kill(entireProcessTree: true);
    }

    private static void Take(JsonNode answer, List<JsonObject> outputs, Dictionary<string, int> shown)
    {
        var output = (JsonObject)answer["output"]!.DeepClone();
        var id = answer["displayId"]?.GetValue<string>();
        if (id is not null && answer["update"]!.GetValue<bool>() && shown.TryGetValue(id, out var place))
        {
            outputs[place] = output;
            return;
        }

        NotebookOutput.Add(outputs, output);
        if (id is not null) shown[id] = outputs.Count - 1;
    }
}

/// <summary>How to start this program again, as a worker.</summary>
/// <param name="File">The program, or <c>dotnet</c>.</param>
/// <param name="First">What comes before the verb; the assembly when the program is <c>dotnet</c>.</param>
public sealed record WorkbenchProgram(string File, IReadOnlyList<string> First)
{
    /// <summary>The program of an assembly, run by <c>dotnet</c>.</summary>
    public static WorkbenchProgram OfAssembly(string path) => new(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", ["exec", path]);

    /// <summary>A start with these arguments.</summary>
    public ProcessStartInfo Start(IEnumerable<string> arguments) => new(File, [.. First, .. arguments]) { UseShellExecute = false };
}
