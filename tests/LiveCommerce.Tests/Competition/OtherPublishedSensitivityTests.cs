using LiveCommerce.Competition.Sensitivity;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Competition;

/// <summary>Sensitivity of functions with known answers, beyond the reference cases.</summary>
public sealed class OtherPublishedSensitivityTests
{
    [Fact]
    public void Sobol_indices_of_the_g_function_are_those_of_Saltelli_and_Sobol()
    {
        // Saltelli and Sobol (1995); Saltelli et al. (2010), a = 0, 1, 4.5, 9, 99, ...: printed first .716 .179 .024 .007, total .787 .242 .034 .011.
        double[] a = [0, 1, 4.5, 9, 99, 99, 99, 99];
        double[] parts = [.. a.Select(value => 1 / (3 * (1 + value) * (1 + value)))];
        var variance = parts.Aggregate(1.0, (product, part) => product * (1 + part)) - 1;
        var got = SobolIndices.Of(a.Select((_, i) => "x" + (i + 1)), u => u.Zip(a, (x, value) => (Math.Abs(4 * x - 2) + value) / (1 + value)).Aggregate((product, factor) => product * factor),
            new SobolOptions { Rows = 8192, Bootstraps = 200 }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(1, got.Mean, 0.01);
        Assert.Equal(variance, got.Variance, 0.02 * variance);
        for (var i = 0; i < a.Length; i++)
        {
            Assert.Equal(parts[i] / variance, got.Inputs[i].First.Value, 0.012);
            Assert.Equal(parts[i] * (1 + variance) / (1 + parts[i]) / variance, got.Inputs[i].Total.Value, 0.012);
        }

        Assert.Equal(0.716, got.Inputs[0].First.Value, 0.012);
        Assert.Equal(0.787, got.Inputs[0].Total.Value, 0.012);
    }

    [Fact]
    public void Sobol_indices_of_Ishigami_with_b_of_a_twentieth_are_those_of_Sobol_and_Levitan()
    {
        // Sobol and Levitan (1999), a = 7, b = 0.05: first .2185 .6869 0, pair of 1 and 3 .0946.
        var got = SobolIndices.Of(["x1", "x2", "x3"], u =>
        {
            double[] x = [.. u.Select(value => Math.PI * (2 * value - 1))];
            return Math.Sin(x[0]) + 7 * Math.Pow(Math.Sin(x[1]), 2) + 0.05 * Math.Pow(x[2], 4) * Math.Sin(x[0]);
        }, new SobolOptions { Rows = 8192, Bootstraps = 200, Pairs = true }, cancellationToken: TestContext.Current.CancellationToken);
        double[] first = [0.2185, 0.6869, 0], total = [0.3131, 0.6869, 0.0946];
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(first[i], got.Inputs[i].First.Value, 0.01);
            Assert.Equal(total[i], got.Inputs[i].Total.Value, 0.01);
        }

        Assert.Equal(0.0946, got.Pairs.Single(pair => pair is { First: "x1", Second: "x3" }).Index.Value, 0.01);
    }

    [Fact]
    public void Screening_of_the_function_of_Morris_finds_its_ten_inputs_and_which_of_them_act_in_a_straight_line()
    {
        // Morris (1991), twenty inputs: 1 to 7 curved or with interactions, 8 to 10 large and straight, 11 to 20 of no weight.
        var stream = RandomStream.For(1991, 0);
        double[] single = [.. Enumerable.Range(0, 20).Select(i => i < 10 ? 20 : stream.NextNormal())];
        var pair = new double[20, 20];
        for (var i = 0; i < 20; i++)
        {
            for (var j = i + 1; j < 20; j++) pair[i, j] = i < 6 && j < 6 ? -15 : stream.NextNormal();
        }

        double Morris(double[] x)
        {
            double[] w = [.. x.Select((value, i) => i is 2 or 4 or 6 ? 2 * (1.1 * value / (value + 0.1) - 0.5) : 2 * (value - 0.5))];
            var sum = 0.0;
            for (var i = 0; i < 20; i++)
            {
                sum += single[i] * w[i];
                for (var j = i + 1; j < 20; j++)
                {
                    sum += pair[i, j] * w[i] * w[j];
                    for (var l = j + 1; l < 5; l++) sum -= 10 * w[i] * w[j] * w[l];
                }
            }

            return sum + 5 * w[0] * w[1] * w[2] * w[3];
        }

        var got = MorrisScreening.Run(Enumerable.Range(1, 20).Select(i => "x" + i), Morris, 200, seed: 3, cancellationToken: TestContext.Current.CancellationToken).Effects;
        Assert.True(got.Take(10).Min(effect => effect.MuStar.Value) > 2 * got.Skip(10).Max(effect => effect.MuStar.Value));
        Assert.All(got.Take(7), effect => Assert.True(effect.Sigma > 0.3 * effect.MuStar.Value, effect.Input));
        Assert.All(got.Skip(7).Take(3), effect => Assert.True(effect.Sigma < 0.3 * effect.MuStar.Value && Math.Abs(effect.Mu - 40) < 4, effect.Input));
    }

    [Fact]
    public void Prim_finds_both_sides_of_a_box_in_the_middle()
    {
        var points = new HaltonSequence(4).Points(3000, 1);
        var found = PrimBoxes.Find(["a", "b", "c", "d"], points, points.Select(x => x[1] is > 0.3 and < 0.55 && x[3] is > 0.45 and < 0.8));
        Assert.Equal(["b", "d"], found.Chosen.Limits.Select(limit => limit.Input));
        Assert.Equal(0.3, found.Chosen.Limits[0].Low!.Value, 0.04);
        Assert.Equal(0.55, found.Chosen.Limits[0].High!.Value, 0.04);
        Assert.Equal(0.45, found.Chosen.Limits[1].Low!.Value, 0.04);
        Assert.Equal(0.8, found.Chosen.Limits[1].High!.Value, 0.04);
    }

    [Fact]
    public void Prim_peels_inputs_with_few_distinct_values()
    {
        var stream = RandomStream.For(4, 0);
        double[][] points = [.. Enumerable.Range(0, 900).Select(_ => new[] { stream.NextInt(3), stream.NextInt(2), stream.NextDouble() })];
        var found = PrimBoxes.Find(["three", "two", "noise"], points, points.Select(x => x[0] == 2 && x[1] == 1));
        Assert.Equal(["three", "two"], found.Chosen.Limits.Select(limit => limit.Input));
        Assert.True(found.Chosen.Density > 0.99 && found.Chosen.Coverage > 0.99);
    }

    [Fact]
    public void Sobol_indices_that_are_stopped_are_those_of_the_rows_that_finished_and_say_so()
    {
        using var stop = new CancellationTokenSource();
        var runs = 0;
        var got = SobolIndices.Of(["x1", "x2"], u =>
        {
            if (Interlocked.Increment(ref runs) == 4 * 300) stop.Cancel();
            return u[0] + 2 * u[1];
        }, new SobolOptions { Rows = 65536, Bootstraps = 20 }, null, stop.Token);
        Assert.Equal("MODEL640", got.Warnings.Single().Code);
        Assert.InRange(got.Options.Rows, 64, 4096);
        Assert.Equal(got.Options.RunsOf(2), got.Runs);
        Assert.Equal(0.8, got.Inputs[1].Total.Value, 0.05);
    }
}
