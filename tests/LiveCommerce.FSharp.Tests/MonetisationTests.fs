module LiveCommerce.FSharp.Tests.MonetisationTests

open LiveCommerce
open LiveCommerce.Monetisation
open LiveCommerce.Numerics
open Xunit

[<Fact>]
let ``inputs are propagated with options`` () =
    let inputs = dict [ "orders", UncertainInput.Beta(20.0, 480.0); "value", UncertainInput.LogNormal(150.0, 1.5) ]
    let got = Propagation.Run(inputs, (fun x -> x[0] * x[1]), PropagationOptions(Draws = 5000).WithCorrelation("orders", "value", -0.4))
    Assert.InRange((got.In Unit.Yuan).Value, 4.0, 9.0)

let session =
    SessionEconomics(
        Views = UncertainInput.LogNormal(50000.0, 1.5), CostPerMille = UncertainInput.Triangular(50.0, 100.0, 200.0), ClickRate = UncertainInput.Beta(20.0, 80.0),
        Conversion = UncertainInput.Beta(5.0, 95.0), OrderValue = UncertainInput.Between(80.0, 300.0), Returns = UncertainInput.Beta(30.0, 70.0),
        CommissionRate = UncertainInput.Between(0.1, 0.3), Margin = UncertainInput.Normal(0.4, 0.05))

[<Fact>]
let ``modes are compared and what is worth knowing is named`` () =
    let compared = ProfitComparison.Of(session, PropagationOptions(Draws = 5000))
    Assert.Equal(1.0, compared.Modes |> Seq.sumBy _.ProbabilityBest, 9)
    Assert.Equal(13, (compared.ValueOfKnowing()).Count)
    Assert.NotEmpty(compared.Tornado MonetisationMode.Commission)
    Assert.Equal(4, (compared.BreakEvenMap([ 0.01; 0.05 ], [ 50.0; 300.0 ])).Count)
    Assert.True((compared.BreakEvenOrderValue 0.05).Value > 0.0)

[<Fact>]
let ``incomes, order values and prices`` () =
    let incomes = Concentration.Of [ 1.0; 2.0; 3.0; 50.0 ]
    Assert.InRange(incomes.Gini, 0.5, 0.8)
    let random = RandomStream.For(4UL, 0L)
    let buyers =
        [ for i in 1..400 ->
            let rate, orders = random.NextGamma 4.0 / 20.0, 1 + i % 4
            BuyerSpend(int64 orders, random.NextGamma(5.0 * float orders) / rate / float orders) ]
    Assert.InRange(GammaGamma.Fit(buyers).ExpectedValue(2L, 40.0), 25.0, 50.0)
    Assert.Equal(2, LogitPricing.Solve([ 1.0; 2.0 ], [ 0.0; 0.0 ], outsideGood = false).Prices.Count)
    Assert.StartsWith("scenario", TwoSidedPricing.Solve(0.0, 0.0, 1.0, 1.0, 0.2, 0.3).Label)

[<Fact>]
let ``tails, shares of the top and unequal platforms`` () =
    let incomes = Concentration.Of [ for i in 1..60 -> 100.0 / float i ]
    Assert.NotEmpty(incomes.HillCurve 20)
    Assert.True((incomes.TopShareEstimate(0.1, replicates = 200)).Value > (incomes.HerfindahlEstimate(200)).Value)
    Assert.True((incomes.TheilEstimate 200).Value > 0.0)
    let solved = TwoSidedDuopoly.Solve(TwoSidedPlatform("a", Appeal1 = 0.3), TwoSidedPlatform "b", 1.0, 1.0, 0.2, 0.3)
    Assert.True(solved.First.Share1 > 0.5)
