using LiveCommerce.Numerics;
using MathNet.Numerics;

namespace LiveCommerce.Tests.Numerics;

public sealed class RandomStreamTests
{
    private const int Draws = 40_000;

    private static Moments Sample(Func<RandomStream, double> draw, ulong seed = 11)
    {
        var stream = RandomStream.For(seed, 3);
        return Moments.Of(Enumerable.Range(0, Draws).Select(_ => draw(stream)).ToArray());
    }

    private static void Near(Moments got, double mean, double variance)
    {
        Assert.InRange((got.Mean - mean) / Math.Sqrt(variance / Draws), -4, 4);
        Assert.InRange(got.Variance / variance, 0.93, 1.07);
    }

    [Fact]
    public void First_words_of_the_zero_key_are_the_published_ones()
    {
        var stream = RandomStream.For(0, 0);
        Assert.Equal([0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u], Enumerable.Range(0, 4).Select(_ => stream.NextUInt32()));
    }

    [Fact]
    public void Words_after_the_first_block_are_those_of_the_method_too()
    {
        var stream = RandomStream.For(0x0123456789ABCDEF, 0xFEDCBA987);
        foreach (var word in Enumerable.Range(0, 60).SelectMany(counter => Block((uint)counter))) Assert.Equal(word, stream.NextUInt32());

        // Ten rounds written out once more, one block at a time.
        static uint[] Block(uint counter)
        {
            uint c0 = counter, c1 = 0, c2 = 0xEDCBA987, c3 = 0xF, k0 = 0x89ABCDEF, k1 = 0x01234567;
            for (var round = 0; round < 10; round++)
            {
                ulong p0 = 0xD2511F53UL * c0, p1 = 0xCD9E8D57UL * c2;
                (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
                k0 = unchecked(k0 + 0x9E3779B9);
                k1 = unchecked(k1 + 0xBB67AE85);
            }

            return [c0, c1, c2, c3];
        }
    }

    [Fact]
    public void Same_seed_and_index_give_the_same_numbers()
    {
        var first = RandomStream.For(5, 7);
        var second = RandomStream.For(5, 7);
        Assert.Equal(Enumerable.Range(0, 9).Select(_ => first.NextNormal()).ToArray(), Enumerable.Range(0, 9).Select(_ => second.NextNormal()).ToArray());
    }

    [Fact]
    public void Neighbouring_indices_and_seeds_give_unrelated_numbers()
    {
        double[] a = Draw(1, 0), b = Draw(1, 1), c = Draw(2, 0);
        Assert.InRange(Math.Abs(MathNet.Numerics.Statistics.Correlation.Pearson(a, b)), 0, 0.05);
        Assert.InRange(Math.Abs(MathNet.Numerics.Statistics.Correlation.Pearson(a, c)), 0, 0.05);

        static double[] Draw(ulong seed, long index)
        {
            var stream = RandomStream.For(seed, index);
            return [.. Enumerable.Range(0, 5000).Select(_ => stream.NextDouble())];
        }
    }

    [Fact]
    public void Uniform_has_its_moments() => Near(Sample(s => s.NextDouble()), 0.5, 1.0 / 12);

    [Fact]
    public void Normal_has_its_moments() => Near(Sample(s => s.NextNormal()), 0, 1);

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.7)]
    [InlineData(1)]
    [InlineData(30)]
    public void Gamma_has_its_mean(double shape)
    {
        var got = Sample(s => s.NextGamma(shape));
        Assert.InRange((got.Mean - shape) / Math.Sqrt(shape / Draws), -4, 4);
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(0.5, 0.5)]
    [InlineData(400, 10)]
    public void Beta_has_its_moments(double a, double b) =>
        Near(Sample(s => s.NextBeta(a, b)), a / (a + b), a * b / ((a + b) * (a + b) * (a + b + 1)));

    [Fact]
    public void Beta_with_tiny_shapes_is_never_NaN()
    {
        var stream = RandomStream.For(1, 1);
        Assert.All(Enumerable.Range(0, 2000).Select(_ => stream.NextBeta(1e-5, 1e-5)), value => Assert.InRange(value, 0, 1));
    }

    [Theory]
    [InlineData(10, 0.3)]
    [InlineData(1000, 0.02)]
    [InlineData(100_000, 0.4)]
    [InlineData(5_000_000_000, 0.999)]
    public void Binomial_has_its_moments(long n, double p) => Near(Sample(s => s.NextBinomial(n, p)), n * p, n * p * (1 - p));

    [Fact]
    public void Binomial_has_the_frequencies_of_its_formula()
    {
        var stream = RandomStream.For(3, 9);
        var seen = new int[41];
        for (var i = 0; i < Draws; i++) seen[stream.NextBinomial(40, 0.45)]++;
        for (var k = 10; k <= 26; k++)
        {
            var p = SpecialFunctions.Binomial(40, k) * Math.Pow(0.45, k) * Math.Pow(0.55, 40 - k);
            Assert.InRange((seen[k] - (Draws * p)) / Math.Sqrt(Draws * p), -4.5, 4.5);
        }
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(11.9)]
    [InlineData(12.1)]
    [InlineData(5000)]
    public void Poisson_has_its_moments(double mean) => Near(Sample(s => s.NextPoisson(mean)), mean, mean);

    [Fact]
    public void Dirichlet_shares_add_up_and_have_their_mean()
    {
        var stream = RandomStream.For(2, 2);
        var draws = Enumerable.Range(0, Draws).Select(_ => stream.NextDirichlet([1, 2, 5])).ToArray();
        Assert.All(draws.Take(100), draw => Assert.Equal(1, draw.Sum(), 12));
        Assert.Equal(0.25, draws.Average(draw => draw[1]), 2);
    }

    [Fact]
    public void Every_permutation_of_three_is_equally_likely()
    {
        var stream = RandomStream.For(4, 4);
        var seen = Enumerable.Range(0, 12_000).Select(_ => string.Join(',', stream.Permutation(3))).CountBy(order => order).ToArray();
        Assert.Equal(6, seen.Length);
        Assert.All(seen, pair => Assert.InRange(pair.Value, 1830, 2170));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Replicates_do_not_depend_on_parallelism(int parallel)
    {
        var results = Replicates.Run(200, 9, (stream, i) => stream.NextNormal() + i, parallel, TestContext.Current.CancellationToken);
        Assert.Equal([.. Enumerable.Range(0, 200).Select(i => RandomStream.For(9, i).NextNormal() + i)], results);
    }

    [Fact]
    public void A_fault_in_a_replicate_comes_out_as_it_is() =>
        Assert.Throws<InputException>(() => Replicates.Run(50, 1, (stream, _) => stream.NextGamma(-1), 2, TestContext.Current.CancellationToken));

    [Fact]
    public void A_negative_shape_is_refused_with_its_value()
    {
        var fault = Assert.Throws<InputException>(() => RandomStream.For(1, 1).NextGamma(-2.5));
        Assert.Equal("error MODEL102: 'shape': it was -2.5; a finite number above 0 is needed. Fix: check the unit and the sign", fault.Message);
    }
}
