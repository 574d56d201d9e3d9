using MiniExcelLibs;
using Workbench.Runs.Import;
using Xunit;

namespace Workbench.Tests.Cli;

public sealed class ImportTests
{
    private const string Sessions = "live_id,published,platform,host,GMV,views,cart,remark\r\na1,4/22/2018 6:00,douyin,zhang,\"1200\",1000,40,=1+1\r\na2,4/25/2018 18:30,weibo,\"li, wei\",90,50,3,\r\n";

    [Fact]
    public async Task A_mapping_is_proposed_from_other_names_and_the_rows_pass_the_same_contract()
    {
        using var place = Place();
        await File.WriteAllTextAsync(place.File("mine.csv"), Sessions, TestContext.Current.CancellationToken);
        var proposed = await Command.RunAsync(place.Path, "import", "mine.csv", "--as", "sessions");
        var map = await File.ReadAllTextAsync(place.File("mine.map.yaml"), TestContext.Current.CancellationToken);
        var done = await Command.RunAsync(place.Path, "import", "mine.csv", "--as", "sessions", "--map", "mine.map.yaml", "--to", "new data");

        Assert.True(proposed.Code == 0, proposed.Errors);
        Assert.Contains("session_id: {from: \"live_id\"}", map, StringComparison.Ordinal);
        Assert.Contains("start: {from: \"published\", date: \"M/d/yyyy H:mm\", zone: \"UTC\"}", map, StringComparison.Ordinal);
        Assert.Contains("gmv_yuan: {from: \"GMV\"}  # in CNY?", map, StringComparison.Ordinal);
        Assert.Contains("carried along as they are ('extra'): remark", proposed.Errors, StringComparison.Ordinal);
        Assert.True(done.Code == 0, done.Out + done.Errors);
        Assert.Matches(@"platform_id\s+new: weibo", done.Out);
        Assert.Matches(@"orders\s+empty", done.Out);
        Assert.Matches(@"cannot run\s+02-rates: it needs orders, which sessions/sessions\.csv does not have", done.Out);
        var rows = await File.ReadAllLinesAsync(place.File("new data", "sessions", "sessions.csv"), TestContext.Current.CancellationToken);
        Assert.Equal("a2,2018-04-25T18:30:00Z,weibo,\"li, wei\",,,,50,,3,,,90,,,,,,,,,false,", rows[2]);
        Assert.EndsWith(",false,=1+1", rows[1], StringComparison.Ordinal);
        Assert.Equal(0, (await Command.RunAsync(place.Path, "check", "new data")).Code);
    }

