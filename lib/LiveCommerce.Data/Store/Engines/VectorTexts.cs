using System.Text;
using Microsoft.Data.Analysis;

namespace LiveCommerce.Data.Store.Engines;

/// <summary>Texts from DuckDB's vectors; short ones that come again are made once.</summary>
internal sealed unsafe class VectorTexts(string name, int rows) : VectorColumn(name)
{
    /// <summary>DuckDB keeps texts of up to twelve bytes inside the sixteen bytes of the value: these name the text.</summary>
    private const int Inside = 12;

    private readonly List<string?> values = new(rows);
    private readonly UInt128[] keys = new UInt128[4096];
    private readonly string?[] known = new string?[4096];

    public override void Add(byte* data, ulong* validity, int count)
    {
        for (var i = 0; i < count; i++) values.Add(IsNull(validity, i) ? null : Text(data + (16L * i)));
    }

    public override DataFrameColumn Finish() => new StringDataFrameColumn(Name, values);

    private string Text(byte* value)
    {
        var length = *(int*)value;
        if (length > Inside) return Encoding.UTF8.GetString(*(byte**)(value + 8), length);
        var key = *(UInt128*)value;
        var place = (int)(((ulong)key ^ ((ulong)(key >> 64) * 0x9E3779B97F4A7C15)) * 0x9E3779B97F4A7C15 >> 52);
        if (known[place] is { } text && keys[place] == key) return text;
        (keys[place], known[place]) = (key, Encoding.UTF8.GetString(value + 4, length));
        return known[place]!;
    }
}
