using System.Text.Json;

namespace LiveCommerce.Tests.Conversion;

/// <summary>A published case: data, and expected values with their tolerances.</summary>
internal sealed class PublishedCase(JsonElement root)
{
    public JsonElement Data => root.GetProperty("data");

    public static PublishedCase Read(string id)
    {
        var file = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "reference"), id + "_*.json").Single();
        return new PublishedCase(JsonDocument.Parse(File.ReadAllText(file)).RootElement);
    }

    public long[] Longs(string name) => [.. Data.GetProperty(name).EnumerateArray().Select(value => value.GetInt64())];

    public double[] Doubles(string name) => [.. Data.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    public string[] Strings(string name) => [.. Data.GetProperty(name).EnumerateArray().Select(value => value.ToString())];

    public void Agrees(string name, params double[] actual)
    {
        var expected = root.GetProperty("expected").EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == name);
        var value = expected.GetProperty("value");
        double[] wanted = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(v => v.GetDouble())] : [value.GetDouble()];
        Assert.Equal(wanted.Length, actual.Length);
        for (var i = 0; i < wanted.Length; i++)
        {
            var tolerance = expected.TryGetProperty("abs_tol", out var absolute)
                ? absolute.GetDouble()
                : expected.GetProperty("rel_tol").GetDouble() * Math.Abs(wanted[i]);
            Assert.True(Math.Abs(actual[i] - wanted[i]) <= tolerance, $"{name}[{i}]: {actual[i]:R}, published {wanted[i]:R} within {tolerance:R}");
        }
    }
}
