using System.Globalization;

namespace LiveCommerce.Data.Store;

/// <summary>How the answers of a store are written in a line: groups by their values, whole counts, what is synthetic as such.</summary>
internal static class RowText
{
    private const int MostPeriods = 12;

    /// <summary>The values of a group with a stroke between; <c>all</c> when there is one group.</summary>
    public static string Group(IReadOnlyDictionary<string, string> group) => group.Count == 0 ? "all" : string.Join(" / ", group.Values);

    public static string Whole(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Sessions(long count) => Whole(count) + (count == 1 ? " session" : " sessions");

    public static string Real(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    public static string Day(DateTime time) => time.ToString(time.TimeOfDay.Ticks == 0 ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Sums with their columns.</summary>
    public static string Sums(IReadOnlyDictionary<string, long> sums) => string.Join(", ", sums.Select(sum => $"{sum.Key} {Whole(sum.Value)}"));

    /// <summary>Counts period by period, the first twelve.</summary>
    public static string Periods(IReadOnlyList<long> counts) => string.Join(", ", counts.Take(MostPeriods).Select(Whole)) + (counts.Count > MostPeriods ? ", …" : "");
}
