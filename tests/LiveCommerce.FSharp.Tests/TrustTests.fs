module LiveCommerce.FSharp.Tests.TrustTests

open LiveCommerce
open LiveCommerce.Numerics
open LiveCommerce.Trust
open Xunit

let effects =
    [ EffectSize.FisherZ("a", 0.3, 120)
      EffectSize.FisherZ("b", 0.1, 90).WithCluster "same people"
      EffectSize.FisherZ("c", 0.4, 200).WithCluster "same people"
      EffectSize.FisherZ("d", 0.25, 60).From(Provenance(Synthetic = true)) ]

[<Fact>]
let ``published effects are pooled with options and become a prior`` () =
    let pooled = MetaAnalysis.Pool(effects, MetaOptions(Level = 0.9).WithMethod HeterogeneityMethod.PauleMandel)
    Assert.True pooled.Provenance.Synthetic
    let prior = EffectPrior.From(pooled, transferFactor = 3.0)
    Assert.True((prior.Central 0.9).Width > (nonNull pooled.Prediction).Width)
    Assert.Equal(3, (ClusterRobust.Pool effects).Clusters)
    Assert.Equal("sensitivity", (TrimAndFill.Of effects).Label)
    Assert.InRange((BeggTest.Of effects).PValue, 0.0, 1.0)
    Assert.InRange((EggerTest.Of effects).PValue, 0.0, 1.0)

let panel =
    [ for kol in 1..12 do
        let random = RandomStream.For(9UL, kol)
        for session in 1..20 ->
            let sponsored = 0.5 * random.NextDouble()
            LoadSession($"k{kol}", float session, float (random.NextBinomial(5000L, 0.004)), 5000.0, sponsored).WithControls [ random.NextNormal() ] ]

[<Fact>]
let ``a sponsored load without effect has no threshold, and says why`` () =
    let options = SponsoredLoadOptions(Persistences = [ 0.5; 0.8 ]).WithControls([ "content" ]).WithReplicates 0
    let fit = SponsoredLoad.Fit(panel, options)
    Assert.Null fit.Threshold
    let refused = Assert.Throws<NotIdentifiedException>(fun () -> fit.RequireThreshold() |> string |> Assert.NotNull)
    Assert.Equal("MODEL464", refused.Code)
    Assert.True(fit.Controls.ContainsKey "content")

[<Fact>]
let ``survival curves and regressions`` () =
    let rows = [ for i in 1..30 -> Duration(float i, i % 3 <> 0, (if i % 2 = 0 then "ads" else "none")).WithCovariates [ float (i % 2) ] ]
    Assert.InRange((KaplanMeier.Of rows).At(10.0).Value, 0.0, 1.0)
    Assert.Equal(2, (KaplanMeier.ByGroup rows).Count)
    Assert.InRange((LogRank.Of rows).PValue, 0.0, 1.0)
    let cox = CoxRegression.Fit([ "ads" ], rows, CoxOptions().WithTies TiesMethod.Breslow)
    Assert.Equal("ads", cox.Coefficients[0].Name)
    Assert.True((WeibullRegression.Fit([ "ads" ], rows)).Shape > 0.0)

[<Fact>]
let ``cohorts and taking part`` () =
    Assert.True(ShiftedBetaGeometric.Fit(1000L, [ 700L; 560L; 480L ]).RetentionAt 3 > 0.7)
    let histories =
        [ for times, last, people in [ 6, 6, 60L; 4, 6, 50L; 2, 6, 30L; 1, 6, 12L; 4, 5, 25L; 2, 4, 30L; 1, 3, 25L; 1, 2, 30L; 1, 1, 80L; 0, 0, 300L ] ->
            ParticipationHistory(times, last, 6, people) ]
    Assert.True(BetaGeometricBetaBernoulli.Fit(histories).Expected 6 > 0.0)

[<Fact>]
let ``a level with gaps`` () =
    let series = [ for t in 1..40 -> if t % 7 = 0 then System.Nullable() else System.Nullable(sin (float t / 5.0) + 0.3 * sin (float (7 * t))) ]
    Assert.Equal(40, (LocalLevel.Fit series).Smoothed.Count)
    let plain = [ for value in series -> if value.HasValue then value.Value else nan ]
    Assert.Equal((LocalLevel.Fit series).LevelVariance, (LocalLevel.FitWithGaps plain).LevelVariance)
    Assert.Equal((LocalLevel.Fit series).N.Used, (LocalLevel.FitWithGaps plain).N.Used)

[<Fact>]
let ``latent trust behind two indicators gives a setting`` () =
    let sessions =
        [ for kol in 1..4 do
            let random = RandomStream.For(3UL, kol)
            let mutable trust = 0.0
            for t in 1..40 ->
                let content, ads, products = random.NextNormal(), 0.4 * random.NextDouble(), 0.5 * random.NextDouble()
                let seen: System.Nullable<float> list = [ System.Nullable(trust + 0.2 * random.NextNormal()); System.Nullable(0.7 * trust + 0.2 * random.NextNormal()) ]
                trust <- 0.8 * trust + 0.2 * content - 0.4 * ads - 0.8 * products + 0.1 * random.NextNormal()
                TrustSession($"k{kol}", float t, content, ads, products, Array.ofList seen) ]
    let fit = TrustState.Fit(sessions, TrustStateOptions(Level = 0.9))
    Assert.InRange(fit.ToSetting(KolSetting(AdFee = 0.2)).Persistence, 0.6, 0.95)

