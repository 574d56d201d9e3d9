module LiveCommerce.FSharp.Tests.LandscapeTests

open LiveCommerce
open LiveCommerce.Landscape
open Xunit

let readings axis =
    [ for platform, level in [ "taobao", 9.0; "douyin", 5.0; "kuaishou", 3.0; "mogujie", 1.0 ] do
          for source, bias in [ "company", 0.5; "panel", -0.3; "press", 0.1 ] do
              IndicatorReading(platform, axis, "spend", source, level + bias + 0.1 * level * bias).From(Provenance(Sources = [| source |])) ]

let indicators = [ CompositeIndicator("spend", 100.0, 10000.0).OnLogScale(); CompositeIndicator("share", 0.0, 1.0).WithWeight 2.0 ]

let values =
    [ CompositeValue("taobao", "spend", 8100.0).WithStandardError 300.0
      CompositeValue("taobao", "share", 0.7)
      CompositeValue("douyin", "spend", 2000.0)
      CompositeValue("douyin", "spend", 3900.0)
      CompositeValue("douyin", "share", 0.5)
      CompositeValue("kuaishou", "spend", 1700.0).From(Provenance(Synthetic = true)) ]

[<Fact>]
let ``an axis from sources that disagree`` () =
    let options = PositionOptions(Level = 0.8).WithReplicates(200).WithSeed 4UL
    let fit = PositionModel.Fit(readings "intent", "intent", options)
    let top = fit.Positions |> Seq.maxBy (fun p -> p.Estimate.Value)
    Assert.Equal("taobao", top.Platform)
    Assert.True(fit.ProbabilityAbove("taobao", "mogujie") > 0.99)
    Assert.False(fit.NotSeparable("taobao", "mogujie"))
    Assert.Equal(3, fit.Profiles.Count)
    Assert.Equal(1.0, fit.Loadings[0].Loading)
    Assert.Equal(3, fit.Agreement[0].Sources)
    Assert.True(fit.Reliability > 0.5)
    let down = readings "intent" |> List.map (fun reading -> reading.Downwards().WithStandardError 0.1)
    Assert.Equal("mogujie", ((PositionModel.Fit(down, "intent", options)).Positions |> Seq.maxBy (fun p -> p.Estimate.Value)).Platform)

[<Fact>]
let ``two axes and the region of a platform`` () =
    let map = PositionModel.FitMap(readings "intent" @ readings "brand", "intent", "brand", PositionOptions(Replicates = 200))
    let place = map.Platforms[0]
    let region = place.Region(level = 0.5)
    Assert.True(region.Contains(place.X.Estimate.Value, place.Y.Estimate.Value))
    Assert.True(isNull (box map.Correlation))
    Assert.Empty map.Unplaced

[<Fact>]
let ``options of the measurement model chain`` () =
    let options = PositionOptions().WithLevel(0.9).DroppingSingleSource().WithDefinitionEffects().WithFreeLoadings()
    Assert.True(options.DropSingleSource && options.DefinitionEffects && options.FreeLoadings)
    let refusal = Assert.Throws<NotIdentifiedException>(fun () -> PositionModel.Fit(readings "intent", "intent", options) |> ignore)
    Assert.Equal("MODEL224", refusal.Code)

[<Fact>]
let ``a composite over all choices`` () =
    let options = CompositeOptions(Points = 128).WithSeed(2UL).WithLevel(0.9).WithAggregations [ Aggregation.Arithmetic ]
    let got = Composite.Of(indicators, values, options)
    Assert.True(got.ProbabilityAbove("taobao", "douyin") > 0.9)
    Assert.Equal(1.0, (got.Of "taobao").RankProbabilities |> Seq.sum, 9)
    Assert.Contains(got.Shares, fun share -> share.Choice = "weights")
    Assert.True got.Provenance.Synthetic
    let narrow = options.WithNormalisations([ Normalisation.GoalPosts ]).WithWeightings([ Weighting.Expert ]).WithPoints 64
    let few = Composite.Of(indicators, values, narrow, platforms = [ "taobao"; "douyin" ])
    Assert.Equal(2, few.Places.Count)
    let map = CompositeMap.Of(got, got)
    Assert.Equal(3, map.Places.Count)

[<Fact>]
let ``one index by hand`` () =
    Assert.Equal(0.5, CompositeIndex.GoalPost(50.0, 0.0, 100.0))
    Assert.Equal(0.4, CompositeIndex.Of([ 0.2; 0.8 ], [ 1.0; 1.0 ], Aggregation.Geometric), 9)
    let ranks = RankUncertainty.Of([ [| 0.9; 0.1 |]; [| 0.2; 0.8 |] ], [ 1.0; 1.0 ], replicates = 500)
    Assert.True(ranks.NotSeparable(0, 1))

[<Fact>]
let ``agreement of sources and of indicators`` () =
    let table = [ [| 9.0; 2.0; 5.0; 8.0 |]; [| 6.0; 1.0; 3.0; 2.0 |]; [| 8.0; 4.0; 6.0; 8.0 |] ]
    let icc = Icc.Of table
    Assert.True((icc.Icc21Interval()).Contains icc.Icc21)
    Assert.True((icc.Icc31Interval(level = 0.9)).Contains icc.Icc31)
    Assert.InRange(KrippendorffAlpha.Interval table, -1.0, 1.0)
    Assert.True((CronbachAlpha.Of table).Raw <= 1.0)
    Assert.True((OneWayAnova.Of table).F > 0.0)
    Assert.Equal(1.0, (PrincipalComponents.Of table).Weights |> Seq.sum, 9)

[<Fact>]
let ``segments, hard and soft`` () =
    let rows = [ for i in 0..29 -> [| float (i % 3) * 10.0 + float i * 0.01; float (i % 3) |] ]
    let hard = KMeans.Of(rows, 3, starts = 10)
    Assert.Equal(10, hard.Labels |> Seq.filter ((=) 0) |> Seq.length)
    Assert.True((hard.Stability(rows, replicates = 30)).Stable)
    Assert.Equal(1.0, KMeans.AdjustedRand(hard.Labels, hard.Labels))
    let soft = GaussianMixture.Of(rows, 3, MixtureOptions(Starts = 5).WithShape(MixtureShape.Spherical).WithSeed 2UL)
    Assert.Equal(1.0, soft.Membership[0] |> Seq.sum, 9)
    Assert.True((soft.Stability(rows, replicates = 20)).AdjustedRand > 0.8)
    let best = GaussianMixture.Choose(rows, maxSegments = 3, options = MixtureOptions().WithStarts 3) |> Seq.head
    Assert.Equal(3, best.Segments)

[<Fact>]
let ``traffic with its ring, and regions of draws`` () =
    let traffic = Traffic.Of [ TrafficReading("kuaishou", "company", 587e6).WithStandardError 1e6; TrafficReading("kuaishou", "panel", 390e6).From Provenance.None ]
    Assert.NotNull traffic[0].People.Interval
    let stream = LiveCommerce.Numerics.RandomStream.For(1UL, 0L)
    let xs, ys = List.unzip [ for _ in 1..400 -> stream.NextNormal(), stream.NextNormal() ]
    Assert.True((PositionRegion.OfDraws(xs, ys, level = 0.9)).Contains(0.0, 0.0))
    Assert.True((PositionRegion.Ellipse(0.0, 0.0, 1.0, 1.0, 0.2)).Area > 0.0)
