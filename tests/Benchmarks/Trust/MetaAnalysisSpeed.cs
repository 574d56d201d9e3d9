using LiveCommerce.Numerics;
using LiveCommerce.Trust;

namespace Benchmarks.Trust;

/// <summary>REML meta-analysis of the 13 vaccine trials against metafor, and 10,000 bootstrap fits.</summary>
internal sealed class MetaAnalysisSpeed : IBenchmark
{
    private const string Metafor = """
        suppressMessages(library(metafor))
        dat <- escalc(measure="RR", ai=tpos, bi=tneg, ci=cpos, di=cneg, data=dat.bcg)
        rma(yi, vi, data=dat)
        t <- system.time(for (i in 1:200) rma(yi, vi, data=dat))[["elapsed"]] / 200
        cat(t, "\n")
        """;

    private static readonly (double A, double B, double C, double D)[] Trials =
    [
        (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761), (180, 1361, 372, 1079), (8, 2537, 10, 619),
        (505, 87886, 499, 87892), (29, 7470, 45, 7232), (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
    ];

    public string Name => "trust-meta";

    public IEnumerable<Measurement> Measure()
    {
        EffectSize[] effects = [.. Trials.Select((t, i) => EffectSize.LogRiskRatio($"t{i}", t.A, t.B, t.C, t.D))];
        const int Fits = 2000;
        var one = Machine.Median(() =>
        {
            for (var i = 0; i < Fits; i++) MetaAnalysis.Pool(effects);
        }) / Fits;
        yield return new("REML fit of 13 trials", one, "metafor rma", Peer.Seconds("Rscript", Metafor));
        yield return new("10,000 bootstrap fits", Machine.Median(() => Replicates.Run(10_000, 1, (stream, _) => MetaAnalysis.Pool(Bootstrap.Resample(effects, stream)).Pooled.Value), 3), "target", 2);
    }
}
