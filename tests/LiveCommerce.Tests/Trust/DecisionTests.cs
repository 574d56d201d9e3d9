using LiveCommerce.Trust;

namespace LiveCommerce.Tests.Trust;

public sealed class DecisionTests
{
    private static readonly ReferenceCase C15 = ReferenceCase.Open("C15");

    private static Alternative Ride(string name) => Alternative.Of(C15.Numbers("transitions_and_rewards", name, "p"), C15.Numbers("transitions_and_rewards", name, "r"));

    private static readonly MarkovDecision Taxi = new([[Ride("A1"), Ride("A2"), Ride("A3")], [Ride("B1"), Ride("B2")], [Ride("C1"), Ride("C2"), Ride("C3")]]);

    [Fact, Trait("case", "C15")]
    public void Taxi_driver_of_Howard_drives_as_published()
    {
        var average = Taxi.AverageReward();
        C15.Check("optimal_policy_average", average.Policy.Select(c => (double)c));
        C15.Check("gain", average.Gain!.Value);
        C15.Check("relative_values_A_B_C", average.Values);
        C15.Check("gain_of_policy_111", Taxi.Evaluate([1, 1, 1]).Gain!.Value);
        var discounted = Taxi.Discounted(0.9);
        C15.Check("optimal_policy_discount_0.9", discounted.Policy.Select(c => (double)c));
        C15.Check("values_discount_0.9", discounted.Values);
        foreach (var row in C15.Expected("optimal_policy_by_beta").EnumerateArray())
            Assert.Equal(row[1].EnumerateArray().Select(c => c.GetInt32()), Taxi.Discounted(row[0].GetDouble()).Policy);
    }

    /// <summary>Howard (1960), the toymaker: advertise and research; gain 2, relative values 10 and 0; 22.2 and 12.3 at a discount of 0.9.</summary>
    [Fact]
    public void Toymaker_of_Howard_advertises_and_does_research()
    {
        MarkovDecision toys = new([[Alternative.Of([0.5, 0.5], [9, 3]), Alternative.Of([0.8, 0.2], [4, 4])], [Alternative.Of([0.4, 0.6], [3, -7]), Alternative.Of([0.7, 0.3], [1, -19])]]);
        var average = toys.AverageReward();
        Assert.Equal([2, 2], average.Policy);
        Assert.Equal(2, average.Gain!.Value, 9);
        Assert.Equal(10, average.Values[0], 9);
        Assert.Equal(1, toys.Evaluate([1, 1]).Gain!.Value, 9);
        var discounted = toys.Discounted(0.9);
        Assert.Equal([22.2, 12.3], discounted.Values, (a, b) => Math.Abs(a - b) < 0.05);
    }

    /// <summary>Puterman (1994), section 3.1: from a discount of 10/11 on the first action of state 1 is the better one; values -8.571 and -20 at 0.95.</summary>
    [Fact]
    public void Two_states_of_Puterman_change_their_action_at_ten_elevenths()
    {
        MarkovDecision two = new([[new Alternative([0.5, 0.5], 5), new Alternative([0, 1], 10)], [new Alternative([0, 1], -1)]]);
        Assert.Equal([1, 1], two.Discounted(0.95).Policy);
        Assert.Equal([-60 / 7.0, -20], two.Discounted(0.95).Values, (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal([2, 1], two.Discounted(0.90).Policy);
        Assert.Equal([1, 1], two.Discounted(0.92).Policy);
    }

    [Fact]
    public void Many_states_in_a_ring_have_their_average()
    {
        const int N = 120;
        double[] Step(int s) => [.. Enumerable.Range(0, N).Select(j => j == s ? 0.5 : j == (s + 1) % N ? 0.5 : 0)];
        MarkovDecision ring = new(Enumerable.Range(0, N).Select(s => (IReadOnlyList<Alternative>)[new Alternative(Step(s), s)]));
        Assert.Equal((N - 1) / 2.0, ring.AverageReward().Gain!.Value, 7);
    }

    [Fact]
    public void Probabilities_that_do_not_add_up_are_refused() =>
        Assert.Equal("MODEL470", Assert.Throws<InputException>(() => new MarkovDecision([[new Alternative([0.5], 1)]])).Code);

    [Fact]
    public void States_that_never_meet_have_no_common_average() =>
        Assert.Equal("MODEL473", Assert.Throws<NotIdentifiedException>(() => new MarkovDecision([[new Alternative([1, 0], 1)], [new Alternative([0, 1], 2)]]).AverageReward()).Code);

    [Fact, Trait("case", "C16")]
    public void Growth_of_Brock_and_Mirman_reaches_the_closed_form()
    {
        var c16 = ReferenceCase.Open("C16");
        double alpha = c16.Number("alpha"), beta = c16.Number("beta");
        var grid = Enumerable.Range(0, 1001).Select(i => 0.05 + 0.45 * i / 1000);
        var solved = StockDecision.Solve(grid, Enumerable.Range(1, 1999).Select(i => i / 2000.0),
            (k, saved) => Math.Log((1 - saved) * Math.Pow(k, alpha)), (k, saved) => saved * Math.Pow(k, alpha), beta);
        double Next(double k) => solved.ControlAt(k) * Math.Pow(k, alpha);
        c16.Check("policy_at_0.1", Next(0.1));
        c16.Check("policy_at_0.3", Next(0.3));
        c16.Check("V_at_0.2", solved.ValueAt(0.2));
        var k = 0.1;
        for (var t = 0; t < 200; t++) k = Next(k);
        c16.Check("steady_state", k);
        var f = (solved.ValueAt(0.4) - solved.ValueAt(0.1)) / Math.Log(4);
        c16.Check("F", f);
        c16.Check("E", solved.ValueAt(0.2) - f * Math.Log(0.2));
    }

    [Fact]
    public void State_in_which_nothing_is_allowed_is_refused() =>
        Assert.Equal("MODEL476", Assert.Throws<NotIdentifiedException>(() => StockDecision.Solve([0, 1], [1], (s, c) => Math.Log(s), (s, c) => s, 0.9)).Code);
}
