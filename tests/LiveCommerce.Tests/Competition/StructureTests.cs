using LiveCommerce.Competition;

namespace LiveCommerce.Tests.Competition;

public sealed class StructureTests
{
    [Fact, Trait("case", "E01")]
    public void Concentration_of_30_30_20_20_is_2600_points()
    {
        var e01 = ReferenceCase.Open("E01");
        var markets = e01.Rows("shares_percent").Select(row => MarketConcentration.Of(row.Select(percent => percent / 100))).ToList();
        e01.Check("hhi", markets.Select(market => market.Hhi));
        e01.Check("effective_number_first", markets[0].EffectiveNumber);
        e01.Check("merger_delta_1_2_first", markets[0].MergerDelta(0, 1));
        Assert.Equal(0.4, markets[2].Lead, 12);
        Assert.Equal(0.8, markets[2].LargestShare(2), 12);
        Assert.Equal(1, markets[3].Lead);
    }

    [Fact]
    public void Shares_that_add_up_to_90_percent_are_refused_with_their_sum()
    {
        var fault = Assert.Throws<InputException>(() => MarketConcentration.Of([0.5, 0.4]));
        Assert.Equal("MODEL602", fault.Code);
        Assert.Contains("0.9", fault.Message, StringComparison.Ordinal);
    }

    [Fact, Trait("case", "E33")]
    public void Platform_in_a_category_of_22_percent_with_a_ceiling_of_60_percent_reaches_13_percent()
    {
        var e33 = ReferenceCase.Open("E33");
        var weights = e33.Numbers("ceiling_example", "w");
        var caps = e33.Numbers("ceiling_example", "k");
        var ceiling = CategoryCeiling.Of("mogujie", weights.Zip(caps, (w, k) => new CategoryPlace("fashion", w, k)));
        e33.Check("structural_ceiling", ceiling.Share);
        Assert.False(ceiling.CanReach(0.5));
        Assert.Null(ceiling.CeilingNeeded(0.5));
        Assert.Equal(0.5, ceiling.CeilingNeeded(0.11)!.Value, 12);
    }

    [Fact]
    public void Category_named_twice_is_refused() =>
        Assert.Equal("MODEL603", Assert.Throws<InputException>(() => CategoryCeiling.Of("x", [new("a", 0.2, 1), new("a", 0.2, 1)])).Code);

    [Fact, Trait("case", "E33")]
    public void Interior_equilibrium_is_the_attraction_to_the_power_1_over_1_less_phi()
    {
        var e33 = ReferenceCase.Open("E33");
        foreach (var phi in e33.Numbers("phi"))
            e33.Check(FormattableString.Invariant($"fixed_point_phi_{phi}"), FeedbackRegime.Of(phi).Equilibrium(e33.Numbers("A")));
    }

    [Theory]
    [InlineData(0.8, 1, FeedbackKind.Interior)]
    [InlineData(1, 1, FeedbackKind.PathDependent)]
    [InlineData(1.5, 1, FeedbackKind.Tipping)]
    [InlineData(1.5, 2, FeedbackKind.Interior)]
    public void Regime_follows_from_the_effective_exponent(double phi, double homing, FeedbackKind kind) =>
        Assert.Equal(kind, FeedbackRegime.Of(phi, homing).Kind);

    [Fact]
    public void Equilibrium_of_a_tipping_market_is_refused_because_the_start_decides() =>
        Assert.Equal("MODEL605", Assert.Throws<NotIdentifiedException>(() => FeedbackRegime.Of(1.5).Equilibrium([1, 1])).Code);

    [Fact]
    public void At_exponent_1_the_strongest_platform_takes_all() =>
        Assert.Equal([0.0, 1, 0], FeedbackRegime.Of(1).Equilibrium([1, 2, 1]));

    [Fact, Trait("case", "E19")]
    public void Land_of_Oz_has_its_stationary_shares_and_passage_times()
    {
        var e19 = ReferenceCase.Open("E19");
        var chain = SwitchingChain.Of(["rain", "nice", "snow"], e19.Rows("P"));
        e19.Check("stationary", chain.Stationary());
        e19.Check("P6_row_R", chain.After(6)[0]);
        e19.Check("mean_first_passage", chain.MeanFirstPassage().Select(row => row.ToArray()));
    }

    [Fact]
    public void Chain_of_two_closed_states_has_no_single_stationary_share() =>
        Assert.Equal("MODEL606", Assert.Throws<NotIdentifiedException>(() => SwitchingChain.Of(["a", "b"], [[1.0, 0], [0.0, 1]]).Stationary()).Code);
}
