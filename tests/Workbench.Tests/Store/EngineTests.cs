using LiveCommerce;
using LiveCommerce.Conversion;
using LiveCommerce.Data.Store;
using LiveCommerce.Data.Synthetic;
using Workbench.Tests.Store.Engines;
using Xunit;

// Every answer of these tests comes within a second: there is nothing to cancel.
#pragma warning disable xUnit1051

namespace Workbench.Tests.Store;

/// <summary>What every engine must answer: the probes, and each sum of the shipped panel as plain counting gives it.</summary>
public abstract class EngineTests(StoreOnEngine engine)
{
    private static readonly string[] Platform = ["platform_id"];
    private static readonly string[] TypeAndTier = ["stream_type", "kol_tier"];

    [Fact]
    public void Every_probe_has_its_one_answer()
    {
        var store = engine.Store;
        var wrong = Probe.All.Select(probe => (probe, answer: Answer(probe, store.Engine))).Where(pair => pair.answer != pair.probe.Expected).Select(pair => $"{pair.probe.Name}: {pair.answer}, not {pair.probe.Expected}").ToList();
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        Assert.True(Probe.All.Count >= 40);
    }

    [Fact]
    public void What_a_plain_spelling_answers_is_known_and_a_probe_holds_the_cure()
    {
        var store = engine.Store;
        var wrong = SilentDifference.All.Select(one => (one, answer: Answer(new Probe(one.Name, _ => one.Sql, ""), store.Engine), expected: Expected(one, store.Engine)))
            .Where(pair => pair.answer != pair.expected).Select(pair => $"{pair.one.Name}: {pair.answer}, not {pair.expected}").ToList();
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        Assert.All(SilentDifference.All, one => Assert.Contains(Probe.All, probe => probe.Name == one.Cure));
    }

    [Fact]
    public void The_store_holds_the_whole_panel_and_says_that_it_is_synthetic()
    {
        var facts = engine.Store.Facts;
        Assert.Equal((20_000, 20_000), (facts.Sessions, facts.Synthetic));
        Assert.Equal((Panel.Rows.Min(row => row.Start), Panel.Rows.Max(row => row.Start)), (facts.First, facts.Last));
        Assert.All(facts.Sums, sum => Assert.Equal(Panel.Rows.Sum(row => row[sum.Key]), sum.Value));
        Assert.True(engine.Store.Provenance.Synthetic);
        Assert.StartsWith("sums:35b", facts.Fingerprint, StringComparison.Ordinal);
        engine.Store.CheckIds();
    }

