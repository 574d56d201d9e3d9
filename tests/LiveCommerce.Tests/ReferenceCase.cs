using System.Globalization;
using System.Text.Json;

namespace LiveCommerce.Tests;

/// <summary>A published case: its data and the values to reach, each with its own tolerance.</summary>
public sealed class ReferenceCase
{
    private readonly JsonElement root;

    private ReferenceCase(JsonElement root) => this.root = root;

    /// <summary>Opens <c>reference/{id}*.json</c> beside the tests, such as <c>B03</c>.</summary>
    public static ReferenceCase Open(string id)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "reference");
        var file = Directory.GetFiles(folder, id + "_*.json").Single();
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return new ReferenceCase(document.RootElement.Clone());
    }

    /// <summary>The data of the case.</summary>
    public JsonElement Data => root.GetProperty("data");

    /// <summary>Names of the expected values.</summary>
    public IReadOnlyList<string> Names => [.. root.GetProperty("expected").EnumerateArray().Select(item => item.GetProperty("name").GetString()!)];

    /// <summary>A list of numbers in the data, by its path, such as <c>two</c>, <c>A</c>.</summary>
    public double[] Numbers(params string[] path) => [.. At(path).EnumerateArray().Select(item => item.GetDouble())];

    /// <summary>A table of numbers in the data, row by row.</summary>
    public double[][] Rows(params string[] path) =>
        [.. At(path).EnumerateArray().Select(row => row.EnumerateArray().Select(item => item.GetDouble()).ToArray())];

    /// <summary>One number in the data.</summary>
    public double Number(params string[] path) => At(path).GetDouble();

    /// <summary>Strings in the data.</summary>
    public string[] Texts(params string[] path) => [.. At(path).EnumerateArray().Select(item => item.GetString()!)];

    /// <summary>The expected value, as it stands in the file.</summary>
    public JsonElement Expected(string name) => Item(name).GetProperty("value");

    /// <summary>Fails unless <paramref name="got"/> lies within the tolerance of the file.</summary>
    public void Check(string name, double got) => Compare(Item(name), Item(name).GetProperty("value"), got, name);

    /// <summary>Compares a list element by element.</summary>
    public void Check(string name, IEnumerable<double> got)
    {
        var item = Item(name);
        double[] values = [.. got];
        JsonElement[] expected = [.. item.GetProperty("value").EnumerateArray()];
        Assert.True(expected.Length == values.Length, $"{name}: {values.Length} values, expected {expected.Length}");
        for (var i = 0; i < values.Length; i++) Compare(item, expected[i], values[i], string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]"));
    }

    /// <summary>Compares a table element by element.</summary>
    public void Check(string name, IEnumerable<double[]> got)
    {
        var item = Item(name);
        double[][] rows = [.. got];
        JsonElement[] expected = [.. item.GetProperty("value").EnumerateArray()];
        Assert.True(expected.Length == rows.Length, $"{name}: {rows.Length} rows, expected {expected.Length}");
        for (var i = 0; i < rows.Length; i++)
        {
            JsonElement[] cells = [.. expected[i].EnumerateArray()];
            Assert.Equal(cells.Length, rows[i].Length);
            for (var j = 0; j < cells.Length; j++) Compare(item, cells[j], rows[i][j], string.Create(CultureInfo.InvariantCulture, $"{name}[{i},{j}]"));
        }
    }

    /// <summary>Compares a text exactly.</summary>
    public void Check(string name, string got) => Assert.Equal(Expected(name).GetString(), got);

    /// <summary>Compares a truth value exactly.</summary>
    public void Check(string name, bool got) => Assert.Equal(Expected(name).GetBoolean(), got);

    private JsonElement At(string[] path) => path.Aggregate(Data, (element, key) => element.GetProperty(key));

    private JsonElement Item(string name) =>
        root.GetProperty("expected").EnumerateArray().Single(item => item.GetProperty("name").GetString() == name);

    private static void Compare(JsonElement item, JsonElement expected, double got, string name)
    {
        var value = expected.GetDouble();
        var tolerance = item.TryGetProperty("abs_tol", out var absolute) ? absolute.GetDouble()
            : value == 0 ? 1e-12
            : item.GetProperty("rel_tol").GetDouble() * Math.Abs(value);
        Assert.True(Math.Abs(got - value) <= tolerance,
            string.Create(CultureInfo.InvariantCulture, $"{name}: got {got:R}, expected {value:R} within {tolerance:G3}"));
    }
}
