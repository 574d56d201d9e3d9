using LiveCommerce.Competition.Sensitivity;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Competition;

public sealed class SensitivityTests
{
    private static double Ishigami(double[] u)
    {
        double x1 = Math.PI * (2 * u[0] - 1), x2 = Math.PI * (2 * u[1] - 1), x3 = Math.PI * (2 * u[2] - 1);
        return Math.Sin(x1) + 7 * Math.Pow(Math.Sin(x2), 2) + 0.1 * Math.Pow(x3, 4) * Math.Sin(x1);
    }

    [Fact, Trait("case", "E08")]
    public void Sobol_indices_of_Ishigami_are_as_published_and_inside_their_intervals()
    {
        var e08 = ReferenceCase.Open("E08");
        var got = SobolIndices.Of(["x1", "x2", "x3"], Ishigami, new SobolOptions { Rows = 8192, Pairs = true }, cancellationToken: TestContext.Current.CancellationToken);
        e08.Check("mean", got.Mean);
        e08.Check("variance", got.Variance);
        e08.Check("S1", got.Inputs.Select(input => input.First.Value));
        e08.Check("ST", got.Inputs.Select(input => input.Total.Value));
        e08.Check("S13", got.Pairs.Single(pair => pair is { First: "x1", Second: "x3" }).Index.Value);
        double[] first = [0.31390519, 0.44241114, 0], total = [0.55758886, 0.44241114, 0.24368366];
        for (var i = 0; i < 3; i++)
        {
            Assert.True(got.Inputs[i].First.Interval!.Contains(first[i]));
            Assert.True(got.Inputs[i].Total.Interval!.Contains(total[i]));
        }
    }