    [Fact]
    public void Every_analysis_gives_the_golden_result_of_the_page()
    {
        var (page, told) = (Golden.Page(), Golden.Of(engine.Store));
        Assert.Equal(told.Keys.Order(StringComparer.Ordinal), page.Keys.Order(StringComparer.Ordinal));
        var wrong = told.Where(analysis => page[analysis.Key] != analysis.Value).Select(analysis => $"{analysis.Key}: {analysis.Value}, not {page[analysis.Key]}").ToList();
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public void Funnels_are_those_of_plain_counting()
    {
        Same(PlainCounts.Funnel(Panel.Rows, _ => ""), Told.Of(engine.Store.Funnel()));
        Same(PlainCounts.Funnel(Panel.Rows, row => row.Platform), Told.Of(engine.Store.Funnel(Platform)));
        Same(PlainCounts.Funnel(Panel.Rows, row => $"{row.Type} / {row.Tier}"), Told.Of(engine.Store.Funnel(TypeAndTier)));
        Assert.All(engine.Store.Funnel(Platform), group => Assert.True(group.Provenance.Synthetic && group.ToFunnel().Provenance.Synthetic));
    }

    [Fact]
    public void A_filter_leaves_the_sessions_that_it_names()
    {
        var filter = SessionFilter.All.WithFrom(new DateTime(2023, 6, 1, 0, 0, 0, DateTimeKind.Utc)).WithUntil(new DateTime(2024, 1, 15, 15, 30, 0, DateTimeKind.Utc)).WithValues("platform_id", ["douyin", "jd", "it's none"]);
        var rows = Panel.Rows.Where(row => row.Start >= filter.From && row.Start < filter.Until && (row.Platform is "douyin" or "jd")).ToList();
        Same(PlainCounts.Funnel(rows, row => row.Category), Told.Of(engine.Store.Funnel(["category"], filter)));
        Assert.Equal(rows.Count, engine.Store.Sessions(filter).Rows.Count);
        Assert.Empty(engine.Store.Funnel(null, SessionFilter.All.WithValues("platform_id", ["none"])));
    }

    [Fact]
    public void Over_dispersion_is_that_of_the_sessions_themselves()
    {
        foreach (var spread in engine.Store.Spread(by: Platform))
        {
            var sessions = Panel.Rows.Where(row => row.Platform == spread.Group["platform_id"]).Select(row => new SessionCounts(row.Id, row.Kol, row["orders"], row["viewers"])).ToList();
            Assert.Equal(SessionRate.OverDispersion(sessions), spread.OverDispersion!.Value, 1e-9 * spread.OverDispersion.Value);
            Assert.Equal((sessions.Count, sessions.Sum(row => row.Events)), (spread.N.Used, spread.Events));
        }
    }

    [Fact]
    public void The_interval_over_KOLs_is_that_of_the_sessions_themselves()
    {
        var sessions = SessionRate.Clustered(Panel.Rows.Select(row => new SessionCounts(row.Id, row.Kol, row["orders"], row["viewers"])), ClusterBy.Kol, replicates: 200, seed: 3);
        var kols = SessionRate.Clustered(engine.Store.Kols().Select(kol => kol.ToCounts()), ClusterBy.Kol, replicates: 200, seed: 3);
        Assert.Equal((sessions.Value, sessions.Interval), (kols.Value, kols.Interval));
    }

    [Fact]
    public void Sums_by_KOL_are_those_of_plain_counting() =>
        Same(PlainCounts.Kols(Panel.Rows, row => row.Platform), Told.Of(engine.Store.Kols(Platform)));

    [Fact]
    public void Concentration_is_that_of_plain_sums()
    {
        foreach (var group in engine.Store.Concentrations("gmv_yuan", Platform))
        {
            var incomes = Panel.Rows.Where(row => row.Platform == group.Group["platform_id"]).GroupBy(row => row.Kol).Select(kol => (double)kol.Sum(row => row["gmv_yuan"])).ToList();
            Assert.Equal(LiveCommerce.Monetisation.Concentration.Of(incomes).Gini, group.Concentration.Gini);
            Assert.Equal(incomes.Count, group.Concentration.N.Used);
            Assert.True(group.Concentration.Provenance.Synthetic);
        }
    }

    [Fact]
    public void The_panel_of_sessions_is_the_file_in_order_of_KOL_and_time() =>
        Same(PlainCounts.Sessions(Panel.Rows), Told.Of(engine.Store.Panel()));

    [Fact]
    public void The_panels_of_weeks_and_months_are_those_of_plain_counting()
    {
        Same(PlainCounts.Periods(Panel.Rows, start => start.Date.AddDays(-(((int)start.DayOfWeek + 6) % 7))), Told.Of(engine.Store.Panel(PanelStep.Week)));
        Same(PlainCounts.Periods(Panel.Rows, start => new DateTime(start.Year, start.Month, 1, 0, 0, 0, DateTimeKind.Utc)), Told.Of(engine.Store.Panel(PanelStep.Month)));
    }

    [Fact]
    public void Cohorts_are_those_of_plain_counting()
    {
        Same(PlainCounts.Cohorts(Panel.Rows, _ => "", PlainCounts.Month), Told.Of(engine.Store.Cohorts()));
        Same(PlainCounts.Cohorts(Panel.Rows, row => row.Platform, PlainCounts.Month), Told.Of(engine.Store.Cohorts(by: Platform)));
        Same(PlainCounts.Cohorts(Panel.Rows, row => row.Type, PlainCounts.Week), Told.Of(engine.Store.Cohorts(PanelStep.Week, ["stream_type"])));
    }

    [Fact]
    public void The_sessions_come_as_the_panel_gives_them()
    {
        var (ours, theirs) = (engine.Store.Sessions(), SessionPanel.Open(Panel.Folder).Sessions);
        Assert.Equal(theirs.Columns.Select(column => (column.Name, column.DataType)), ours.Columns.Select(column => (column.Name, column.DataType)));
        for (var i = 0; i < ours.Columns.Count; i++) Assert.Equal(theirs.Columns[i].Cast<object?>(), ours.Columns[i].Cast<object?>());
    }

    [Fact]
    public void More_rows_than_the_limit_are_refused_with_the_way_out()
    {
        Assert.Contains("more than 10 sessions", Assert.Throws<InputException>(() => engine.Store.Sessions(limit: 10)).Message, StringComparison.Ordinal);
        Assert.Contains("take a longer step", Assert.Throws<InputException>(() => engine.Store.Panel(limit: 10)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_not_there_is_named_with_the_nearest() =>
        Assert.Contains("did you mean 'platform_id'?", Assert.Throws<InputException>(() => engine.Store.Funnel(["platfrom_id"])).Message, StringComparison.Ordinal);

    [Fact]
    public void The_engine_tells_a_tested_version() => Assert.Matches(@"^\d+\.\d+", engine.Store.Engine.Version);

    private static string Answer(Probe probe, SqlEngine engine)
    {
        try
        {
            return probe.Ask(engine);
        }
        catch (LiveCommerce.Data.DataFaultException error)
        {
            return probe.Expected.Length == 0 ? SilentDifference.Refused : error.Message;
        }
    }

    private static string Expected(SilentDifference one, SqlEngine engine) =>
        engine.Dialect.Name switch { "DuckDB" => one.Answers.DuckDb, "PostgreSQL" => one.Answers.PostgreSql, _ => one.Answers.ClickHouse };

    /// <summary>Texts alike, and numbers of double precision to nine digits: their sums depend on the order of the rows.</summary>
    private static void Same(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            if (expected[i] == actual[i]) continue;
            var (left, right) = (expected[i].Split(' '), actual[i].Split(' '));
            Assert.True(left.Length == right.Length && left.Zip(right).All(pair => pair.First == pair.Second || Near(pair.First, pair.Second)), $"row {i}: {actual[i]}{Environment.NewLine}not: {expected[i]}");
        }
    }

    private static bool Near(string a, string b) =>
        a.Contains('.', StringComparison.Ordinal) && double.TryParse(a, System.Globalization.CultureInfo.InvariantCulture, out var x) && double.TryParse(b, System.Globalization.CultureInfo.InvariantCulture, out var y) && Math.Abs(x - y) <= 1e-9 * Math.Max(1, Math.Abs(x));
}
