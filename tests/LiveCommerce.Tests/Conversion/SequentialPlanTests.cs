using LiveCommerce.Conversion;

namespace LiveCommerce.Tests.Conversion;

public sealed class SequentialPlanTests
{
    [Theory]
    [InlineData(2, 2.178)]
    [InlineData(3, 2.289)]
    [InlineData(5, 2.413)]
    [InlineData(10, 2.555)]
    public void Pocock_constants_are_those_of_Jennison_and_Turnbull_table_2_1(int looks, double constant) =>
        Assert.Equal(constant, SequentialPlan.Even(looks, StoppingRule.Pocock).Looks[0].Boundary, 3);

    [Theory]
    [InlineData(2, 1.977)]
    [InlineData(3, 2.004)]
    [InlineData(5, 2.040)]
    [InlineData(10, 2.087)]
    public void O_Brien_Fleming_constants_are_those_of_Jennison_and_Turnbull_table_2_3(int looks, double constant)
    {
        var plan = SequentialPlan.Even(looks);
        Assert.Equal(constant, plan.Looks[^1].Boundary, 3);
        Assert.Equal(constant * Math.Sqrt(looks), plan.Looks[0].Boundary, 2);
    }

    [Fact]
    public void Spending_boundaries_are_those_of_Lan_and_DeMets_for_five_looks()
    {
        double[] obf = [4.8769, 3.3569, 2.6803, 2.2898, 2.0310];
        double[] pocock = [2.4380, 2.4268, 2.4101, 2.3966, 2.3859];
        Assert.All(SequentialPlan.Even(5, StoppingRule.SpendingOBrienFleming).Looks.Zip(obf), pair => Assert.Equal(pair.Second, pair.First.Boundary, 0.002));
        Assert.All(SequentialPlan.Even(5, StoppingRule.SpendingPocock).Looks.Zip(pocock), pair => Assert.Equal(pair.Second, pair.First.Boundary, 0.002));
    }

    [Theory]
    [InlineData(StoppingRule.Pocock)]
    [InlineData(StoppingRule.OBrienFleming)]
    [InlineData(StoppingRule.SpendingOBrienFleming)]
    [InlineData(StoppingRule.SpendingPocock)]
    public void The_looks_spend_the_whole_error(StoppingRule rule)
    {
        var plan = SequentialPlan.At([0.3, 0.45, 1], rule, 0.1);
        Assert.Equal(0.1, plan.Looks.Sum(look => look.Error), 9);
        Assert.Equal(0.1, plan.Power(0), 9);
    }

    [Fact]
    public void One_look_is_the_ordinary_test()
    {
        var plan = SequentialPlan.Even(1);
        Assert.Equal(1.959964, plan.Looks[0].Boundary, 6);
        Assert.Equal(1, plan.Inflation(), 6);
        Assert.Equal(0.9, plan.Power(3.241516), 5);
    }

    [Fact]
    public void Five_looks_inflate_the_sample_as_Jennison_and_Turnbull_say()
    {
        Assert.Equal(1.207, SequentialPlan.Even(5, StoppingRule.Pocock).Inflation(), 0.001);
        Assert.Equal(1.026, SequentialPlan.Even(5).Inflation(), 3);
        Assert.True(SequentialPlan.Even(5, StoppingRule.Pocock).ExpectedInformation(3.24) < 0.7);
    }

    [Fact]
    public void A_look_that_was_not_planned_is_refused()
    {
        var plan = SequentialPlan.Even(2);
        Assert.True(plan.Stops(1, -2.9));
        Assert.False(plan.Stops(1, 2.5));
        Assert.Contains("looks are 1 to 2", Assert.Throws<InputException>(() => plan.Stops(3, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("information 0.4", Assert.Throws<InputException>(() => SequentialPlan.At([0.5, 0.4])).Message, StringComparison.Ordinal);
    }
}
