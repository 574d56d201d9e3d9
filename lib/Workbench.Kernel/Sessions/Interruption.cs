using System.Runtime.CompilerServices;

namespace Workbench.Kernel.Sessions;

/// <summary>Lets a running cell be stopped; woven into its loops, methods, lambdas and awaits when it is compiled.</summary>
public static class Interruption
{
    private static readonly InterruptSignal Signal = new();

    /// <summary>Throws when the cell was interrupted; called by the loops of cells.</summary>
    public static void Check()
    {
        if (Signal.IsUp) CellContext.Current?.Interrupted.ThrowIfCancellationRequested();
    }

    /// <summary>Throws when the cell was interrupted, or when calls are nested so deep that the process would end; called by the methods of cells.</summary>
    /// <returns>Always true, so that it can stand before an expression.</returns>
    public static bool Enter()
    {
        Check();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return true;
    }

    /// <summary>A task that a cell awaits.</summary>
    public static CellAwaitable<int> Await(Task task) => new(Values(task ?? throw new ArgumentNullException(nameof(task))));

    /// <summary>A task that a cell awaits.</summary>
    public static CellAwaitable<T> Await<T>(Task<T> task) => new(task ?? throw new ArgumentNullException(nameof(task)));

    /// <summary>A task that a cell awaits.</summary>
    public static CellAwaitable<int> Await(ValueTask task) => new(Values(task.AsTask()));

    /// <summary>A task that a cell awaits.</summary>
    public static CellAwaitable<T> Await<T>(ValueTask<T> task) => new(task.AsTask());

    /// <summary>Anything else that a cell awaits.</summary>
    public static T Await<T>(T awaitable) => awaitable;

    /// <summary>Raises the signal while a cell is interrupted.</summary>
    internal static IDisposable Watch(CancellationToken interrupted) => interrupted.CanBeCanceled ? new Watching(interrupted) : Nothing.Instance;

    private static async Task<int> Values(Task task)
    {
        await task.ConfigureAwait(false);
        return 0;
    }

    private sealed class InterruptSignal
    {
        private volatile int raised;

        public bool IsUp => raised > 0;

        public void Add(int change) => Interlocked.Add(ref raised, change);
    }

    private sealed class Watching : IDisposable
    {
        private readonly CancellationTokenRegistration registration;
        private int raised;

        public Watching(CancellationToken interrupted) => registration = interrupted.Register(() =>
        {
            if (Interlocked.Exchange(ref raised, 1) == 0) Signal.Add(1);
        });

        public void Dispose()
        {
            registration.Dispose();
            if (Interlocked.Exchange(ref raised, 2) == 1) Signal.Add(-1);
        }
    }

    private sealed class Nothing : IDisposable
    {
        public static readonly Nothing Instance = new();

        public void Dispose()
        {
        }
    }
}

/// <summary>A task that a cell awaits: an interrupt ends the wait, and what follows runs on the thread of cells.</summary>
public sealed class CellAwaitable<T> : ICriticalNotifyCompletion
{
    private readonly Task<T> task;

    internal CellAwaitable(Task<T> task) => this.task = task.WaitAsync(CellContext.Current?.Interrupted ?? CancellationToken.None);

    /// <summary>Whether there is nothing to wait for.</summary>
    public bool IsCompleted => task.IsCompleted;

    /// <summary>The pattern of <c>await</c>.</summary>
    public CellAwaitable<T> GetAwaiter() => this;

    /// <summary>The value; throws what the task threw.</summary>
    public T GetResult() => task.GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void OnCompleted(Action continuation)
    {
        var turn = CellContext.Current?.Turn;
        _ = task.ContinueWith(
            _ =>
            {
                if (turn is null) continuation();
                else turn.Post(continuation);
            },
            CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => OnCompleted(continuation);
}
