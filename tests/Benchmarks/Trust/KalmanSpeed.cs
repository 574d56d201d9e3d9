using LiveCommerce.Trust;

namespace Benchmarks.Trust;

/// <summary>Maximum likelihood of the local level on the Nile against statsmodels and R.</summary>
internal sealed class KalmanSpeed : IBenchmark
{
    private static readonly double[] Nile =
    [
        1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840,
        874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759,
        781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815,
        1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
    ];

    public string Name => "trust-kalman";

    public IEnumerable<Measurement> Measure()
    {
        double?[] series = [.. Nile.Select(value => (double?)value)];
        var fit = Machine.Median(() =>
        {
            for (var i = 0; i < 20; i++) LocalLevel.Fit(series);
        }) / 20;
        var values = string.Join(",", Nile);
        yield return new("ML of the local level, 100 years", fit, "statsmodels UnobservedComponents", Peer.Seconds("/usr/bin/python3", $"""
            import time, statsmodels.api as sm, warnings
            warnings.simplefilter("ignore")
            y = [{values}]
            sm.tsa.UnobservedComponents(y, "local level").fit(disp=0)
            t = time.perf_counter()
            for i in range(20): sm.tsa.UnobservedComponents(y, "local level").fit(disp=0)
            print((time.perf_counter() - t) / 20)
            """));
        yield return new("ML of the local level, 100 years", fit, "R StructTS", Peer.Seconds("Rscript", $"""
            y <- ts(c({values}))
            cat(system.time(for (i in 1:50) StructTS(y, "level"))[["elapsed"]] / 50, "\n")
            """));
    }
}