    [Fact]
    public void Sobol_indices_are_the_same_to_the_bit_on_one_thread_and_on_two()
    {
        var options = new SobolOptions { Rows = 256, Bootstraps = 50 };
        var one = SobolIndices.Of(["x1", "x2", "x3"], Ishigami, options with { MaxParallelism = 1 }, cancellationToken: TestContext.Current.CancellationToken);
        var two = SobolIndices.Of(["x1", "x2", "x3"], Ishigami, options with { MaxParallelism = 2 }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(one.Inputs.Select(input => (input.First.Value, input.Total.Interval!.Low)), two.Inputs.Select(input => (input.First.Value, input.Total.Interval!.Low)));
    }

    [Fact]
    public void Sobol_indices_follow_their_inputs_when_these_are_reordered()
    {
        var options = new SobolOptions { Rows = 4096, Bootstraps = 100 };
        var straight = SobolIndices.Of(["x1", "x2", "x3"], Ishigami, options, cancellationToken: TestContext.Current.CancellationToken);
        var turned = SobolIndices.Of(["x3", "x1", "x2"], u => Ishigami([u[1], u[2], u[0]]), options, cancellationToken: TestContext.Current.CancellationToken);
        foreach (var input in straight.Inputs)
            Assert.Equal(input.Total.Value, turned.Inputs.Single(other => other.Input == input.Input).Total.Value, 0.02);
    }

    [Fact]
    public void Outcome_that_never_varies_is_refused() =>
        Assert.Equal("MODEL634", Assert.Throws<NotIdentifiedException>(() => SobolIndices.Of(["x"], _ => 1.0, new SobolOptions { Rows = 64 }, cancellationToken: TestContext.Current.CancellationToken)).Code);

    [Fact, Trait("case", "E10")]
    public void Elementary_effects_of_six_printed_trajectories_are_as_printed()
    {
        var e10 = ReferenceCase.Open("E10");
        var got = MorrisScreening.FromRuns(["x1", "x2"], e10.Rows("X"), e10.Numbers("Y"));
        e10.Check("mu", got.Effects.Select(effect => effect.Mu));
        e10.Check("mu_star", got.Effects.Select(effect => effect.MuStar.Value));
        e10.Check("sigma", got.Effects.Select(effect => effect.Sigma));
    }

    [Fact, Trait("case", "E11")]
    public void Effects_of_a_linear_function_are_its_coefficients()
    {
        var e11 = ReferenceCase.Open("E11");
        var coef = e11.Numbers("coef");
        var linear = MorrisScreening.Run(["x1", "x2", "x3", "x4"], x => x.Zip(coef, (value, c) => value * c).Sum(), cancellationToken: TestContext.Current.CancellationToken);
        e11.Check("mu_star_linear", linear.Effects.Select(effect => effect.MuStar.Value));
        e11.Check("sigma_linear", linear.Effects.Select(effect => effect.Sigma));
        Assert.Equal(-2, linear.Effects[1].Mu, 10);
        var product = MorrisScreening.Run(["x1", "x2"], x => x[0] * x[1], 2000, cancellationToken: TestContext.Current.CancellationToken);
        e11.Check("mu_interaction", product.Effects[0].Mu);
        e11.Check("sigma_interaction", product.Effects[0].Sigma);
    }

    [Fact]
    public void Neighbours_that_differ_in_two_inputs_are_refused() =>
        Assert.Equal("MODEL631", Assert.Throws<InputException>(() => MorrisScreening.FromRuns(["a", "b"], [[0.0, 0], [1.0, 1], [0.0, 1], [0.0, 0], [1.0, 0], [1.0, 1]], [1, 2, 3, 4, 5, 6])).Code);

    [Fact, Trait("case", "E31")]
    public void Prim_recovers_the_known_box()
    {
        var e31 = ReferenceCase.Open("E31");
        var points = new HaltonSequence(3).Points(2000, 1);
        bool[] hits = [.. points.Select(x => x[0] > 0.6 && x[1] < 0.4)];
        e31.Check("positives", hits.Count(hit => hit));
        var found = PrimBoxes.Find(["x1", "x2", "x3"], points, hits, new PrimOptions { HeldOut = 0 });
        double coverage = e31.Expected("best_coverage_min").GetDouble(), density = e31.Expected("best_density_min").GetDouble();
        Assert.Contains(found.Trajectory, box => box.Coverage >= coverage && box.Density >= density && Names(box).SequenceEqual(["x1", "x2"])
            && Math.Abs(box.Limits[0].Low!.Value - 0.6) <= 0.03 && Math.Abs(box.Limits[1].High!.Value - 0.4) <= 0.03);
        Assert.Equal(e31.Expected("restricted").EnumerateArray().Select(item => item.GetString()!), Names(found.Chosen));
        e31.Check("x1_lower", found.Chosen.Limits[0].Low!.Value);
        e31.Check("x2_upper", found.Chosen.Limits[1].High!.Value);
        Assert.Null(found.Chosen.Limits[0].High);
        Assert.All(found.Chosen.Limits, limit => Assert.True(limit.QuasiP < 1e-6 && limit.Stability > 0.9));
    }

    [Fact]
    public void Box_found_in_noise_does_not_hold_on_the_points_held_out()
    {
        var stream = RandomStream.For(9, 0);
        double[][] x = [.. Enumerable.Range(0, 400).Select(_ => Enumerable.Range(0, 6).Select(_ => stream.NextDouble()).ToArray())];
        bool[] y = [.. x.Select(_ => stream.NextDouble() < 0.2)];
        var found = PrimBoxes.Find(["a", "b", "c", "d", "e", "f"], x, y);
        Assert.InRange(found.Chosen.HeldOutDensity!.Value, 0, 0.35);
        Assert.Equal(120, found.N.Dropped);
    }

    [Fact]
    public void Held_out_points_confirm_a_true_box()
    {
        var points = new HaltonSequence(3).Points(2000, 1);
        var found = PrimBoxes.Find(["x1", "x2", "x3"], points, points.Select(x => x[0] > 0.6 && x[1] < 0.4));
        Assert.True(found.Chosen.HeldOutDensity!.Value > 0.9 && found.Chosen.HeldOutCoverage > 0.85);
        Assert.Empty(found.Warnings);
    }

    [Fact]
    public void Outcome_that_never_happens_has_no_box() =>
        Assert.Equal("MODEL636", Assert.Throws<NotIdentifiedException>(() => PrimBoxes.Find(["x"], [[0.1], [0.2], [0.3]], [false, false, false])).Code);

    private static IEnumerable<string> Names(PrimBox box) => box.Limits.Select(limit => limit.Input);
}
