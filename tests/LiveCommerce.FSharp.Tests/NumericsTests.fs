module LiveCommerce.FSharp.Tests.NumericsTests

open System.Linq
open LiveCommerce
open LiveCommerce.Numerics
open Xunit

let sample = [ 1.0; 4.0; 2.0; 8.0; 5.0; 7.0 ]

[<Fact>]
let ``a stream per replicate draws from every family`` () =
    let stream = RandomStream.For(7UL, 3L)
    let draws =
        [ stream.NextDouble(); stream.NextNormal(); stream.NextExponential(); stream.NextGamma 2.0; exp (stream.NextLogGamma 0.1)
          stream.NextBeta(2.0, 3.0); stream.NextChiSquared 4.0; stream.NextStudentT 5.0 ]
    Assert.All(draws, fun x -> Assert.True(System.Double.IsFinite x))
    Assert.InRange(stream.NextInt 6, 0, 5)
    Assert.InRange(stream.NextBinomial(10L, 0.3), 0L, 10L)
    Assert.True(stream.NextPoisson 3.0 >= 0L)
    Assert.Equal(1.0, stream.NextDirichlet [ 1.0; 2.0; 3.0 ] |> Array.sum, 9)
    Assert.Equal<int list>([ 0..4 ], stream.Permutation 5 |> Array.sort |> List.ofArray)
    Assert.True(stream.NextUInt64() <> uint64 (stream.NextUInt32()))

[<Fact>]
let ``replicates run in parallel and come back in order`` () =
    let one = Replicates.Run(8, 1UL, (fun stream i -> float i + stream.NextDouble()), maxParallelism = 1)
    let many = Replicates.Run(8, 1UL, (fun stream i -> float i + stream.NextDouble()))
    Assert.Equal<float array>(one, many)

[<Fact>]
let ``moments, quantiles, ranks and sums of logs`` () =
    Assert.Equal(4.5, (Moments.Of sample).Mean)
    Assert.Equal(27.0, Moments.Sum sample)
    Assert.InRange(Moments.Autocorrelation(sample, 1), -1.0, 1.0)
    Assert.Equal(4.5, Quantile.Of(sample, 0.5))
    Assert.True((Quantile.Central(sample, 0.9, IntervalKind.Credible)).Contains 4.5)
    Assert.Equal(4.5, Quantile.Weighted(sample, [ for _ in sample -> 1.0 ], 0.5))
    Assert.Equal(8.0, Quantile.Type7([ 1.0; 8.0 ], 1.0))
    Assert.Equal(1.0, (Ranks.Average sample)[0])
    Assert.Equal(log 3.0, LogSumExp.Of [ log 1.0; log 2.0 ], 12)
    Assert.Equal(1.0, LogSumExp.Normalise [ -1000.0; -1001.0 ] |> Array.sum, 12)
    let weighed = ParetoSmoothing.Of [ for i in 1..100 -> -0.4 * log (float i / 101.0) ]
    Assert.Equal(1.0, Seq.sum weighed.Weights, 12)
    Assert.InRange(weighed.Shape, 0.0, ParetoSmoothing.MaxShape)

[<Fact>]
let ``tails keep their digits`` () =
    Assert.True(Survival.Normal 10.0 > 0.0)
    Assert.True(Survival.LogNormalTail 40.0 < -800.0)
    let tails =
        [ Survival.StudentT(2.0, 5.0); Survival.StudentTTwoSided(2.0, 5.0); Survival.ChiSquared(3.0, 2.0); Survival.F(3.0, 2.0, 9.0); Survival.Beta(0.9, 2.0, 3.0)
          Survival.Gamma(2.0, 1.0); Survival.Binomial(3L, 10L, 0.2); Survival.Poisson(3L, 2.0); Survival.Hypergeometric(1L, 20L, 5L, 4L) ]
    Assert.All(tails, fun p -> Assert.InRange(p, 0.0, 1.0))

[<Fact>]
let ``parameters go to the line and back`` () =
    Assert.Equal(0.3, Transform.InverseLogit(Transform.Logit 0.3), 12)
    Assert.Equal(2.5, Transform.InverseBounded(Transform.Bounded(2.5, 1.0, 4.0), 1.0, 4.0), 12)
    Assert.Equal(0.5, Transform.Softmax(Transform.InverseSoftmax [ 0.2; 0.3; 0.5 ])[2], 12)
    Assert.Equal(log 2.0, Transform.Softplus 0.0, 12)
    Assert.Equal(1e-20, Transform.Log1P 1e-20)

[<Fact>]
let ``a valley is found from two starts`` () =
    let options = MinimiserOptions().WithTolerance(1e-12).WithInitialStep(0.2).WithMaxEvaluations 5000
    let found = Minimiser.Minimise((fun x -> (x[0] - 1.0) ** 2.0 + 10.0 * (x[1] + 2.0) ** 2.0), [ [| 0.0; 0.0 |]; [| 5.0; 5.0 |] ], options)
    Assert.True found.Converged
    Assert.Equal(-2.0, found.Point[1], 6)
    let covariance = NumericalHessian.Covariance((fun x -> x[0] * x[0] / 2.0), [ 0.0 ])
    Assert.Equal(1.0, (nonNull covariance)[0, 0], 5)
    Assert.Equal(2.0, (NumericalHessian.Gradient((fun x -> x[0] * x[0]), [ 1.0 ]))[0], 6)
    Assert.Equal(2.0, (NumericalHessian.At((fun x -> x[0] * x[0]), [ 1.0 ]))[0, 0], 4)