[<Fact>]
let ``a policy and its regrets`` () =
    let setting = KolSetting(ProductTrustCost = 0.3, StrainCost = 0.6).WithStrainThreshold 0.5
    let solved = KolPolicy.Solve(setting, KolPolicyOptions(ShareStep = 0.1).WithTrustPoints 61)
    Assert.True(solved.BestConstant.Regret > 0.05)
    Assert.True solved.Best.Pulses
    Assert.True(solved.TradeOffAt(0.0).AdsPerTrust > 0.0)
    let over = KolPolicyEnsemble.Solve(setting, [ for i in 1..20 -> setting.WithStrainThreshold(0.02 * float i) ], KolPolicyOptions(ShareStep = 0.2, TrustPoints = 31))
    Assert.Equal(20, over.Draws.Count)

[<Fact>]
let ``small decision problems and stocks`` () =
    let taxi = MarkovDecision [ [| Alternative.Of([ 0.5; 0.5 ], [ 1.0; 2.0 ]) |]; [| Alternative([ 1.0; 0.0 ], 3.0); Alternative([ 0.2; 0.8 ], 2.0) |] ]
    Assert.Equal(2, (taxi.Discounted 0.9).Policy.Count)
    let cake = StockDecision.Solve([ for i in 0..50 -> float i / 50.0 ], [ 0.0; 0.5; 1.0 ], (fun stock part -> sqrt (stock * part)), (fun stock part -> stock * (1.0 - part)), 0.9)
    Assert.True(cake.ValueAt 1.0 > cake.ValueAt 0.5)

[<Fact>]
let ``thresholds, inverted Us and plain logits of counts`` () =
    let x = [ for i in 0..19 -> float i ]
    let events = [ for i in 0..19 -> if i < 10 then 20.0 else 20.0 + 10.0 * float (i - 10) ]
    let fit = ThresholdLogit.Fit(x, events, [ for _ in x -> 1000.0 ], level = 0.9)
    Assert.InRange(fit.Threshold.Value, 7.0, 13.0)
    Assert.Equal(20, int (ExposureLogit.Fit([ for value in x -> [ 1.0; value ] |> Array.ofList :> System.Collections.Generic.IReadOnlyList<float> ], events, [ for _ in x -> 1000.0 ]).N.Used))
    Assert.True((InvertedU.Test(x, [ for value in x -> 0.0 - (value - 9.0) ** 2.0 + sin (9.0 * value) ])).IsInvertedU)

[<Fact>]
let ``posterior draws of load and of trust become settings of a policy`` () =
    let sessions =
        [ for kol in 1..6 do
            let random = RandomStream.For(5UL, kol)
            for t in 1..25 do
                let sponsored = 0.1 * float kol + 0.2 * random.NextDouble()
                LoadSession($"k{kol}", float t, float (random.NextBinomial(2000L, 0.02 + 0.04 * max 0.0 (sponsored - 0.4))), 2000.0, sponsored) ]
    let prior = SponsoredLoadPrior().WithPersistence(0.2, 0.9).WithThreshold(0.1, 0.7).WithSlopeBelow(0.0, 1.0).WithBend(0.0, 3.0).WithConstants(-4.0, 2.0).WithOverDispersion(0.001, 2.0)
    let load = SponsoredLoadPosterior.Sample(sessions, prior, SponsoredLoadOptions(BurnIn = 4), draws = 50)
    Assert.Equal(50, (load.ToSettings(KolSetting())).Count)
    Assert.InRange(load.ProbabilityBackfires, 0.0, 1.0)
    Assert.InRange(load.OverDispersion.Value, 0.0, 0.05)
    Assert.InRange(load.ParetoShape, -1.0, 0.7)
    let shows =
        [ for kol in 1..3 do
            let random = RandomStream.For(6UL, kol)
            for t in 1..20 do
                let seen = [ random.NextNormal(); (if t = 7 then nan else random.NextNormal()) ]
                TrustSession.Of($"k{kol}", float t, random.NextNormal(), 0.4 * random.NextDouble(), 0.5 * random.NextDouble(), seen) ]
    let state = TrustPrior().WithPersistence(0.8, 0.5).WithTrustNoise(0.3, 0.5).WithIndicatorNoise(0.5, 0.5).WithLoading(1.0, 0.5).WithEffects 0.5
    let trust = TrustPosterior.Sample(shows, state, sampler = SamplerOptions(Chains = 1, Warmup = 30, Draws = 30, Thin = 10).KeepingUnconverged())
    Assert.Equal(30, (trust.ToSettings(KolSetting())).Count)
