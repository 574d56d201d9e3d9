namespace LiveCommerce.Numerics;

/// <summary>Independent replicates, each with its own stream: the answer does not depend on how many run at once.</summary>
public static class Replicates
{
    /// <summary>Runs <paramref name="body"/> once per index and gives the results in order.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="body">Takes the stream and the index of its replicate; must not share state with other replicates.</param>
    /// <param name="maxParallelism">How many at once; 0 for all processors.</param>
    /// <param name="cancellationToken">Stops early with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="InputException"><paramref name="count"/> is below 1.</exception>
    /// <remarks>The first exception that a body throws is thrown as it is, that of the lowest index among those seen.</remarks>
    public static T[] Run<T>(int count, ulong seed, Func<RandomStream, int, T> body, int maxParallelism = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        Guard.AtLeast(count, 1, "count");
        var results = new T[count];
        var parallel = maxParallelism <= 0 ? Environment.ProcessorCount : maxParallelism;
        if (parallel == 1)
        {
            for (var i = 0; i < count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                results[i] = body(RandomStream.For(seed, i), i);
            }

            return results;
        }

        var failed = new SortedDictionary<int, Exception>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        Parallel.For(0, count, options, (i, state) =>
        {
            try
            {
                results[i] = body(RandomStream.For(seed, i), i);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                lock (failed) failed[i] = fault;
                state.Break();
            }
        });
        if (failed.Count > 0) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failed.First().Value);
        return results;
    }
}
