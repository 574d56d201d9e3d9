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
