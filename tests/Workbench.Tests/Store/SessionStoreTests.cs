using LiveCommerce;
using LiveCommerce.Data;
using LiveCommerce.Data.Store;
using Xunit;

// Every answer of these tests comes within a second: there is nothing to cancel.
#pragma warning disable xUnit1051

namespace Workbench.Tests.Store;

public sealed class SessionStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Package_CSV_Parquet_and_DuckDB_files_hold_the_same_sessions()
    {
        Panel.Duck($"copy (select * from read_csv('{Panel.Csv}', header = true)) to '{folder.File("one.parquet")}' (format parquet)");
        Panel.Duck($"attach '{folder.File("one.duckdb")}' as one; create table one.sessions as select * from read_csv('{Panel.Csv}', header = true)");
        string[] places = [Panel.Folder, Panel.Csv, folder.File("one.parquet"), folder.File("one.duckdb"), folder.Path];
        Assert.Single(places.Select(place => Opened(place, store => store.Facts.Fingerprint)).Distinct());
    }

    [Fact]
    public void The_package_gives_its_name_as_the_source_and_a_file_its_own()
    {
        Assert.Equal("livestream-commerce-sessions-synthetic", Opened(Panel.Folder, store => Assert.Single(store.Provenance.Sources)));
        Assert.Equal("duckdb:sessions.csv", Opened(Panel.Csv, store => Assert.Single(store.Provenance.Sources)));
        Assert.Equal("my_lab", Opened(Panel.Csv + "?source=my_lab", store => Assert.Single(store.Provenance.Sources)));
    }

    [Fact]
    public void Without_an_address_the_shipped_panel_is_opened()
    {
        using var store = SessionStore.Open();
        Assert.Equal(20_000, store.Facts.Sessions);
    }

    [Fact]
    public void Observed_sessions_are_not_marked_and_one_generated_session_marks_its_group_alone()
    {
        var file = Changed(line => line.StartsWith("s000-000,", StringComparison.Ordinal) ? line : line.Replace(",true", ",false", StringComparison.Ordinal));
        var groups = Opened(file, store => store.Funnel(["platform_id"]));
        Assert.Equal(["taobao_live"], groups.Where(group => group.Provenance.Synthetic).Select(group => group.Name));
        Assert.Equal((20_000, 1), Opened(file, store => (store.Facts.Sessions, store.Facts.Synthetic)));
    }

    [Fact]
    public void A_column_of_ones_own_groups_sessions()
    {
        var file = Changed(line => line + (line.StartsWith("session_id", StringComparison.Ordinal) ? ",campaign" : line.Contains("-00", StringComparison.Ordinal) ? ",spring" : ",autumn"));
        Assert.Equal(["autumn", "spring"], Opened(file, store => store.Funnel(["campaign"]).Select(group => group.Name).ToList()));
    }

    [Fact]
    public void Times_with_an_offset_are_brought_to_UTC()
    {
        var file = Changed(line => line.Replace("2023-01-01T16:15:00Z", "2023-01-02T00:15:00+08:00", StringComparison.Ordinal));
        Assert.Equal(Opened(Panel.Csv, store => store.Sessions()["start"][0]), Opened(file, store => store.Sessions()["start"][0]));
    }

    [Theory]
    [InlineData("kol_tier", "DATA511", "no column 'kol_tier'")]
    [InlineData("synthetic", "DATA511", "add it: false for observed sessions")]
    public void A_missing_column_is_named_with_what_it_must_be(string column, string code, string said)
    {
        var fault = Faults(Changed(line => line.StartsWith("session_id", StringComparison.Ordinal) ? line.Replace(column, column + "_x", StringComparison.Ordinal) : line))[0];
        Assert.Equal(code, fault.Code);
        Assert.Contains(said, fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(",473,89,", ",-473,89,", "1 rows with 'viewers' below 0")]
    [InlineData(",473,89,", ",,89,", "1 rows without 'viewers'")]
    [InlineData(",473,89,", ",473,890,", "1 rows in which 'product_clicks' exceeds the stage before")]
    public void A_field_that_would_spoil_a_sum_is_refused_before_any_answer(string old, string changed, string said)
    {
        var file = Changed(line => line.StartsWith("s000-000,", StringComparison.Ordinal) ? line.Replace(old, changed, StringComparison.Ordinal) : line);
        Assert.Contains(said, string.Join(' ', Assert.Throws<DataFaultException>(() => Opened(file, store => store.Funnel())).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_where_a_number_should_be_is_refused_with_its_line() =>
        Assert.Contains("Line: 2", Faults(Changed(line => line.Replace(",473,89,", ",many,89,", StringComparison.Ordinal)))[0].ToString(), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void A_load_that_ran_twice_is_found()
    {
        var file = folder.File("twice.csv");
        File.WriteAllLines(file, File.ReadLines(Panel.Csv).Concat(File.ReadLines(Panel.Csv).Skip(1).Take(3)));
        Assert.Contains("3 values of session_id come more than once", Assert.Throws<DataFaultException>(() => Opened(file, store =>
        {
            store.CheckIds();
            return 0;
        })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_sessions_are_a_fault()
    {
        var file = folder.File("none.csv");
        File.WriteAllText(file, File.ReadLines(Panel.Csv).First() + "\n");
        Assert.Equal("DATA513", Assert.Throws<DataFaultException>(() => Opened(file, store => store.Facts)).Faults[0].Code);
    }

    [Theory]
    [InlineData("duckdb:/nowhere/sessions.parquet", "DATA510")]
    [InlineData("clickhouse://127.0.0.1:1/lab", "DATA530")]
    [InlineData("postgres://127.0.0.1:1/lab", "DATA530")]
    public void A_place_where_nothing_answers_is_said_so(string address, string code) =>
        Assert.Equal(code, Assert.Throws<DataFaultException>(() => SessionStore.Open(address)).Faults[0].Code);

    [Fact]
    public void Every_answer_says_in_a_line_what_it_holds_and_that_it_is_synthetic()
    {
        using var store = SessionStore.Open("duckdb:" + Panel.Folder);
        string[] platform = ["platform_id"];
        Assert.StartsWith("20,000 sessions, 20,000 of them synthetic, 2023-01-01", store.Facts.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"^douyin: [\d,]+ sessions, KOLs \d+, viewers [\d,]+, product clicks .* GMV [\d,]+ CNY \(synthetic data\)$", store.Funnel(platform).Single(group => group.Name == "douyin").ToString());
        Assert.Matches(@"^kol\d+ in douyin: \d+ sessions, viewers [\d,]+, product_clicks .*, commission_yuan [\d,]+ \(synthetic data\)$", store.Kols(platform).First(kol => kol.Group["platform_id"] == "douyin").ToString());
        Assert.Matches(@"^kol000 2023-01-01: \d+ sessions, viewers [\d,]+, .*, sponsored share 0\.\d+, content score \d\.\d+ \(synthetic data\)$", store.Panel(PanelStep.Month)[0].ToString());
        Assert.Matches(@"^douyin: [\d,]+ of [\d,]+, over-dispersion \d+\.\d+, n = \d+", store.Spread(by: platform).Single(row => row.Group["platform_id"] == "douyin").ToString());
        Assert.Matches(@"^douyin: gmv_yuan, Gini 0\.\d+, n = \d+ \(synthetic data\)$", store.Concentrations(by: platform).Single(row => row.Group["platform_id"] == "douyin").ToString());
        Assert.Matches(@"^all, from 2023-01-01: KOLs \d+, remaining (\d+, ){12}…, active .*, repeat buyers .* of .* \(synthetic data\)$", store.Cohorts()[0].ToString());
        Assert.Equal("all sessions", SessionFilter.All.ToString());
        Assert.Equal("sessions from 2024-03-01, platform_id douyin or jd", SessionFilter.All.WithFrom(new DateTime(2024, 3, 1, 0, 0, 0, DateTimeKind.Utc)).WithValues("platform_id", ["douyin", "jd"]).ToString());
    }

    [Fact]
    public void Sums_beyond_the_whole_numbers_of_double_precision_are_exact()
    {
        const long Most = 1L << 53;
        Panel.Duck($"copy (select * replace (case session_id when 's000-000' then {Most} when 's000-001' then 1 else 0 end as gmv_yuan) from read_csv('{Panel.Csv}', header = true)) to '{folder.File("one.parquet")}' (format parquet)");
        using var store = SessionStore.Open($"duckdb:{folder.File("one.parquet")}");
        Assert.Equal(Most + 1, store.Facts.Sums["gmv_yuan"]);
        Assert.Equal(Most + 1, Assert.Single(store.Funnel()).GmvYuan);
        Assert.Equal(Most + 1, store.Kols()[0].Of("gmv_yuan"));
        Assert.Equal(Most + 1, store.Panel(PanelStep.Month)[0].Of("gmv_yuan"));
    }

    [Fact]
    public void A_question_beyond_the_memory_limit_spills_to_disk_and_ends_well()
    {
        var spill = Directory.CreateDirectory(folder.File("spill")).FullName;
        Panel.Duck($"copy (select * from read_csv('{Panel.Csv}', header = true)) to '{folder.File("one.parquet")}' (format parquet)");
        using var store = SessionStore.Open($"duckdb:{folder.File("one.parquet")}?memory=200MB&threads=1&spill={Uri.EscapeDataString(spill)}");
        var answer = store.Engine.Query("select count(*) as n, max(c) as c from (select i, count(*) as c, max(t) as t from (select hash(range) as i, cast(hash(range + 1) as varchar) || cast(hash(range + 2) as varchar) as t from range(3000000)) group by i) as s");
        Assert.Equal((3_000_000L, 1L), (answer["n"][0], answer["c"][0]));
        Assert.Equal("DATA533", Assert.Throws<DataFaultException>(() => SessionStore.Open($"duckdb:{Panel.Csv}?memory=20MB&threads=1")).Faults[0].Code);
    }

    [Fact]
    public void Own_questions_have_answers_of_normal_types()
    {
        var frame = Opened(Panel.Folder, store => store.Engine.Query($"select platform_id, sum(orders) as orders, avg(orders) as mean, max(start) as last, bool_or(synthetic) as generated from {store.Table} group by platform_id order by platform_id"));
        Assert.Equal([typeof(string), typeof(long), typeof(double), typeof(DateTime), typeof(bool)], frame.Columns.Select(column => column.DataType));
        Assert.Equal("DATA521", Assert.Throws<InputException>(() => Opened(Panel.Folder, store => store.Engine.Query($"select max(start) - min(start) as span from {store.Table}"))).Code);
        Assert.Equal("DATA522", Assert.Throws<InputException>(() => Opened(Panel.Folder, store => store.Engine.Query("select cast(9223372036854775807 as hugeint) + 1 as n"))).Code);
    }

    [Fact]
    public void The_shared_questions_keep_the_rules_on_which_their_sameness_rests()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "lib", "LiveCommerce.Data", "Store", "SessionSql.cs"));
        string[] never = [" round(", " log(", " cast(", " concat(", " lag(", " date_trunc(", " quantile", " percentile", "::", " interval ", " now(", " avg("];
        Assert.All(never, word => Assert.DoesNotContain(word, text.Split("internal static class")[1], StringComparison.OrdinalIgnoreCase));
        Assert.All(text.Split('\n').Where(line => line.Contains(" / ", StringComparison.Ordinal)), line => Assert.Contains("nullif", line, StringComparison.Ordinal));
    }

    public void Dispose() => folder.Dispose();

    private static T Opened<T>(string place, Func<SessionStore, T> ask)
    {
        using var store = SessionStore.Open("duckdb:" + place);
        return ask(store);
    }

    private static IReadOnlyList<Fault> Faults(string file) => Assert.Throws<DataFaultException>(() => Opened(file, store => store.Facts)).Faults;

    private string Changed(Func<string, string> change)
    {
        var file = folder.File("changed.csv");
        File.WriteAllLines(file, File.ReadLines(Panel.Csv).Select(change));
        return file;
    }
}
