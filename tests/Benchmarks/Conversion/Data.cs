using System.Text.Json;
using LiveCommerce.Conversion;

namespace Benchmarks.Conversion;

/// <summary>Published data of the tests.</summary>
internal static class Data
{
    /// <summary>The 71 rat-tumour groups of reference case B03.</summary>
    public static SegmentCount[] Rats()
    {
        var file = Path.Combine(Machine.Root(), "tests/LiveCommerce.Tests/reference/B03_rat_tumour_beta_binomial.json");
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var data = document.RootElement.GetProperty("data");
        return [.. data.GetProperty("y").EnumerateArray().Zip(data.GetProperty("n").EnumerateArray()).Select((pair, i) => new SegmentCount($"{i + 1}", pair.First.GetInt64(), pair.Second.GetInt64()))];
    }
}
