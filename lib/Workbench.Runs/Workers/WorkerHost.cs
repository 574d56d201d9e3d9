using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipes;
using System.Text.Json.Nodes;
using LiveCommerce.Data;
using Workbench.Kernel;
using Workbench.Runs.Notebooks;

namespace Workbench.Runs.Workers;

/// <summary>The inside of a worker process: runs the cells that the runner sends, one after the other.</summary>
public static class WorkerHost
{
    /// <summary>Serves a runner until it goes.</summary>
    /// <param name="requests">Handle of the pipe from the runner.</param>
    /// <param name="answers">Handle of the pipe to the runner.</param>
    /// <param name="data">Folder that takes the place of <c>data/</c>; null for the repository's.</param>
    public static async Task RunAsync(string requests, string answers, string? data)
    {
        if (data is not null) AppContext.SetData(DataDirectory.Setting, data);
        using var from = new StreamReader(new AnonymousPipeClientStream(PipeDirection.In, requests));
        using var to = new AnswerPipe(new AnonymousPipeClientStream(PipeDirection.Out, answers));
        using var reads = new ReadListener(to.Say, Directory.GetCurrentDirectory());
        var waiting = new BlockingCollection<string>();
        using var running = new RunningCell();
        new Thread(() => Listen(from, waiting, running)) { IsBackground = true, Name = "requests" }.Start();
        await using var kernel = await NotebookKernel.StartAsync(new KernelOptions { StartFSharp = false }).ConfigureAwait(false);
        foreach (var line in waiting.GetConsumingEnumerable())
        {
            var request = JsonNode.Parse(line)!;
            if (request["prepare"]?.GetValue<string>() is { } prepared)
            {
                _ = Task.Run(() => PrepareAsync(kernel, prepared, to));
                continue;
            }

            var ran = await kernel.ExecuteAsync(request["code"]!.GetValue<string>(), Named(request["language"]!.GetValue<string>()), to, running.Begin()).ConfigureAwait(false);
            to.Say(WorkerMessages.Done(ran));
        }
    }

    private static Language Named(string language) =>
        Enum.TryParse<Language>(language.Replace("#", "sharp", StringComparison.Ordinal), ignoreCase: true, out var named) ? named : Language.CSharp;

    /// <summary>A language that does not start is said to be ready all the same: its first cell then tells why.</summary>
    private static async Task PrepareAsync(NotebookKernel kernel, string language, AnswerPipe to)
    {
        try
        {
            await kernel.PrepareAsync(Named(language)).ConfigureAwait(false);
        }
        finally
        {
            to.Say(WorkerMessages.Ready(language));
        }
    }

    /// <summary>Ends the process as soon as the runner is gone, also while a cell runs.</summary>
    private static void Listen(StreamReader from, BlockingCollection<string> waiting, RunningCell running)
    {
        try
        {
            while (from.ReadLine() is { } line)
            {
                if (line == WorkerMessages.Interrupt()) running.Interrupt();
                else waiting.Add(line);
            }
        }
        catch (IOException)
        {
            // The runner is gone.
        }

        // An orderly exit waits for handlers and destructors, and these for the cell that does not end.
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }

    /// <summary>Stops the cell that runs, and not the one after it.</summary>
    private sealed class RunningCell : IDisposable
    {
        private readonly Lock gate = new();
        private CancellationTokenSource source = new();

        public CancellationToken Begin()
        {
            lock (gate)
            {
                source.Dispose();
                source = new CancellationTokenSource();
                return source.Token;
            }
        }

        public void Interrupt()
        {
            lock (gate) source.Cancel();
        }

        public void Dispose() => source.Dispose();
    }

    private sealed class AnswerPipe(Stream stream) : ICellOutput, IDisposable
    {
        private readonly StreamWriter writer = new(stream) { AutoFlush = true, NewLine = "\n" };
        private readonly Lock gate = new();

        public void Say(string line)
        {
            lock (gate) writer.WriteLine(line);
        }

        public void Write(CellOutput output)
        {
            switch (output)
            {
                case DisplayData display:
                    Say(WorkerMessages.Output(NotebookOutput.Of(output), display.DisplayId, display.IsUpdate));
                    break;
                case ClearOutput:
                    Say(WorkerMessages.Clear());
                    break;
                default:
                    Say(WorkerMessages.Output(NotebookOutput.Of(output), null, false));
                    break;
            }
        }

        public void Dispose() => writer.Dispose();
    }
}
