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

let sessions =
    [ for segment, rate in [ "Douyin", 3; "Taobao", 7; "JD", 5 ] do
          for s in 1..6 do
              SessionCounts($"{segment}-{s}", $"kol{s}", int64 (rate * 4 + s), 400L).In(segment).From synthetic ]

[<Fact>]
let ``a segment of a few sessions, and its next session`` () =
    let fit = SessionPooling.Fit(sessions, PoolingOptions(Draws = 200))
    Assert.True((interval (fit.Of "JD").Pooled).Contains (fit.Of "JD").Pooled.Value)
    Assert.InRange(fit.IntraclassCorrelation.Value, 0.0, 1.0)
    Assert.Equal(IntervalKind.Prediction, (interval (fit.PredictNext("JD", 500L))).Kind)
    Assert.Equal(200, Seq.length (fit.Rates.DrawsOf "JD"))
    Assert.True fit.Provenance.Synthetic

[<Fact>]
let ``a rate session by session`` () =
    let path = SequentialPosterior.After(BetaRate.Jeffreys, sessions, correlation = 0.01)
    Assert.Equal(18, path.Count)
    Assert.True((Seq.last path).Rate.Density 0.04 > 0.0)
    Assert.True(SessionRate.OverDispersion sessions > 0.0)
    let clustered = SessionRate.Clustered(sessions, by = ClusterBy.Kol, replicates = 200)
    Assert.True((interval clustered).Contains clustered.Value)

[<Fact>]
let ``mix and stages of two sides from their sessions`` () =
    let side factor =
        [ for k in 1..6 do
              for group in [ "beauty"; "food" ] do
                  SessionFunnel($"{k}{group}", $"kol{k}", group, [ 1000L; int64 (100 + 5 * k); int64 (10 + factor * k) ]) ]
    let why = ClusteredDecomposition.OfMix([ "view"; "click"; "order" ], side 3, side 1, by = ClusterBy.Kol, replicates = 200)
    Assert.Equal(why.Change, why.Effects |> Seq.sumBy (fun e -> e.Effect), 12)
    Assert.True((why.Of "order").Effect < 0.0)

[<Fact>]
let ``a product, groups and a mix are split`` () =
    let product = Decomposition.OfProduct([ "traffic"; "rate" ], [ 100.0; 0.1 ], [ 120.0; 0.08 ], provenance = synthetic)
    Assert.True product.Provenance.Synthetic
    let groups = Decomposition.OfGroups([ "weight"; "rate" ], [ [ 0.4; 0.6 ]; [ 0.1; 0.2 ] ], [ [ 0.5; 0.5 ]; [ 0.1; 0.2 ] ])
    Assert.Equal(0.0, (groups.Of "rate").Effect, 12)
    let mix = Decomposition.OfMix([ "rate" ], [ MixGroup("a", 1.0, [ 0.1 ]) ], [ MixGroup("a", 1.0, [ 0.2 ]) ])
    Assert.Equal(0.1, (mix.Of "rate").Effect, 12)
    let draws rate = [| for _ in 1..100 -> [| rate |] :> System.Collections.Generic.IReadOnlyList<float> |]
    Assert.Equal(0.1, (DrawnDecomposition.Of([ "rate" ], draws 0.1, draws 0.2)).Change, 12)

[<Fact>]
let ``KOLs crossed with platforms`` () =
    let rows =
        [ for kol in 1..12 do
              for platform in 1..3 do
                  LogitRow(int64 (20 + kol * 2 + 4 * platform), 400L, []).Across [ $"k{kol}"; $"p{platform}" ] ]
    let fit = CrossedLogit.Fit([], [ "kol"; "platform" ], rows)
    Assert.True((fit.Spread "kol").Sd > 0.0)
    Assert.True((fit.ProfileSd "kol").Contains (fit.Spread "kol").Sd)
    let links = [ for row in rows -> KolOnPlatform(row.Levels[0], row.Levels[1]) ]
    Assert.Equal(12, (ConnectedSet.Largest links).Kols.Count)

[<Fact>]
let ``logits without and with over-dispersion`` () =
    let rows = [ for i in 1..10 -> LogitRow(int64 (10 + 3 * i + (i % 3) * 8), 200L, [ float i ]) ]
    Assert.True((LogitRegression.Fit([ "x" ], rows).Of "x").Value > 0.0)
    Assert.True((BetaBinomialRegression.Fit([ "x" ], rows).Of "x").Value > 0.0)

[<Fact>]
let ``effects, values and groups are drawn together or apart`` () =
    let fit = NormalHierarchy.Fit([ 28.0; 8.0; -3.0; 7.0 ], [ 15.0; 10.0; 16.0; 11.0 ], betweenScale = 5.0)
    Assert.Equal(4, fit.Effects.Count)
    Assert.InRange((JamesStein.Of([ 1.0; 2.0; 3.0; 9.0 ], 1.0)).Kept, 0.0, 1.0)
    let rows shift = [ for i in 0..5 -> OutcomeRow(float (i * i) + shift, [ float i ]) ]
    let split = OaxacaBlinder.Split([ "x" ], rows 1.0, [ for row in rows 0.0 -> row.InCluster "kol001" ], level = 0.9)
    Assert.Equal(1.0, split.Difference, 9)
    Assert.Equal(0.9, split.Level)
    Assert.NotNull split.Explained.Interval

[<Fact>]
let ``kept orders, sample sizes and intervals`` () =
    let orders = [ OrderOutcome(3.0, true, 20L); OrderOutcome(30.0, false, 70L) ]
    Assert.Equal((KeptOrders.Mature(orders, 15.0)).Value, (KeptOrders.Projected(orders, 15.0)).Value, 12)
    Assert.InRange(SampleSizePlan.PerArm(0.1, 0.12, power = 0.8), 3800.0, 3900.0)
    Assert.True((RateInterval.Of(31L, 1000L, kind = RateIntervalKind.Jeffreys)).Contains 0.031)
    let bootstrap = PartialPooling.EmpiricalBayes(segments, PoolingOptions(Draws = 200).WithBootstrap 40)
    Assert.Contains("bootstrapped", bootstrap.Method)

[<Fact>]
let ``two sides are compared by their sessions`` () =
    let side segment = sessions |> List.filter (fun s -> s.Segment = segment)
    let comparison = ClusteredComparison.Of(side "Douyin", side "Taobao", by = ClusterBy.Session, replicates = 200)
    Assert.True(comparison.Difference.Value > 0.0)
    Assert.True comparison.Difference.Provenance.Synthetic
