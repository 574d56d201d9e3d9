module LiveCommerce.FSharp.Tests.CompetitionTests

open LiveCommerce
open LiveCommerce.Charts.Kinds
open LiveCommerce.Claims
open LiveCommerce.Competition
open LiveCommerce.Competition.Calibration
open LiveCommerce.Competition.Forecasts
open LiveCommerce.Competition.Sensitivity
open LiveCommerce.Numerics
open Xunit

let interval (estimate: Estimate) = nonNull estimate.Interval

let market = Market.OfShares(dict [ "taobao", 0.5; "douyin", 0.3; "kuaishou", 0.2 ] |> System.Collections.Generic.Dictionary)

let priors =
    ParameterPriors(
        ShareParameters(Noise = 0.03, AppealSpread = 0.2),
        [ NamedPrior("Feedback", Prior.Uniform(0.0, 1.0)); NamedPrior("Inertia", Prior.Uniform(0.5, 0.95)) ]
    )

let history =
    ShareHistory.Of("yearly", "GMV", [ "taobao"; "douyin"; "kuaishou" ], [ "2022"; "2023"; "2024" ], [ [| 60.0; 20.0; 20.0 |]; [| 55.0; 25.0; 20.0 |]; [| 50.0; 30.0; 20.0 |] ])

[<Fact>]
let ``structure is told without simulation`` () =
    let ceiling = CategoryCeiling.Of("mogujie", [ CategoryPlace("fashion", 0.22, 0.6) ])
    Assert.False(ceiling.CanReach 0.5)
    Assert.Equal(FeedbackKind.Interior, FeedbackRegime.Of(1.5, homing = 2.0).Kind)
    Assert.Equal(2600.0, MarketConcentration.Of([ 0.3; 0.3; 0.2; 0.2 ]).Hhi, 9)
    Assert.Equal(0.4, (SwitchingChain.Of([ "r"; "n"; "s" ], [ [| 0.5; 0.25; 0.25 |]; [| 0.5; 0.0; 0.5 |]; [| 0.25; 0.25; 0.5 |] ]).Stationary()).[0], 9)
    let urn = PolyaUrn.Simulate([ 2.0; 1.0 ], 200, 200, seed = 3UL, exponent = 1.0)
    Assert.InRange(urn.ChanceAbove(0, 0.5).Value, 0.6, 0.9)
    Assert.Equal(0.75, PolyaUrn.LimitAbove(2.0, 1.0, 0.5), 9)
    Assert.NotNull(CeilingChart.Of [ ceiling ])

[<Fact>]
let ``a market is built from records and simulated`` () =
    let built =
        Market.Of(
            [ MarketCategory("fashion", 0.4); MarketCategory("rest", 0.6) ],
            [ PlatformProfile("wide", [| CategoryOffer("fashion", 0.7); CategoryOffer("rest", 1.0) |]).WithTraffic(9.0)
              PlatformProfile("niche", [| CategoryOffer("fashion", 0.3, Ceiling = 0.6) |]).WithAppeal(0.2).WithExpansion(0.02) ]
        )
    let path = ShareSimulator(built, 12).Run(ShareParameters(Feedback = 0.4, Inertia = 0.8).With("Noise", 0.05), seed = 2UL)
    Assert.Equal(13, path.Shares.Count)
    Assert.Equal(1.0, Seq.sum path.Final, 9)
    Assert.Equal(0.24, built.CeilingOf("niche").Share, 9)

[<Fact>]
let ``an ensemble and its structural range`` () =
    let options = EnsembleOptions().WithRuns(400).WithSeed 5UL
    let ensemble = DominanceEnsemble.Run(market, 8, priors, options)
    Assert.InRange(ensemble.ChanceOfOther("taobao", rule = DominanceRule.LeadOf20Points).Value, 0.0, 1.0)
    Assert.InRange(ensemble.ChanceOfAny([ "douyin" ], timing = DominanceTiming.FourRunning).Value, 0.0, 1.0)
    Assert.Equal(9, (ensemble.Fan "douyin").Count)
    let range =
        StructuralRange.Run(
            market,
            8,
            priors,
            [ StructuralVariant.OfParameters("tipping", "feedback 1.4", fun p -> p.With("Feedback", 1.4))
              StructuralVariant.OfMarket("cap", "nobody above 60%", fun m -> m.WithPlatforms(fun p -> p.WithOffers [ for offer in p.Offers -> CategoryOffer(offer.Category, offer.Share, Ceiling = 0.6) ])) ],
            options
        )
    Assert.Equal(IntervalKind.StructuralRange, (interval (range.Range(fun e -> e.Chance "taobao"))).Kind)

