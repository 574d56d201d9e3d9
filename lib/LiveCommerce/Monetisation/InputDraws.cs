using LiveCommerce.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Monetisation;

/// <summary>Draws inputs in blocks, each with its own stream; correlated ones through a Gaussian copula.</summary>
internal sealed class InputDraws
{
    private const int Block = 4096;
    private readonly UncertainInput[] inputs;
    private readonly int[] tied, free;
    private readonly double[,] factor;

    public InputDraws(IReadOnlyList<string> names, IReadOnlyList<UncertainInput> inputs, IReadOnlyList<RankCorrelationOf> correlations)
    {
        this.inputs = [.. inputs];
        int Index(string name)
        {
            for (var i = 0; i < names.Count; i++)
                if (names[i] == name) return i;
            throw new InputException("MODEL512", $"correlation of '{name}'", "no such input", string.Join(", ", names), "use one of these names");
        }

        tied = [.. correlations.SelectMany(c => new[] { Index(c.First), Index(c.Second) }).Distinct().Order()];
        free = [.. Enumerable.Range(0, this.inputs.Length).Where(i => !this.inputs[i].IsExact && !tied.Contains(i))];
        var matrix = Matrix<double>.Build.DenseIdentity(Math.Max(1, tied.Length));
        foreach (var c in correlations)
        {
            if (!(Math.Abs(c.Value) < 1) || c.First == c.Second)
                throw new InputException("MODEL512", $"correlation of '{c.First}' and '{c.Second}'", FormattableString.Invariant($"{c.Value}"), "a rank correlation of two inputs lies between -1 and 1", "write 0.95 for almost the same");
            int i = Array.IndexOf(tied, Index(c.First)), j = Array.IndexOf(tied, Index(c.Second));
            matrix[i, j] = matrix[j, i] = 2 * Math.Sin(Math.PI * c.Value / 6);
        }

        try
        {
            factor = matrix.Cholesky().Factor.ToArray();
        }
        catch (ArgumentException)
        {
            throw new InputException("MODEL513", "correlations", string.Join(", ", correlations.Select(c => FormattableString.Invariant($"{c.First}-{c.Second} {c.Value}"))),
                "no inputs can be correlated like this together", "make them weaker");
        }
    }

    /// <summary>Calls <paramref name="take"/> with the number of the draw and its inputs, which are overwritten by the next draw.</summary>
    public void Run(PropagationOptions options, Action<int, double[]> take)
    {
        var blocks = (options.Draws + Block - 1) / Block;
        Replicates.Run(blocks, options.Seed, (stream, block) =>
        {
            var x = new double[inputs.Length];
            var z = new double[tied.Length];
            // Known numbers are set once: they take nothing from the stream.
            for (var i = 0; i < x.Length; i++)
                if (inputs[i].IsExact) x[i] = inputs[i].Mean;
            for (var d = block * Block; d < Math.Min(options.Draws, (block + 1) * Block); d++)
            {
                for (var i = 0; i < z.Length; i++) z[i] = stream.NextNormal();
                for (var i = 0; i < z.Length; i++)
                {
                    double sum = 0;
                    for (var j = 0; j <= i; j++) sum += factor[i, j] * z[j];
                    x[tied[i]] = inputs[tied[i]].Quantile(1 - Survival.Normal(sum));
                }

                foreach (var i in free) x[i] = inputs[i].Draw(stream);
                take(d, x);
            }

            return true;
        }, options.MaxParallelism);
    }
}
