using LiveCommerce.Data;

namespace Benchmarks.Data;

/// <summary>The curated facts from disk to typed rows, contracts, hashes and corrections included, beside pandas that reads the same tables unchecked.</summary>
internal sealed class CuratedLoad : IBenchmark
{
    private const string Script = """
        import glob, pandas
        files = sorted(glob.glob('data/curated/*.csv'))
        print(median(lambda: [pandas.read_csv(file) for file in files], 20))
        """;

    public string Name => "curated-load";

    public IEnumerable<Measurement> Measure()
    {
        Directory.SetCurrentDirectory(Machine.Root());
        var ours = Machine.Median(() =>
        {
            var data = CuratedData.Open();
            foreach (var table in new[] { data.Platforms, data.Metrics, data.ObservationTable, data.KolSessions, data.FunnelBenchmarks, data.Effects, data.Sources, data.Claims, data.Corrections }) _ = table.Rows.Count;
            _ = data.Observations;
        }, 20);
        yield return new Measurement("all nine tables, checked against their contracts, and the observations as rows", ours, "pandas.read_csv of the nine tables, unchecked", PeerScript.Python(Script));
    }
}
