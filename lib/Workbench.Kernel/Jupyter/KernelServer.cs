using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Workbench.Kernel.Jupyter;

/// <summary>Serves one engine to Jupyter clients: Jupyter, VS Code, nbclient, papermill.</summary>
public static class KernelServer
{
    /// <summary>Runs until a client asks for shutdown, the parent process ends, or it is cancelled.</summary>
    /// <param name="connectionFile">Path that the client gave.</param>
    /// <param name="defaultLanguage">Language of cells that name none.</param>
    /// <param name="parentProcess">Process id of the client that started this kernel; when it is gone the kernel goes. Null for none.</param>
    /// <param name="cancellation">Ends the server.</param>
    /// <exception cref="KernelServerException">The connection file cannot be used.</exception>
    public static async Task RunAsync(string connectionFile, Language defaultLanguage, int? parentProcess = null, CancellationToken cancellation = default)
    {
        var connection = Connection.Parse(await File.ReadAllTextAsync(connectionFile, cancellation).ConfigureAwait(false), connectionFile);
        await using var kernel = await NotebookKernel.StartAsync(new KernelOptions { DefaultLanguage = defaultLanguage }).ConfigureAwait(false);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var requests = new BlockingCollection<JupyterMessage>();
        using var cells = new CellRunner(kernel);
        Wire? wire = null;
        using var open = wire = new Wire(connection, requests.Add, message => Control(message, wire!, cells, defaultLanguage, end));
        var shell = new ShellRequests(wire, kernel, cells, defaultLanguage, end);
        wire.Publish(null, "status", new JsonObject { ["execution_state"] = "starting" });
        var worker = new Thread(() => Serve(shell, requests, end.Token)) { IsBackground = true, Name = "cells" };
        cells.Thread = worker;
        worker.Start();
        while (!end.IsCancellationRequested)
        {
            if (parentProcess is { } parent && !ParentProcess.IsAlive(parent)) break;
            await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(1), end.Token)).ConfigureAwait(false);
        }

        await Task.Delay(150, CancellationToken.None).ConfigureAwait(false);
    }

    private static void Serve(ShellRequests shell, BlockingCollection<JupyterMessage> requests, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                var request = requests.Take(end);
                if (shell.Handle(request)) continue;
                while (requests.TryTake(out var next)) shell.Abort(next);
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

    private static void Control(JupyterMessage message, Wire wire, CellRunner cells, Language language, CancellationTokenSource end)
    {
        wire.Publish(message, "status", new JsonObject { ["execution_state"] = "busy" });
        switch (message.Type)
        {
            case "interrupt_request":
                cells.Interrupt();
                wire.Reply(message, "interrupt_reply", new JsonObject { ["status"] = "ok" }, onControl: true);
                break;
            case "shutdown_request":
                wire.Reply(message, "shutdown_reply", new JsonObject { ["status"] = "ok", ["restart"] = message.Content["restart"]?.DeepClone() ?? false }, onControl: true);
                break;
            case "kernel_info_request":
                wire.Reply(message, "kernel_info_reply", ShellRequests.Info(language), onControl: true);
                break;
            default:
                wire.Reply(message, message.Type.Replace("_request", "_reply", StringComparison.Ordinal), ShellRequests.Refusal(message.Type), onControl: true);
                break;
        }

        wire.Publish(message, "status", new JsonObject { ["execution_state"] = "idle" });
        if (message.Type == "shutdown_request") end.CancelAfter(50);
    }
}