    [Fact]
    public async Task What_may_move_is_what_says_that_it_comes_from_the_table()
    {
        const string Shown = """
            using LiveCommerce;
            using LiveCommerce.Data.Synthetic;
            var panel = SessionPanel.Open();
            void Tell(string id, Provenance from) => Notebook.Display(new Headline(id, new Estimate(1, null, Unit.Number, new SampleSize(1), "count") { Provenance = from }, "One."));
            Tell("of-sessions", new Provenance { Sources = ["livestream-commerce-sessions-synthetic"], Synthetic = true });
            Tell("of-facts", new Provenance { Sources = ["mogu_6k_fy20q4"], Rows = ["observations:o0013"] });
            Tell("of-nothing", Provenance.None);
            """;
        using var place = Place().With("01-shown", SmallWorkbench.CSharp(Shown));
        var run = await Command.RunAsync(place.Path, "run", "01-shown");
        Assert.True(run.Code == 0, run.Errors);
        await File.WriteAllTextAsync(place.File("mine.csv"), Sessions, TestContext.Current.CancellationToken);
        await Command.RunAsync(place.Path, "import", "mine.csv", "--as", "sessions");
        var done = await Command.RunAsync(place.Path, "import", "mine.csv", "--as", "sessions", "--map", "mine.map.yaml");
        Assert.Contains("may move    01-shown: figures none; numbers of-sessions, of-nothing\n", done.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_cannot_be_read_is_named_by_row_and_column_and_nothing_is_written()
    {
        using var place = Place();
        await File.WriteAllTextAsync(place.File("mine.csv"), Sessions.Replace("1000", "many", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(place.File("map.yaml"), "as: sessions\ncolumns:\n  session_id: {from: live_id}\n  start: {from: published, date: M/d/yyyy H:mm}\n  viewers: {from: views}\n", TestContext.Current.CancellationToken);
        var ended = await Command.RunAsync(place.Path, "import", "mine.csv", "--as", "sessions", "--map", "map.yaml");

        Assert.Equal(7, ended.Code);
        Assert.Contains("mine.csv(2,6): error IMPORT006: viewers is \"many\"", ended.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(place.File("imported")));
    }

    [Fact]
    public void Columns_that_no_field_takes_are_carried_along_with_a_type_or_named_as_left_out()
    {
        using var folder = new TemporaryFolder();
        var table = new SourceTable(["id", "orders", "likes", "score", "postcode", "店名"], [["a", "x", "12", "0.5", "0123", "一"], ["b", "y", "", "2", "0456", "二, 三"]]);
        var map = new ImportMap { As = "sessions", Columns = { ["session_id"] = new FieldMap { From = "id" } }, Extra = ["orders", "likes", "score", "postcode"] };
        var import = new TableImport(ImportTarget.Named("sessions"), Path.Combine(Repository.Root, "data"));
        Assert.Empty(import.Write(table, map, "mine.csv", folder.File("new")).Faults);
        var sessions = LiveCommerce.Data.Synthetic.SessionPanel.Open(Path.Combine(folder.File("new"), "sessions")).Sessions;

        Assert.Equal(["店名"], MapProposal.Unused(table, map));
        Assert.Equal(["carried along as they are: orders as orders_as_given, likes, score, postcode"], import.Notes);
        Assert.Equal(["x", 12L, 0.5, "0123"], new[] { "orders_as_given", "likes", "score", "postcode" }.Select(name => sessions[name][0]));
        Assert.Null(sessions["likes"][1]);
    }

    [Fact]
    public void Columns_that_are_carried_along_with_observations_are_empty_for_the_facts_that_were_there()
    {
        using var folder = new TemporaryFolder();
        var table = new SourceTable(["n", "wave"], [["700000000", "3"]]);
        var map = new ImportMap { As = "observations", Extra = ["wave"], Columns = { ["value"] = new FieldMap { From = "n" } } };
        foreach (var (name, value) in new[] { ("platform_id", "douyin"), ("metric_id", "mau"), ("geography", "CN"), ("value_kind", "point"), ("unit", "persons"), ("period_start", "2024-01-01"), ("period_end", "2024-01-31"), ("definition_note", "own count"), ("confidence", "low") })
            map.Columns[name] = new FieldMap { Value = value };
        var report = new TableImport(ImportTarget.Named("observations"), Path.Combine(Repository.Root, "data")).Write(table, map, "mine.csv", folder.File("new"));
        var lines = File.ReadAllLines(Path.Combine(folder.File("new"), "curated", "observations.csv"));

        Assert.Empty(report.Faults);
        Assert.EndsWith(",wave", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",low,3", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TRUE;FALSE", "orders")]
    [InlineData("12.5;0", "gmv_yuan")]
    public void A_column_of_revenue_is_orders_when_it_says_yes_or_no_and_money_when_it_holds_amounts(string fields, string expected)
    {
        var table = new SourceTable(["Revenue"], [.. fields.Split(';').Select(field => (IReadOnlyList<string>)[field])]);
        var map = MapProposal.Of(table, "sessions", ImportTarget.Named("sessions").Schema(Path.Combine(Repository.Root, "data")), "mine.csv");

        Assert.Equal([expected], map.Columns.Where(field => field.Value.From is not null).Select(field => field.Key));
    }

    [Theory]
    [InlineData("1,234.50;90;￥12", "1,234.5", "gmv_yuan", "1234.5")]
    [InlineData("1.234,50;90,00;12", "1.234,5", "gmv_yuan", "1234.5")]
    [InlineData("1.473;2.100;999", "1.234,5", "viewers", "1473")]
    [InlineData("1.2万;3000;2亿", "1,234.5", "viewers", "12000")]
    [InlineData("12.5%;3%", "1,234.5", "sponsored_share", "0.125")]
    [InlineData("1234.5;90", null, "gmv_yuan", "1234.5")]
    public void The_way_numbers_are_written_is_found_and_read(string fields, string? expected, string field, string first)
    {
        using var folder = new TemporaryFolder();
        var table = new SourceTable(["id", field], [.. fields.Split(';').Select((text, i) => (IReadOnlyList<string>)[$"s{i}", text])]);
        var target = ImportTarget.Named("sessions");
        var map = MapProposal.Of(table, "sessions", target.Schema(Path.Combine(Repository.Root, "data")), "mine.csv");
        var proposed = map.Columns[field];
        foreach (var other in map.Columns.Where(column => column.Key is not "session_id" && column.Key != field).Select(column => column.Key).ToList()) map.Columns.Remove(other);
        proposed.Round = true;
        new TableImport(target, Path.Combine(Repository.Root, "data")).Write(table, map, "mine.csv", folder.File("new"));
        var lines = File.ReadAllLines(Path.Combine(folder.File("new"), "sessions", "sessions.csv"));

        Assert.Equal(expected, proposed.Number);
        Assert.Equal(field == "gmv_yuan" ? "1234" : first, lines[1].Split(',')[Array.IndexOf(lines[0].Split(','), field)]);
    }

    [Fact]
    public async Task Observations_join_the_facts_with_a_source_of_their_own()
    {
        using var place = Place();
        await File.WriteAllTextAsync(place.File("mine.jsonl"), "{\"platform\":\"douyin\",\"metric\":\"mau\",\"value\":700000000,\"country\":\"CN\"}\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(place.File("map.yaml"), """
            as: observations
            origin: {producer: A lab, title: Own count, licence: CC0}
            columns:
              platform_id: {from: platform}
              metric_id: {from: metric}
              value: {from: value}
              geography: {from: country}
              value_kind: {value: point}
              unit: {value: persons}
              period_start: {value: 2024-01-01}
              period_end: {value: 2024-01-31}
              definition_note: {value: own count}
              verification: {value: seen}
              confidence: {value: low}
            """, TestContext.Current.CancellationToken);
        var ended = await Command.RunAsync(place.Path, "import", "mine.jsonl", "--as", "observations", "--map", "map.yaml");

        Assert.True(ended.Code == 0, ended.Out + ended.Errors);
        Assert.Contains(",imported_mine,seen,low", (await File.ReadAllLinesAsync(place.File("imported", "curated", "observations.csv"), TestContext.Current.CancellationToken))[^1], StringComparison.Ordinal);
        Assert.Contains("imported_mine,A lab,Own count", await File.ReadAllTextAsync(place.File("imported", "curated", "sources.csv"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_that_nobody_says_to_have_seen_are_not_marked_seen_and_neither_is_their_source()
    {
        using var place = Place();
        await File.WriteAllTextAsync(place.File("mine.csv"), "platform,metric,value\ndouyin,mau,700000000\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(place.File("map.yaml"), """
            as: observations
            columns:
              platform_id: {from: platform}
              metric_id: {from: metric}
              value: {from: value}
              geography: {value: CN}
              value_kind: {value: point}
              unit: {value: persons}
              period_start: {value: 2024-01-01}
              period_end: {value: 2024-01-31}
              definition_note: {value: own count}
              confidence: {value: low}
            """, TestContext.Current.CancellationToken);
        var ended = await Command.RunAsync(place.Path, "import", "mine.csv", "--as", "observations", "--map", "map.yaml");

        Assert.True(ended.Code == 0, ended.Out + ended.Errors);
        Assert.Contains("1 rows are not marked seen", ended.Errors, StringComparison.Ordinal);
        Assert.EndsWith(",imported_mine,\"recalled, unverified\",low", (await File.ReadAllLinesAsync(place.File("imported", "curated", "observations.csv"), TestContext.Current.CancellationToken))[^1].TrimEnd(','), StringComparison.Ordinal);
        Assert.Contains("\"recalled, unverified\"", (await File.ReadAllLinesAsync(place.File("imported", "curated", "sources.csv"), TestContext.Current.CancellationToken))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_fraction_in_a_field_of_whole_numbers_is_a_fault_unless_rounding_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        var table = new SourceTable(["id", "paid", "rate"], [["a", "12.5", "0.29"], ["b", "1E3", "0.57"]]);
        var map = new ImportMap { As = "sessions", Columns = { ["session_id"] = new FieldMap { From = "id" }, ["gmv_yuan"] = new FieldMap { From = "paid" }, ["viewers"] = new FieldMap { From = "rate", Scale = 100 } } };
        var import = new TableImport(ImportTarget.Named("sessions"), Path.Combine(Repository.Root, "data"));
        var fault = Assert.Single(Assert.Throws<LiveCommerce.Data.DataFaultException>(() => import.Write(table, map, "mine.csv", folder.File("new"))).Faults);
        map.Columns["gmv_yuan"].Round = true;
        import.Write(table, map, "mine.csv", folder.File("new"));

        Assert.Equal("mine.csv(2,2): error IMPORT006: gmv_yuan is \"12.5\"; expected a whole number. Fix: write 'round: true' for this field in the mapping, or correct 'scale'.", fault.ToString());
        Assert.Equal(["gmv_yuan: 1 values rounded to whole numbers, as the mapping says"], import.Notes);
        Assert.Contains("a,,,,,,,29,,,,,12,", File.ReadAllLines(Path.Combine(folder.File("new"), "sessions", "sessions.csv"))[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_repeat_are_taken_once_and_rows_that_disagree_are_a_fault()
    {
        using var folder = new TemporaryFolder();
        var table = new SourceTable(["id", "kind", "n"], [["a", "video", "1"], ["a", "video", "1"], ["b", "photo", "2"], ["c", "video", "3"], ["c", "video", "4"]]);
        var map = new ImportMap { As = "sessions", Keep = { ["kind"] = ["video"] }, Columns = { ["session_id"] = new FieldMap { From = "id" }, ["viewers"] = new FieldMap { From = "n" } } };
        var import = new TableImport(ImportTarget.Named("sessions"), Path.Combine(Repository.Root, "data"));
        var fault = Assert.Single(Assert.Throws<LiveCommerce.Data.DataFaultException>(() => import.Write(table, map, "mine.csv", folder.File("new"))).Faults);
        map.Repeats = "first";
        import.Write(table, map, "mine.csv", folder.File("new"));

        Assert.StartsWith("mine.csv(6,1): error IMPORT007: session_id is \"c\" as in line 5, and the rows differ", fault.ToString(), StringComparison.Ordinal);
        Assert.Equal(["a", "c"], File.ReadAllLines(Path.Combine(folder.File("new"), "sessions", "sessions.csv")).Skip(1).Select(line => line.Split(',')[0]));
        Assert.Equal(3, import.Notes.Count);
    }

    [Fact]
    public async Task A_folder_that_no_import_has_written_is_left_as_it_is()
    {
        using var place = Place();
        await File.WriteAllTextAsync(place.File("mine.csv"), Sessions, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(place.File("map.yaml"), "as: sessions\ncolumns:\n  session_id: {from: live_id}\n", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(place.File("thesis"));
        await File.WriteAllTextAsync(place.File("thesis", "text.md"), "years of work", TestContext.Current.CancellationToken);
        var ended = await Command.RunAsync(place.Path, "import", "mine.csv", "--as", "sessions", "--map", "map.yaml", "--to", "thesis");

        Assert.Equal(2, ended.Code);
        Assert.Contains("IMPORT008", ended.Errors, StringComparison.Ordinal);
        Assert.Equal([place.File("thesis", "text.md")], Directory.EnumerateFileSystemEntries(place.File("thesis")));
    }

    [Fact]
    public void A_Parquet_file_is_read_like_a_text_file()
    {
        using var folder = new TemporaryFolder();
        using var connection = new DuckDB.NET.Data.DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY (SELECT 'a' AS id, TIMESTAMP '2024-06-01 20:00:00' AS start, 3::BIGINT AS views, 0.5::DOUBLE AS share, 12.50::DECIMAL(20,2) AS paid, true AS bought, NULL::VARCHAR AS note UNION ALL SELECT '主播', TIMESTAMPTZ '2024-06-01 22:00:00+00'::TIMESTAMP, NULL, 1e-7, 9007199254740993, false, 'x') TO '{folder.File("mine.parquet")}' (FORMAT parquet)";
        command.ExecuteNonQuery();
        var table = SourceTable.Read(folder.File("mine.parquet"));

        Assert.Equal(["id", "start", "views", "share", "paid", "bought", "note"], table.Header);
        Assert.Equal(["a", "2024-06-01T20:00:00", "3", "0.5", "12.5", "true", ""], table.Rows[0]);
        Assert.Equal(["主播", "2024-06-01T22:00:00", "", "1E-07", "9007199254740993", "false", "x"], table.Rows[1]);
    }

    [Fact]
    public void A_workbook_is_read_like_a_text_file()
    {
        using var folder = new TemporaryFolder();
        MiniExcel.SaveAs(folder.File("mine.xlsx"), new[] { new { id = "a", start = new DateTime(2024, 6, 1, 20, 0, 0), views = 3.0 } });
        var table = SourceTable.Read(folder.File("mine.xlsx"));

        Assert.Equal(["id", "start", "views"], table.Header);
        Assert.Equal(["a", "2024-06-01T20:00:00", "3"], table.Rows[0]);
    }

    [Theory]
    [InlineData("4/22/2018 6:00;4/3/2018 7:10", "M/d/yyyy H:mm")]
    [InlineData("22/4/2018 6:00;3/4/2018 7:10", "d/M/yyyy H:mm")]
    [InlineData("4/3/2018;5/3/2018", "M/d/yyyy or d/M/yyyy")]
    [InlineData("4/22/2018 6:00;02-25-14 5:07;4/1/2018 9:00", "M/d/yyyy H:mm | M-d-yy H:mm")]
    [InlineData("1717243200;1717243260", "unix")]
    [InlineData("soon", "")]
    public void The_way_dates_are_written_is_found_and_doubt_is_shown(string fields, string expected)
    {
        var table = new SourceTable(["start"], [.. fields.Split(';').Select(field => (IReadOnlyList<string>)[field])]);
        var schema = ImportTarget.Named("sessions").Schema(Path.Combine(Repository.Root, "data"));
        var map = MapProposal.Of(table, "sessions", schema, "mine.csv").Columns["start"];

        Assert.Equal(expected, map.Date is null ? "" : map.Date + (map.Note.Contains("or d/M", StringComparison.Ordinal) ? " or d/M/yyyy" : ""));
    }

    private static SmallWorkbench Place()
    {
        var place = new SmallWorkbench().WithCurated().With("01-well", SmallWorkbench.CSharp("1")).With("02-rates", SmallWorkbench.CSharp("2")).Needing("02-rates", "sessions/sessions.csv", "viewers", "orders");
        Directory.CreateDirectory(place.File("data", "sessions"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "data", "sessions"))) File.Copy(file, place.File("data", "sessions", Path.GetFileName(file)));
        return place;
    }
}
