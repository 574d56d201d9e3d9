using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Workbench.Kernel.Jupyter;

/// <summary>Serves one engine to Jupyter clients: Jupyter, VS Code, nbclient, papermill.</summary>
public static class KernelServer
{
    private static readonly TimeSpan Watch = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Runs until a client asks for shutdown, the parent process ends, or it is cancelled.</summary>
    /// <param name="connectionFile">Path that the client gave.</param>
    /// <param name="defaultLanguage">Language of cells that name none.</param>
    /// <param name="parentProcess">Process id of the client that started this kernel; when it is gone the kernel goes. Null for none.</param>
    /// <param name="cancellation">Ends the server.</param>
    /// <exception cref="KernelServerException">The connection file cannot be used.</exception>
    public static async Task RunAsync(string connectionFile, Language defaultLanguage, int? parentProcess = null, CancellationToken cancellation = default)
    {
        var connection = Connection.Parse(await File.ReadAllTextAsync(connectionFile, cancellation).ConfigureAwait(false), connectionFile);
        await using var kernel = await NotebookKernel.StartAsync(new KernelOptions { DefaultLanguage = defaultLanguage, DrawInPage = true }).ConfigureAwait(false);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var requests = new BlockingCollection<JupyterMessage>();
        using var cells = new CellRunner(kernel, Patience);
        using var wire = new Wire(connection);
        var stdin = new StdinChannel(wire);
        var shell = new ShellRequests(wire, stdin, kernel, cells, defaultLanguage, requests, end);
        var control = new ControlRequests(wire, cells, defaultLanguage, end);
        wire.Publish(null, "status", new JsonObject { ["execution_state"] = "starting" });
        wire.Open(requests.Add, control.Handle, stdin.Take);
        KeepAlive();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            cells.Interrupt();
        });
        new Thread(() => Serve(shell, requests, end.Token), maxStackSize: 16 << 20) { IsBackground = true, Name = "cells" }.Start();
        while (!end.IsCancellationRequested)
        {
            if (parentProcess is { } parent && !ParentProcess.IsAlive(parent)) Environment.Exit(0);
            await Task.WhenAny(Task.Delay(Watch, end.Token)).ConfigureAwait(false);
        }

        // the last replies leave
        await Task.Delay(100, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>A thread of a cell that fails ends alone: what it threw is shown with the cell that started it.</summary>
    private static void KeepAlive()
    {
        try
        {
            ExceptionHandling.SetUnhandledExceptionHandler(error =>
            {
                (CellContext.Current ?? CellContext.Latest)?.Write(new StreamText("stderr", string.Join('\n', Sessions.Traceback.Failure(error).Error.Traceback.Prepend("A thread of a cell ended:")) + "\n"));
                return true;
            });
        }
        catch (InvalidOperationException)
        {
            // another server of this process has done so
        }
    }

    private static void Serve(ShellRequests shell, BlockingCollection<JupyterMessage> requests, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                var request = requests.Take(end);
                shell.Handle(request);
            }
            catch (ThreadInterruptedException)
            {
                // an interrupt that came as the cell ended
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
