namespace Workbench.Kernel.Jupyter;

/// <summary>Runs one cell at a time, and stops it when it is asked to.</summary>
/// <remarks>A token reaches what is woven into C# cells and what they await; an interrupt of the thread reaches what waits (sleep, locks, tasks). What neither reaches is left to run, and the reader is told.</remarks>
internal sealed class CellRunner(NotebookKernel kernel, TimeSpan patience) : IDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);
    private readonly Lock gate = new();
    private Turn? running;

    /// <summary>Runs a cell to its end on the calling thread.</summary>
    public bool Run(string code, Language? language, ICellOutput output) =>
        Run(output, (turn, interrupted) => kernel.ExecuteAsync(code, language, output, turn, interrupted));

    /// <summary>Hands a message of a front end to the cell that listens for it.</summary>
    public bool Run(JupyterMessage message, ICellOutput output, CommTable comms) =>
        Run(output, (turn, interrupted) => kernel.ActAsync(() => comms.Take(message.Type, message.Content), output, turn, interrupted));

    private bool Run(ICellOutput output, Func<CellTurn, CancellationToken, Task<bool>> cell)
    {
        using var turn = new Turn(output, patience);
        lock (gate) running = turn;
        try
        {
            return turn.Cells.Run(() => cell(turn.Cells, turn.Interrupted));
        }
        finally
        {
            lock (gate) running = null;
            turn.End();
        }
    }

    /// <summary>Asks the running cell to stop; nothing when none runs.</summary>
    public void Interrupt()
    {
        lock (gate) running?.Interrupt();
    }

    public void Dispose() => running?.Dispose();

    private sealed class Turn(ICellOutput output, TimeSpan patience) : IDisposable
    {
        private readonly Thread thread = Thread.CurrentThread;
        private readonly CancellationTokenSource source = new();
        private readonly Lock ending = new();
        private Timer? timer;
        private long asked;
        private bool ended;
        private bool told;

        public CellTurn Cells { get; } = new();

        public CancellationToken Interrupted => source.Token;

        public void Interrupt()
        {
            if (timer is not null) return;
            asked = Environment.TickCount64;
            source.Cancel();
            timer = new Timer(_ => Press(), null, TimeSpan.Zero, Again);
        }

        /// <summary>No interrupt reaches the thread from now on.</summary>
        public void End()
        {
            lock (ending) ended = true;
            timer?.Dispose();
            try
            {
                Thread.Sleep(timer is null ? 0 : 1);
            }
            catch (ThreadInterruptedException)
            {
                // the one that was on its way
            }
        }

        public void Dispose()
        {
            source.Dispose();
            Cells.Dispose();
        }

        private void Press()
        {
            lock (ending)
            {
                if (ended) return;
                thread.Interrupt();
                if (told || Environment.TickCount64 - asked < patience.TotalMilliseconds) return;
                told = true;
                output.Write(new StreamText("stderr", "The cell was interrupted and does not stop: it computes or waits in code that the kernel cannot reach. It stops at its next loop, function or await that the cell itself holds; to end it now, restart the kernel (variables are lost).\n"));
            }
        }
    }
}