[<Fact>]
let ``sensitivity and scenarios`` () =
    let model (u: float[]) = u[0] + 2.0 * u[1] * u[1]
    let sobol = SobolIndices.Of([ "a"; "b" ], model, SobolOptions().WithRows(512).WithBootstraps(50))
    Assert.True(sobol.Inputs[1].Total.Value > sobol.Inputs[0].Total.Value)
    let morris = MorrisScreening.Run([ "a"; "b" ], model, trajectories = 20)
    Assert.Equal(1.0, morris.Effects[0].MuStar.Value, 9)
    let points = HaltonSequence(2).Points(600, 1L)
    let boxes = PrimBoxes.Find([ "a"; "b" ], [ for p in points -> p :> _ ], [ for p in points -> p[0] > 0.7 ], PrimOptions().WithResamples 5)
    Assert.Equal("a", boxes.Chosen.Limits[0].Input)
    let ranges = dict [ "a", Interval(0.0, 1.0, 1.0, IntervalKind.StructuralRange); "b", Interval(0.0, 1.0, 1.0, IntervalKind.StructuralRange) ]
    Assert.NotNull(ScenarioBoxChart.Of(boxes.Chosen, System.Collections.Generic.Dictionary ranges))

[<Fact>]
let ``calibration by simulation`` () =
    let fit = ShareCalibration.Abc(history, priors, observationError = 0.05, options = AbcOptions(Pilot = 200).WithParticles(60).WithGenerations 2)
    for row in fit.Posterior.Contractions() do
        Assert.NotEmpty row.Sentence
    Assert.InRange((fit.Posterior.Of "Feedback").Value, 0.0, 1.0)
    Assert.Equal(300L, DominanceEnsemble.Run(history.MarketAt(), 4, fit, EnsembleOptions().WithRuns 300).N.Used)
    let point = ShareCalibration.LeastSquares(history, priors, fitAppeals = false)
    Assert.Equal(2, point.Fitted.Count)
    let checks = SimulationCalibration.Run([ "m" ], 60, (fun stream -> [| stream.NextNormal() |]), (fun _ stream -> [| for _ in 1..9 -> [| stream.NextNormal() |] :> _ |]))
    Assert.Equal(60, checks[0].Ranks.Count)

[<Fact>]
let ``baselines, scores and a backtest`` () =
    let forecast = DriftForecaster().ForecastSeries([ 1.0; 2.0; 3.5; 4.0 ], 2)
    Assert.Equal(5.0, forecast[0].Mean, 9)
    Assert.InRange(forecast[0].ChanceAbove 5.0, 0.4, 0.6)
    Assert.Equal(0.2337, Crps.OfNormal(0.0, 0.0, 1.0), 4)
    Assert.Equal(0.49, ProperScore.Brier(0.3, true), 9)
    let rules: IForecaster list = [ DriftForecaster(); SmoothingForecaster(); HoltForecaster(); LogisticForecaster(); BassForecaster() ]
    let backtest = RollingBacktest.Of([ for t in 1..12 -> [| float t * 2.0 + float (t % 3) |] ], rules, fewestPoints = 5)
    Assert.Contains("drift", [ for score in backtest.Scores -> score.Forecaster ])
    let bass = BassDiffusion.Of([ 747.0; 1480.0; 2646.0; 5118.0; 5777.0; 5982.0; 5962.0; 4631.0 ], BassForm.Increment)
    Assert.True(bass.Ridge().Contains bass.Market)
    Assert.InRange((LogisticGrowth.Of([ 1.0 .. 8.0 ], [ 1.0; 2.0; 4.0; 7.0; 11.0; 14.0; 16.0; 17.0 ])).Ceiling, 15.0, 25.0)
    Assert.Equal(0.0, BrierDecomposition.Of([ 0.2; 0.8 ], [ false; true ]).Remainder, 9)
    Assert.True((DieboldMariano.Of([ 1.0; 2.0; 1.5 ], [ 2.0; 3.1; 2.4 ])).MeanDifference < 0.0)

[<Fact>]
let ``a claim is judged by a rule and its number survives`` () =
    let number id value = Headline(id, Estimate(value, null, Unit.Share, SampleSize 1L, "as published"), "A number.")
    let rule = ClaimRule("S10", [ Condition.Above("above half", number "a" 0.6, 0.5) ], [ Condition.Below("below a tenth", number "a" 0.6, 0.1) ])
    Assert.Equal(Verdict.Supported, rule.Judge("Yes.").Verdict)
    let strip = SurvivalStrip.Of(number "a" 0.6, "above half", (fun value -> value > 0.5), SurvivalStrip.LeaveOneSourceOut([ SourcedValue("x", 0.4); SourcedValue("y", 0.8) ], (fun left -> left |> Seq.averageBy _.Value), Unit.Share))
    Assert.Equal(1, strip.Flips.Count)
    Assert.NotNull(SurvivalChart.Of(strip, 0.5, "share"))
