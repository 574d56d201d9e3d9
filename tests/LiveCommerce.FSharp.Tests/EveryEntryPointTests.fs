module LiveCommerce.FSharp.Tests.EveryEntryPointTests

open System.IO
open System.Reflection
open System.Reflection.Metadata
open System.Reflection.PortableExecutable
open LiveCommerce
open LiveCommerce.Conversion
open LiveCommerce.Landscape
open LiveCommerce.Numerics
open Xunit

let segments = [ for i in 1..8 -> SegmentCount($"s{i}", int64 (10 + 3 * i), 400L) ]

[<Fact>]
let ``looks at any time`` () =
    let a, b = [ RateCount(40L, 1000L); RateCount(90L, 2000L) ], [ RateCount(60L, 1000L); RateCount(130L, 2000L) ]
    Assert.True((AlwaysValid.Rate(a[0], level = 0.9)).Contains 0.04)
    Assert.Equal(0.02, (AlwaysValid.Difference(a[0], b[0], expectedSize = 0.01)).Value, 12)
    let looks = AlwaysValid.Follow(a, b, 0.01)
    Assert.True(looks[1].PValue <= looks[0].PValue)

[<Fact>]
let ``looks that were planned`` () =
    let plan = SequentialPlan.At([ 0.3; 0.7; 1.0 ], StoppingRule.SpendingPocock, significance = 0.05)
    Assert.True(plan.Power 3.24 > 0.8)
    Assert.True(plan.ExpectedInformation 3.24 < 1.0)
    Assert.True(plan.Inflation(power = 0.9) > 1.0)
    Assert.InRange(SampleSizePlan.Power(0.10, 0.12, 3000.0), 0.5, 0.9)
    Assert.Equal(1.98, SampleSizePlan.DesignEffect(50.0, 0.02), 12)

[<Fact>]
let ``two rates in every measure`` () =
    let two = TwoRates.Compare(RateCount(150L, 1000L), RateCount(120L, 1000L))
    Assert.Equal(-0.03, (two.DifferenceByScore()).Value, 12)
    Assert.Equal(0.8, (two.Ratio()).Value, 12)
    Assert.True((two.RatioInterval()).Contains 0.8)
    Assert.True((two.OddsRatioInterval()).Contains((two.OddsRatio()).Value))

[<Fact>]
let ``one rate, its quantiles and a headline`` () =
    let rate = BetaRate.Uniform.Update(RateCount(31L, 1000L))
    Assert.True(rate.Quantile 0.9 > rate.Median)
    Assert.Equal(rate.Mean, (rate.ToEstimate(level = 0.9)).Value)
    let sessions = [ for i in 1..30 -> SessionCounts($"{i}", "k", 10L + int64 (i % 3), 200L) ]
    Assert.True((SessionRate.Binomial sessions).Value > 0.05)

[<Fact>]
let ``pooling with other priors and quick checks`` () =
    let options = PoolingOptions().WithPrior(HyperPrior.LogNormal(50.0, 1.0)).WithHyperUncertainty(false).WithDraws 500
    Assert.Equal(8, (PartialPooling.FullBayes(segments, options)).Segments.Count)
    Assert.True((PartialPooling.Moments segments).Alpha > 0.0)
    Assert.Equal(8, (PartialPooling.JamesStein segments).Count)

[<Fact>]
let ``funnels alone and together`` () =
    let funnel views clicks orders name =
        FunnelCounts.Of(name, [ FunnelStage("view", views, Unit.Persons); FunnelStage("click", clicks, Unit.Persons); FunnelStage("order", orders, Unit.Persons) ])
    let all = [ funnel 10000L 2100L 210L "A"; funnel 8000L 1500L 120L "B"; funnel 9000L 1900L 230L "C" ]
    Assert.Equal(2, (all[0].StageRates()).Count)
    Assert.Equal(0.021, (all[0].EndToEnd(level = 0.9)).Value, 12)
    let fit = HierarchicalFunnel.Fit(all, PoolingOptions().WithDraws 400)
    Assert.Equal(400, (fit.EndToEndDraws "A").Count)
    Assert.Equal(2, (fit.StageDraws "A" |> Seq.head).Count)
    Assert.True((fit.EndToEnd "A").Value > 0.0)

[<Fact>]
let ``a mixed logit and its profile, sets of linked KOLs`` () =
    let rows = [ for g in 0..11 do for x in 0..1 -> LogitRow(int64 (5 + (g * 7 + x * 3) % 9), 40L, [ float x ]).In $"g{g}" ]
    let fit = MixedLogit.Fit([ "x" ], rows, nodes = 9)
    Assert.True((fit.ProfileGroupSd(level = 0.9)).High >= fit.GroupSd)
    Assert.Equal(2, (ConnectedSet.Find [ KolOnPlatform("k", "p"); KolOnPlatform("l", "q") ]).Count)

[<Fact>]
let ``agreement with its intervals`` () =
    let table = [ [| 9.0; 2.0; 5.0; 8.0 |]; [| 6.0; 1.0; 3.0; 2.0 |]; [| 8.0; 4.0; 6.0; 8.0 |]; [| 7.0; 1.0; 2.0; 6.0 |] ]
    let icc = Icc.Of table
    Assert.True((icc.Icc11Interval()).Contains icc.Icc11)
    Assert.True((icc.Icc1KInterval()).Contains icc.Icc1K)
    Assert.True((icc.Icc2KInterval()).Contains icc.Icc2K)
    Assert.True((icc.Icc3KInterval()).Contains icc.Icc3K)
    Assert.InRange(KrippendorffAlpha.Of(table, RatingMetric.Ordinal), -1.0, 1.0)
    let alpha = CronbachAlpha.Of table
    Assert.True((alpha.RawInterval(level = 0.9)).Contains alpha.Raw)

[<Fact>]
let ``a differential equation`` () =
    let states = RungeKutta.Solve((fun _ y -> [| -y[0] |]), [ 1.0 ], [ 0.0; 1.0 ])
    Assert.Equal(exp -1.0, states[1][0], 6)

/// Methods that the compiled tests refer to, by type and name.
let called =
    use image = new PEReader(File.OpenRead(Assembly.GetExecutingAssembly().Location))
    let reader = image.GetMetadataReader()
    set
        [ for handle in reader.MemberReferences do
              let reference = reader.GetMemberReference handle
              if reference.Parent.Kind = HandleKind.TypeReference then
                  let owner = reader.GetTypeReference(TypeReferenceHandle.op_Explicit reference.Parent)
                  reader.GetString owner.Namespace + "." + reader.GetString owner.Name + "." + reader.GetString reference.Name ]

[<Theory>]
[<InlineData("LiveCommerce.Numerics")>]
[<InlineData("LiveCommerce.Landscape")>]
[<InlineData("LiveCommerce.Conversion")>]
let ``every public entry point is called from F# somewhere in these tests`` (room: string) =
    let entries =
        [ for t in typeof<Estimate>.Assembly.GetTypes() do
              if t.IsPublic && t.Namespace = room then
                  for m in t.GetMethods(BindingFlags.Public ||| BindingFlags.Static ||| BindingFlags.DeclaredOnly) do
                      if not m.IsSpecialName then
                          $"{t.FullName}.{m.Name}" ]
    Assert.NotEmpty entries
    Assert.Empty(entries |> List.distinct |> List.filter (fun entry -> not (called.Contains entry)))
