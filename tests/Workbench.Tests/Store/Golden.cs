using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LiveCommerce.Data.Store;

namespace Workbench.Tests.Store;

/// <summary>The golden result of each analysis of the shipped panel: the first digits of a hash over all its rows, numbers of double precision to six digits.</summary>
internal static class Golden
{
    private static readonly string[] Platform = ["platform_id"];

    /// <summary>What a store answers, by analysis.</summary>
    public static IReadOnlyDictionary<string, string> Of(SessionStore store)
    {
        var spring = SessionFilter.All.WithFrom(new DateTime(2024, 3, 1, 0, 0, 0, DateTimeKind.Utc)).WithUntil(new DateTime(2024, 6, 1, 0, 0, 0, DateTimeKind.Utc));
        return new Dictionary<string, IReadOnlyList<string>>
        {
            ["facts, fingerprint"] = [store.Facts.Fingerprint],
            ["funnel by group, filter"] = [.. Told.Of(store.Funnel(["platform_id", "category"])), .. Told.Of(store.Funnel(["stream_type"], spring))],
            ["over-dispersion"] = [.. store.Spread(by: Platform).Select(row => Told.Line(row.Group["platform_id"], row.Events, row.Trials, row.OverDispersion ?? 0, row.N.Used))],
            ["sums by KOL, concentration"] = [.. Told.Of(store.Kols(Platform)), .. store.Concentrations("gmv_yuan", Platform).Select(row => Told.Line(row.Group["platform_id"], row.Concentration.Gini))],
            ["panel by session"] = Told.Of(store.Panel()),
            ["panel by week and month"] = [.. Told.Of(store.Panel(PanelStep.Week)), .. Told.Of(store.Panel(PanelStep.Month))],
            ["cohorts by week and month"] = [.. Told.Of(store.Cohorts(PanelStep.Week)), .. Told.Of(store.Cohorts(PanelStep.Month, Platform))],
            ["the sessions themselves"] = Rows(store.Sessions()),
        }.ToDictionary(analysis => analysis.Key, analysis => Digest(analysis.Value), StringComparer.Ordinal);
    }

    /// <summary>The golden results that the page of the store tells.</summary>
    public static IReadOnlyDictionary<string, string> Page() => File.ReadLines(Path.Combine(Repository.Root, "lib", "LiveCommerce.Data", "Store", "README.md"))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(cells => cells.Length > 3 && cells[2].StartsWith('`')).ToDictionary(cells => cells[1], cells => cells[2].Trim('`'), StringComparer.Ordinal);

    private static IReadOnlyList<string> Rows(Microsoft.Data.Analysis.DataFrame frame) =>
        [.. Enumerable.Range(0, (int)frame.Rows.Count).Select(row => Told.Line("", [.. frame.Columns.Select(column => column[row])]))];

    private static string Digest(IEnumerable<string> lines)
    {
        var text = string.Join('\n', lines.Select(line => string.Join(' ', line.Split(' ').Select(Rounded))));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }

    /// <summary>Six digits. The rest is cut off at a place where no share of whole numbers ends: engines sum in another order, and rounding would turn at a half.</summary>
    private static string Rounded(string word)
    {
        if (!word.Contains('.', StringComparison.Ordinal) || !double.TryParse(word, CultureInfo.InvariantCulture, out var number)) return word;
        // What cancels out leaves a rest that depends on the order; and engines do not agree on the sign of 0.
        if (Math.Abs(number) < 1e-9) return "0.0";
        // A power of ten may come out as one or just below it.
        var power = 5 - (int)Math.Floor(Math.Log10(Math.Abs(number) * (1 + 1e-7)));
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Floor((number * Math.Pow(10, power)) + (Math.PI / 10)):0}e{-power}");
    }
}