[<Fact>]
let ``integrals over a line and a peak`` () =
    Assert.Equal(1.0 / 3.0, (Quadrature.GaussLegendre(8, 0.0, 1.0)).Integrate(fun x -> x * x), 12)
    Assert.Equal(sqrt System.Math.PI, (Quadrature.GaussHermite 20).Integrate(fun _ -> 1.0), 10)
    Assert.Equal(2.0, Quadrature.Adaptive((fun x -> sin x), 0.0, System.Math.PI), 9)
    Assert.Equal(0.5 * log (2.0 * System.Math.PI), AdaptiveGaussHermite.LogIntegralAt((fun x -> -x * x / 2.0), 0.0, 1.0, Quadrature.GaussHermite 9), 8)
    Assert.Equal(0.5 * log (2.0 * System.Math.PI), AdaptiveGaussHermite.LogIntegral((fun x -> -x * x / 2.0), nodes = 9), 8)

[<Fact>]
let ``points that fill a square`` () =
    let sobol = SobolSequence(2)
    Assert.Equal<float array>([| 0.5; 0.5 |], sobol.Point 1L)
    Assert.Equal(8, sobol.Shifted(3UL).Points(8).Count)
    Assert.Equal(0.5, (HaltonSequence(2).Point 1L)[0])
    Assert.Equal(0.25, HaltonSequence.RadicalInverse(2L, 2))

[<Fact>]
let ``least squares, straight and curved`` () =
    let x = [ 1.0 .. 6.0 ]
    let line = LeastSquares.Fit([ for v in x -> [| 1.0; v |] ], [ for v in x -> 2.0 + 3.0 * v ])
    Assert.Equal(3.0, line.Coefficients[1], 9)
    let curve = NonlinearLeastSquares.Fit((fun p -> [| for v in x -> p[0] * exp (p[1] * v) - 2.0 * exp (0.3 * v) |]), [ [| 1.0; 0.1 |] ])
    Assert.Equal(0.3, curve.Parameters[1], 6)

[<Fact>]
let ``a statistic is resampled by rows and by clusters`` () =
    let mean (xs: System.Collections.Generic.IReadOnlyList<float>) = Seq.average xs
    let options = BootstrapOptions(Replicates = 200).WithSeed 5UL
    Assert.True((Bootstrap.Percentile(sample, mean, options)).Interval.Contains 4.5)
    Assert.True((Bootstrap.BCa(sample, mean, options)).Interval.Contains 4.5)
    Assert.Equal("cluster percentile bootstrap", (Bootstrap.Cluster(sample, (fun x -> x > 4.0), mean, options)).Method)
    Assert.Equal("parametric bootstrap", (Bootstrap.Parametric(0.0, (fun stream -> stream.NextNormal()), options)).Method)
    Assert.Equal(6, (Jackknife.Of(sample, mean)).Values.Count)
    Assert.Equal(6, (Bootstrap.Resample(sample, RandomStream.For(1UL, 0L))).Count)

[<Fact>]
let ``a posterior is sampled both ways`` () =
    let density (x: float array) = -x[0] * x[0] / 2.0 - (x[1] - 3.0) ** 2.0 / 8.0
    let options = SamplerOptions().WithWarmup(300).WithDraws(500).WithChains(4).WithSeed(3UL)
    let hamiltonian = HamiltonianSampler.Sample([ "a"; "b" ], density, [ 0.0; 0.0 ], options = options)
    Assert.True hamiltonian.Usable
    Assert.InRange((hamiltonian.Estimate "b").Value, 2.7, 3.3)
    Assert.InRange((hamiltonian.DerivedEstimate((fun x -> x[0] + x[1]), level = 0.9)).Value, 2.6, 3.4)
    let short = options.WithDraws(20).WithTargetAcceptance(0.9).KeepingUnconverged()
    Assert.False((HamiltonianSampler.Sample([ "a"; "b" ], density, [ 0.0; 0.0 ], options = short)).Usable)
    let metropolis = AdaptiveMetropolis.Sample([ "a"; "b" ], density, [ 0.0; 0.0 ], options)
    Assert.Equal(metropolis.Count, (metropolis.Of "a").Count)
    Assert.Equal(metropolis.Count, (metropolis.Derived(fun x -> exp x[0])).Count)
    Assert.True((McmcDiagnostics.Of [ for chain in metropolis.Chains -> [| for draw in chain -> draw[0] |] ]).RHat < 1.02)

[<Fact>]
let ``a refusal of the samplers names the parameter`` () =
    let refusal = Assert.Throws<InputException>(fun () -> HamiltonianSampler.Sample([ "a"; "a" ], (fun _ -> 0.0), [ 0.0; 0.0 ]) |> ignore)
    Assert.Equal("MODEL145", refusal.Code)

[<Fact>]
let ``orders are compared`` () =
    let x, y = [ 1.0; 2.0; 3.0; 4.0; 5.0 ], [ 2.0; 1.0; 4.0; 3.0; 5.0 ]
    Assert.Equal(0.6, (RankCorrelation.Kendall(x, y)).Value, 9)
    Assert.Equal(0.8, (RankCorrelation.Spearman(x, y)).Value, 9)
    Assert.InRange((RankCorrelation.Pearson(x, y, level = 0.9)).Value, 0.7, 0.9)
