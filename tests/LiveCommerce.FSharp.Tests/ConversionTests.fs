module LiveCommerce.FSharp.Tests.ConversionTests

open LiveCommerce
open LiveCommerce.Conversion
open Xunit

let interval (estimate: Estimate) = nonNull estimate.Interval

let synthetic = Provenance(Synthetic = true)

let segments =
    [ SegmentCount("Douyin", 210L, 10000L)
      SegmentCount("Kuaishou", 120L, 8000L)
      SegmentCount("Taobao", 520L, 12000L)
      SegmentCount("JD", 31L, 500L)
      SegmentCount("Mogujie", 90L, 7000L) ]

[<Fact>]
let ``a rate and its interval`` () =
    let rate = ConversionRate.Of(RateCount(31L, 1000L).From synthetic)
    Assert.Equal("3.1% (2.2% to 4.4%)", string rate)
    Assert.True rate.Provenance.Synthetic
    let exact = ConversionRate.Of(RateCount(31L, 1000L), kind = RateIntervalKind.ClopperPearson, level = 0.9)
    Assert.Equal(0.9, (interval exact).Level)

[<Fact>]
let ``a prior, an update, an old study at half weight`` () =
    let posterior = BetaRate.Jeffreys.Update(RateCount(31L, 1000L)).Update(RateCount(400L, 9000L), discount = 0.5)
    Assert.InRange(posterior.Mean, 0.03, 0.05)

[<Fact>]
let ``segments are pooled with options`` () =
    let options = PoolingOptions(Level = 0.9).WithDraws(1000).WithSeed 7UL
    let fit = PartialPooling.FullBayes(segments, options)
    Assert.Equal(5, fit.Segments.Count)
    Assert.Equal(0.9, (interval fit.Segments[0].Pooled).Level)
    let best = fit.Segments |> Seq.maxBy (fun s -> s.ProbabilityBest)
    Assert.Contains(best.Segment, [ "Taobao"; "JD" ])
    Assert.True(PartialPooling.EmpiricalBayes(segments, options).Alpha > 0.0)
    Assert.Equal(3, (PartialPooling.PriorSensitivity(segments, options)).Count)

[<Fact>]
let ``two funnels are explained stage by stage`` () =
    let stages = [ "view"; "click"; "order" ]
    let funnel =
        HierarchicalFunnel.Fit
            [ FunnelCounts.OfPeople("A", stages, [ 10000L; 2100L; 210L ])
              FunnelCounts.OfPeople("B", stages, [ 8000L; 1500L; 120L ])
              FunnelCounts.OfPeople("C", stages, [ 9000L; 1900L; 230L ]) ]
    let why = funnel.Explain("A", "B")
    let sum = why.Effects |> Seq.sumBy (fun e -> e.Effect)
    Assert.Equal(why.Change, sum, 12)

[<Fact>]
let ``a share is split period by period`` () =
    let point period part total = SharePoint.FromTotal(period, part, total, Unit.Yuan)
    let path = ShareChange.Of [ point "FY2020" 7.9 17.1; point "FY2021" 10.9 13.9; point "FY2022" 10.0 10.9 ]
    Assert.Equal(2, path.Steps.Count)
    Assert.Equal(path.Total.Change, path.Total.PartEffect + path.Total.RestEffect, 12)

[<Fact>]
let ``two arms, strata and looks`` () =
    let two = TwoRates.Compare(RateCount(120L, 1000L), RateCount(150L, 1000L))
    Assert.True((interval (two.Difference())).Contains 0.03)
    Assert.InRange(two.Posterior().ProbabilityBBeatsA, 0.97, 0.98)
    let strata = [ Stratum("beauty", two.A, two.B); Stratum("food", two.B, two.A) ]
    Assert.Equal(1.0, StratifiedComparison.Of(strata).MantelHaenszel.Value, 9)
    let plan = SequentialPlan.Even(3, rule = StoppingRule.Pocock)
    Assert.True(plan.Stops(1, 2.5))

[<Fact>]
let ``a mixed logit from rows`` () =
    let rows =
        [ for kol in 1..12 do
              for live in [ 0.0; 1.0 ] do
                  LogitRow(int64 (20 + kol * 2 + int (5.0 * live)), 400L, [| live |]).In $"k{kol}" ]
    let fit = MixedLogit.Fit([ "live" ], rows, nodes = 9)
    Assert.True((fit.Of "live").OddsRatio > 1.0)

[<Fact>]
let ``a refusal names what to do`` () =
    let refusal = Assert.Throws<InputException>(fun () -> FunnelCounts.OfPeople("x", [ "view"; "order" ], [ 5L; 6L ]) |> ignore)
    Assert.Equal("MODEL310", refusal.Code)
