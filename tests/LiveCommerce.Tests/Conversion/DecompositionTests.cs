using FsCheck.Xunit;
using LiveCommerce.Conversion;

namespace LiveCommerce.Tests.Conversion;

public sealed class DecompositionTests
{
    [Fact, Trait("case", "B10")]
    public void Effects_are_those_that_Das_Gupta_printed()
    {
        var published = ReferenceCase.Open("B10");
        var earnings = Decomposition.OfProduct(["average", "earners"], [10930, 0.717892], [16591, 0.825974]);
        published.Agrees("ex2_1_effects", [.. earnings.Effects.Select(e => e.Effect)]);
        published.Agrees("ex2_1_lmdi", [.. earnings.Effects.Select(e => e.LogMeanEffect!.Value)]);
        var births = Decomposition.OfProduct(["a", "b", "c"], [51.78746, 0.45919, 0.52638], [84.90502, 0.75756, 0.51065]);
        published.Agrees("ex2_2_effects", [.. births.Effects.Select(e => e.Effect)]);
        published.Agrees("ex2_2_lmdi", [.. births.Effects.Select(e => e.LogMeanEffect!.Value)]);
    }

    [Fact, Trait("case", "B10")]
    public void Effects_of_vector_factors_are_those_that_Das_Gupta_printed()
    {
        var published = ReferenceCase.Open("B10");
        var data = published.Data.GetProperty("ex4_3");
        double[][] Side(string name) => [.. new[] { "bm", "mw", "wp" }.Select(f => data.GetProperty(name).GetProperty(f).EnumerateArray().Select(v => v.GetDouble()).ToArray())];
        var change = Decomposition.OfGroups(["births", "married", "women"], Side("pop1_1960"), Side("pop2_1970"));
        published.Agrees("ex4_3_effects", [.. change.Effects.Select(e => e.Effect)]);
        published.Agrees("ex4_3_total", change.Change);
    }

    [Property]
    public bool Effects_add_up_to_the_change(byte[] seeds)
    {
        double[] values = [.. (seeds ?? []).Take(12).Select(v => (v + 1) / 257.0)];
        if (values.Length == 0) return true;
        string[] names = [.. values.Select((_, i) => "s" + i)];
        double[] second = [.. values.Reverse().Select(v => Math.Sqrt(v))];
        var change = Decomposition.OfProduct(names, values, second);
        return Math.Abs(change.Effects.Sum(e => e.Effect) - change.Change) < 1e-14
            && Math.Abs(change.Effects.Sum(e => e.LogMeanEffect!.Value) - change.Change) < 1e-14;
    }

    [Property]
    public bool Effects_of_both_directions_are_opposite(byte a, byte b, byte c, byte d)
    {
        double[] first = [a / 255.0, b / 255.0], second = [c / 255.0, d / 255.0];
        var there = Decomposition.OfProduct(["x", "y"], first, second);
        var back = Decomposition.OfProduct(["x", "y"], second, first);
        return Math.Abs(there.Effects[0].Effect + back.Effects[0].Effect) < 1e-15;
    }

    [Fact]
    public void Log_mean_effects_of_merged_stages_add_up()
    {
        var apart = Decomposition.OfProduct(["view", "cart", "order"], [0.2, 0.3, 0.5], [0.25, 0.2, 0.6]);
        var merged = Decomposition.OfProduct(["view", "cart to order"], [0.2, 0.15], [0.25, 0.12]);
        Assert.Equal(apart.Effects[1].LogMeanEffect!.Value + apart.Effects[2].LogMeanEffect!.Value, merged.Effects[1].LogMeanEffect!.Value, 14);
        Assert.Equal(apart.Change, merged.Change, 14);
    }

    [Fact]
    public void A_zero_stage_leaves_Shapley_and_drops_the_log_mean()
    {
        var change = Decomposition.OfProduct(["click", "order"], [0.2, 0], [0.3, 0.1]);
        Assert.Equal(0.03, change.Effects.Sum(e => e.Effect), 15);
        Assert.All(change.Effects, e => Assert.Null(e.LogMeanEffect));
        Assert.Equal("MODEL324", Assert.Single(change.Warnings).Code);
    }

    [Fact]
    public void Mix_effect_of_one_stage_is_Kitagawas()
    {
        MixGroup[] first = [new("beauty", 0.5, [0.04]), new("food", 0.5, [0.10])];
        MixGroup[] second = [new("food", 0.2, [0.12]), new("beauty", 0.8, [0.05])];
        var change = Decomposition.OfMix(["conversion"], first, second);
        Assert.Equal((0.3 * 0.045) + (-0.3 * 0.11), change.Of("mix").Effect, 15);
        Assert.Equal((0.65 * 0.01) + (0.35 * 0.02), change.Of("conversion").Effect, 15);
    }

    [Fact]
    public void Splitting_a_group_in_two_equal_halves_changes_nothing()
    {
        MixGroup[] Side(double w, double a, double b) => [new("x", w, [a, b]), new("y", 1 - w, [b, a])];
        MixGroup[] Halved(MixGroup[] side) => [side[1], side[0] with { Weight = side[0].Weight / 2 }, side[0] with { Group = "x2", Weight = side[0].Weight / 2 }];
        var whole = Decomposition.OfMix(["s", "t"], Side(0.4, 0.1, 0.5), Side(0.7, 0.2, 0.4));
        var halves = Decomposition.OfMix(["s", "t"], Halved(Side(0.4, 0.1, 0.5)), Halved(Side(0.7, 0.2, 0.4)));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(whole.Effects[i].Effect, halves.Effects[i].Effect, 14);
            Assert.Equal(whole.Effects[i].LogMeanEffect!.Value, halves.Effects[i].LogMeanEffect!.Value, 14);
        }
    }

    [Fact]
    public void Bad_factors_are_refused_by_name()
    {
        Assert.Equal("MODEL325", Assert.Throws<InputException>(() => Decomposition.OfProduct(["a"], [-0.1], [0.1])).Code);
        Assert.Contains("it is NaN", Assert.Throws<InputException>(() => Decomposition.OfProduct(["a"], [0.1], [double.NaN])).Message, StringComparison.Ordinal);
        Assert.Equal("MODEL321", Assert.Throws<InputException>(() => Decomposition.OfProduct(["a", "b"], [0.1], [0.1, 0.2])).Code);
        Assert.Equal("MODEL320", Assert.Throws<InputException>(() => Decomposition.OfProduct(Enumerable.Range(0, 13).Select(i => "f" + i), new double[13], new double[13])).Code);
        Assert.Equal("MODEL320", Assert.Throws<InputException>(() => Decomposition.OfProduct(["a", "a"], [1, 1], [1, 1])).Code);
        Assert.Equal("MODEL322", Assert.Throws<InputException>(() => Decomposition.OfMix(["s"], [new("x", 0.9, [0.1])], [new("x", 1, [0.1])])).Code);
        Assert.Equal("MODEL323", Assert.Throws<InputException>(() => Decomposition.OfProduct(["a"], [1], [2]).Of("b")).Code);
    }
}
