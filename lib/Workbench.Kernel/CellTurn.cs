using System.Collections.Concurrent;

namespace Workbench.Kernel;

/// <summary>One cell's turn on the thread of cells: what the cell does after an <c>await</c> comes back to this thread, so that an interrupt reaches it.</summary>
internal sealed class CellTurn : IDisposable
{
    private readonly BlockingCollection<Action> waiting = [];

    /// <summary>Has the thread of cells do something; elsewhere when the turn is over.</summary>
    public void Post(Action action)
    {
        try
        {
            waiting.Add(action);
        }
        catch (InvalidOperationException)
        {
            ThreadPool.QueueUserWorkItem(_ => action());
        }
    }

    /// <summary>Runs a cell on this thread until it ends.</summary>
    public bool Run(Func<Task<bool>> cell)
    {
        var task = cell();
        _ = task.ContinueWith(_ => waiting.CompleteAdding(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (!waiting.IsCompleted)
        {
            try
            {
                foreach (var action in waiting.GetConsumingEnumerable()) action();
            }
            catch (ThreadInterruptedException)
            {
                // the cell waits elsewhere and is told by its token
            }
        }

        return task.GetAwaiter().GetResult();
    }

    public void Dispose() => waiting.Dispose();
}
