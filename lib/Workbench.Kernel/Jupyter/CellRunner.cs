namespace Workbench.Kernel.Jupyter;

/// <summary>Runs one cell at a time, and stops it when it is asked to.</summary>
internal sealed class CellRunner(NotebookKernel kernel) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);
    private readonly Lock gate = new();
    private CancellationTokenSource? running;

    /// <summary>The thread that cells begin on.</summary>
    public Thread? Thread { get; set; }

    /// <summary>Runs a cell to its end, or until an interrupt has had time to take effect.</summary>
    public bool Run(string code, ICellOutput output)
    {
        using var interrupt = new CancellationTokenSource();
        lock (gate) running = interrupt;
        Task<bool>? task = null;
        try
        {
            task = kernel.ExecuteAsync(code, null, output, interrupt.Token);
            return task.GetAwaiter().GetResult();
        }
        catch (ThreadInterruptedException)
        {
            if (Ended(task)) return false;
            output.Write(new CellError("Interrupted", "the cell did not stop; it goes on in the background", ["The cell was interrupted and does not stop: it waits in code that the kernel cannot reach. Restart the kernel to end it."]));
            return false;
        }
        finally
        {
            lock (gate) running = null;
        }
    }

    /// <summary>Asks the running cell to stop; nothing when none runs.</summary>
    public void Interrupt()
    {
        lock (gate)
        {
            if (running is null) return;
            running.Cancel();
            Thread?.Interrupt();
        }
    }

    public void Dispose() => running?.Dispose();

    private static bool Ended(Task? task)
    {
        try
        {
            return task?.Wait(Patience) ?? false;
        }
        catch (ThreadInterruptedException)
        {
            return false;
        }
    }
}
