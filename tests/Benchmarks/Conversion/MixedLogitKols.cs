using System.Globalization;
using LiveCommerce.Conversion;
using LiveCommerce.Numerics;

namespace Benchmarks.Conversion;

/// <summary>Mixed logit of 10,000 rows and 500 KOLs, beside lme4's glmer on the same rows.</summary>
internal sealed class MixedLogitKols : IBenchmark
{
    private const string Script = """
        suppressMessages(library(lme4))
        d <- read.csv(commandArgs(TRUE)[1])
        one <- system.time(m <- glmer(cbind(y, n - y) ~ x1 + x2 + x3 + (1 | kol), d, binomial))[["elapsed"]]
        fast <- system.time(glmer(cbind(y, n - y) ~ x1 + x2 + x3 + (1 | kol), d, binomial, control = glmerControl(calc.derivs = FALSE)))[["elapsed"]]
        nine <- system.time(glmer(cbind(y, n - y) ~ x1 + x2 + x3 + (1 | kol), d, binomial, nAGQ = 9))[["elapsed"]]
        crossed <- system.time(glmer(cbind(y, n - y) ~ x1 + x2 + x3 + (1 | kol) + (1 | platform), d, binomial))[["elapsed"]]
        cat(one, fast, nine, crossed, getME(m, "theta"), fixef(m))
        """;

    public string Name => "mixed-logit";

    public IEnumerable<Measurement> Measure()
    {
        var stream = RandomStream.For(5, 0);
        double[] kols = [.. Enumerable.Range(0, 500).Select(_ => 0.7 * stream.NextNormal())], platforms = [.. Enumerable.Range(0, 6).Select(_ => 0.3 * stream.NextNormal())];
        LogitRow[] rows = [.. Enumerable.Range(0, 10_000).Select(i =>
        {
            double[] x = [stream.NextNormal(), stream.NextNormal(), stream.NextInt(2)];
            int kol = i % 500, platform = stream.NextInt(6);
            return new LogitRow(stream.NextBinomial(200, Transform.InverseLogit(-3 + (0.3 * x[0]) - (0.2 * x[1]) + (0.4 * x[2]) + kols[kol] + platforms[platform])), 200, x).In($"k{kol}").Across([$"k{kol}", $"p{platform}"]);
        })];
        string[] names = ["x1", "x2", "x3"];
        var laplace = Machine.Median(() => MixedLogit.Fit(names, rows), 3);
        var nine = Machine.Median(() => MixedLogit.Fit(names, rows, nodes: 9), 3);
        var crossed = Machine.Median(() => CrossedLogit.Fit(names, ["kol", "platform"], rows), 3);
        var fit = MixedLogit.Fit(names, rows);
        var folder = Directory.CreateTempSubdirectory("workbench-benchmark").FullName;
        try
        {
            string data = Path.Combine(folder, "rows.csv"), script = Path.Combine(folder, "glmer.R");
            File.WriteAllLines(data, rows.Select(r => FormattableString.Invariant($"{r.Events},{r.Trials},{r.Covariates[0]:R},{r.Covariates[1]:R},{r.Covariates[2]:R},{r.Levels[0]},{r.Levels[1]}")).Prepend("y,n,x1,x2,x3,kol,platform"));
            File.WriteAllText(script, Script);
            double[]? peer = Machine.Process("Rscript", script, data) is { } run ? [.. run.Output.Trim().Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture))] : null;
            yield return new Measurement($"one factor, Laplace (sd {fit.GroupSd:0.0000}, x1 {fit.Of("x1").Value:0.0000})", laplace, peer is null ? "" : $"glmer (sd {peer[4]:0.0000}, x1 {peer[6]:0.0000})", peer?[0]);
            yield return new Measurement("the same", laplace, "glmer without derivatives at the end", peer?[1]);
            yield return new Measurement("one factor, 9 nodes", nine, "glmer, nAGQ = 9", peer?[2]);
            yield return new Measurement("KOL crossed with platform", crossed, "glmer, two factors", peer?[3]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
