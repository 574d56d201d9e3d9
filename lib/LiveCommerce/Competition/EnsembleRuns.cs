using LiveCommerce.Numerics;

namespace LiveCommerce.Competition;

/// <summary>The runs of an ensemble, in blocks that any thread may take; a run depends on its index alone.</summary>
internal sealed class EnsembleRuns
{
    private const int Block = 512;
    private readonly int platforms;
    private readonly double[] final, inputs;
    private readonly ulong[][] atEnd, held;
    private IReadOnlyList<double>[]? inputRows;

    private EnsembleRuns(int platforms, double[] final, ulong[][] atEnd, ulong[][] held, double[] inputs, double[][] paths)
    {
        (this.platforms, this.final, this.atEnd, this.held, this.inputs) = (platforms, final, atEnd, held, inputs);
        (Paths, Completed) = (paths, final.Length / platforms);
    }

    public int Completed { get; }

    /// <summary>Made when first asked for: as long as an ensemble runs, a list for each run is work for the collector of garbage.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Inputs => inputRows ??= Rows();

    /// <summary>Kept paths, period x platforms + platform.</summary>
    public IReadOnlyList<double[]> Paths { get; }

    public double Final(int run, int platform) => final[run * platforms + platform];

    public IEnumerable<ulong> Masks(DominanceRule rule, DominanceTiming timing) => (timing == DominanceTiming.AtEnd ? atEnd : held)[(int)rule].Take(Completed);

    private IReadOnlyList<double>[] Rows()
    {
        var width = inputs.Length / Completed;
        return [.. Enumerable.Range(0, Completed).Select(run => inputs.AsSpan(run * width, width).ToArray())];
    }

    public static EnsembleRuns Of(ShareSimulator simulator, IRunSource source, EnsembleOptions options, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        int n = simulator.Market.Platforms.Count, count = options.Runs, kept = Math.Min(options.PathsKept, count);
        string[] varies = [.. source.Varies];
        var width = varies.Length + n;
        double[] final = new double[count * n], inputs = new double[count * width];
        ulong[][] Masks() => [.. Enumerable.Range(0, DominanceRecorder.Rules).Select(_ => new ulong[count])];
        var (atEnd, held, paths) = (Masks(), Masks(), new double[kept][]);
        var blocks = (count + Block - 1) / Block;
        var finished = new bool[blocks];
        long done = 0;
        try
        {
            Replicates.Run(blocks, options.Seed, (_, block) =>
            {
                var engine = simulator.Engine();
                var recorder = new DominanceRecorder(n);
                var end = Math.Min(count, (block + 1) * Block);
                for (var first = block * Block; first < end; first += ShareEngine.Width) Eight(first, end, engine, recorder);
                finished[block] = true;
                simulator.Return(engine);
                progress?.Report(Interlocked.Add(ref done, end - block * Block));
                return 0;
            }, options.MaxParallelism, cancellationToken);
        }
        catch (OperationCanceledException) when (finished.Contains(true))
        {
            return Packed();
        }

        return new EnsembleRuns(n, final, atEnd, held, inputs, paths);

        void Eight(int first, int end, ShareEngine engine, DominanceRecorder recorder)
        {
            var parameters = new ShareParameters[ShareEngine.Width];
            var appeals = new IReadOnlyList<double>[ShareEngine.Width];
            Span<long> indices = stackalloc long[ShareEngine.Width];
            for (var lane = 0; lane < ShareEngine.Width; lane++)
            {
                var run = Math.Min(first + lane, end - 1);
                indices[lane] = run;
                var stream = RandomStream.For(options.Seed, run);
                var drawn = source.Draw(stream, n).Drawn(stream);
                (parameters[lane], appeals[lane]) = (drawn.Parameters.Checked(), drawn.Appeals);
                Note(drawn, inputs.AsSpan(run * width, width));
            }

            engine.Start(options.Seed, parameters, appeals, indices);
            recorder.Start();
            var periods = simulator.Periods;
            var lanes = Math.Min(ShareEngine.Width, end - first);
            for (var lane = 0; lane < lanes && first + lane < kept; lane++) paths[first + lane] = new double[(periods + 1) * n];
            Keep(0);
            for (var t = 1; t <= periods; t++)
            {
                engine.Step(t);
                recorder.Take(engine.Total);
                Keep(t);
            }

            for (var lane = 0; lane < lanes; lane++)
            {
                engine.CopyTotal(lane, final.AsSpan((first + lane) * n, n));
                for (var rule = 0; rule < DominanceRecorder.Rules; rule++)
                    (atEnd[rule][first + lane], held[rule][first + lane]) = (recorder.AtEnd(rule, lane), recorder.Held(rule, lane));
            }

            void Keep(int t)
            {
                for (var lane = 0; lane < lanes && first + lane < kept; lane++) engine.CopyTotal(lane, paths[first + lane].AsSpan(t * n, n));
            }
        }

        void Note(RunInputs drawn, Span<double> row)
        {
            for (var i = 0; i < varies.Length; i++) row[i] = drawn.Parameters.Get(varies[i]);
            for (var i = 0; i < n; i++) row[varies.Length + i] = drawn.Appeals[i];
        }

        EnsembleRuns Packed()
        {
            int[] whole = [.. Enumerable.Range(0, count).Where(run => finished[run / Block])];
            ulong[][] Of(ulong[][] masks) => [.. masks.Select(rule => whole.Select(run => rule[run]).ToArray())];
            double[] Parts(double[] rows, int width) => [.. whole.SelectMany(run => new ArraySegment<double>(rows, run * width, width))];
            return new EnsembleRuns(n, Parts(final, n), Of(atEnd), Of(held), Parts(inputs, width), [.. whole.Where(run => run < kept).Select(run => paths[run])]);
        }
    }
}
