using System.Text.Json;

namespace LiveCommerce.Tests.Conversion;

/// <summary>Reads lists of a published case, and compares values or lists alike.</summary>
internal static class PublishedValues
{
    public static long[] Longs(this ReferenceCase published, string name) => [.. published.Data.GetProperty(name).EnumerateArray().Select(value => value.GetInt64())];

    public static double[] Doubles(this ReferenceCase published, string name) => published.Numbers(name);

    public static string[] Strings(this ReferenceCase published, string name) => published.Texts(name);

    public static void Agrees(this ReferenceCase published, string name, params double[] actual)
    {
        if (published.Expected(name).ValueKind == JsonValueKind.Array) published.Check(name, (IEnumerable<double>)actual);
        else published.Check(name, Assert.Single(actual));
    }
}
