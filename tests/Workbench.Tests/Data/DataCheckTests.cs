using System.Text;
using LiveCommerce.Data.Contract;
using LiveCommerce.Data.Package;
using Xunit;

namespace Workbench.Tests.Data;

public sealed class DataCheckTests
{
    [Fact]
    public void Curated_facts_pass_their_contract()
    {
        var report = DataCheck.Run(Repository.Curated, "data/curated");
        Assert.Empty(report.Faults);
        Assert.True(report.ChecksRun > 10_000);
        Assert.Equal(9, report.Tables);
    }

    [Fact]
    public void Five_faults_are_five_lines_with_their_physical_places()
    {
        using var copy = TemporaryFolder.CopyOf(Repository.Curated);
        var path = copy.File("observations.csv");
        var lines = File.ReadAllLines(path);
        lines[1] = lines[1].Replace("mogujie,total_revenue", "mogujje,total_revenue", StringComparison.Ordinal);
        lines[2] = lines[2].Replace("1074278000", "n/a", StringComparison.Ordinal);
        lines[4] = lines[4].Replace("14700000000", "-14700000000", StringComparison.Ordinal);
        lines[5] = lines[5].Replace("2019-03-31", "31/03/2019", StringComparison.Ordinal);
        lines[13] = lines[13].Replace("0.462", "46.2", StringComparison.Ordinal);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
        DataPackage.Seal(copy.Path);

        var faults = DataCheck.Run(copy.Path, "copy").Faults.Select(fault => fault.ToString()).ToList();

        Assert.Equal(
        [
            "copy/observations.csv(2,7): error DATA211: 'platform_id' is \"mogujje\"; did you mean 'mogujie'?; expected a 'platform_id' of platforms.csv. Fix: mend the id, or add a row to platforms.csv.",
            "copy/observations.csv(3,51): error DATA203: 'value' is \"n/a\"; expected a number in the unit of the row. Fix: write digits with a decimal point, without separators or units, or leave the field empty.",
            "copy/observations.csv(5,47): error DATA309: 'value' is -14700000000; expected at least 0 for gmv_total. Fix: mend the sign or the value.",
            "copy/observations.csv(6,36): error DATA205: 'period_end' is \"31/03/2019\"; expected a date as 2024-06-01. Fix: write year, month and day with hyphens.",
            "copy/observations.csv(14,55): error DATA310: 'value' is 46.2; expected at most 1 for live_share_of_gmv. Fix: write a share as a fraction (46.2% is 0.462), or mend the value.",
        ], faults);
    }

    [Fact]
    public void A_fault_after_a_quoted_line_break_names_the_physical_line()
    {
        using var copy = TemporaryFolder.CopyOf(Repository.Curated);
        var path = copy.File("claims.csv");
        var text = File.ReadAllText(path);
        var row = text.IndexOf("\nS2,", StringComparison.Ordinal);
        var broken = text[..row] + "\nS20,\"two\r\nlines\",a,b,c,d,e\nS2,,x,y,z,u,v\n";
        File.WriteAllText(path, broken);
        DataPackage.Seal(copy.Path);
        var fault = Assert.Single(DataCheck.Run(copy.Path, "copy").Faults);
        Assert.Equal("DATA201", fault.Code);
        Assert.Equal((5, 4), (fault.Line, fault.Column));
    }

    [Theory]
    [InlineData("value", "1,5", "DATA105")]
    [InlineData("unit", "percent", "DATA301")]
    [InlineData("currency", "", "DATA302")]
    [InlineData("currency", "RMB", "DATA206")]
    [InlineData("period_end", "2017-01-01", "DATA304")]
    [InlineData("value_kind", "range", "DATA305")]
    [InlineData("metric_id", "total_revenu", "DATA211")]
    [InlineData("observation_id", "o0002", "DATA210")]
    public void A_fault_of_one_field_is_named(string column, string text, string code)
    {
        using var copy = TemporaryFolder.CopyOf(Repository.Curated);
        Edit(copy.File("observations.csv"), 1, column, text);
        DataPackage.Seal(copy.Path);
        Assert.Contains(DataCheck.Run(copy.Path).Faults, fault => fault.Code == code);
    }

    [Theory]
    [InlineData("funnel_benchmarks", "f023", "value", "46", "DATA310")]
    [InlineData("funnel_benchmarks", "f023", "value", "-6", "DATA309")]
    [InlineData("funnel_benchmarks", "f023", "value", "", "DATA307")]
    [InlineData("funnel_benchmarks", "f023", "value_kind", "range", "DATA305")]
    [InlineData("kol_sessions", "k001", "currency", "", "DATA302")]
    [InlineData("kol_sessions", "k001", "date_end", "2020-03-01", "DATA304")]
    [InlineData("kol_sessions", "k001", "gmv", "-1", "DATA208")]
    public void The_rules_of_values_hold_in_every_table_of_published_figures(string table, string id, string column, string text, string code)
    {
        using var copy = TemporaryFolder.CopyOf(Repository.Curated);
        var path = copy.File(table + ".csv");
        Edit(path, Array.FindIndex(File.ReadAllLines(path), line => line.StartsWith(id + ",", StringComparison.Ordinal)), column, text);
        DataPackage.Seal(copy.Path);
        Assert.Contains(DataCheck.Run(copy.Path).Faults, fault => fault.Code == code && fault.Path.EndsWith(table + ".csv", StringComparison.Ordinal) && fault.Line > 1);
    }

    [Theory]
    [InlineData("orders", "1000000", "DATA313")]
    [InlineData("unfollows", "1000000000", "DATA313")]
    [InlineData("synthetic", "false", "DATA314")]
    [InlineData("sponsored_share", "1.2", "DATA209")]
    public void A_session_with_counts_that_are_not_nested_or_without_its_mark_is_named(string column, string text, string code)
    {
        using var copy = TemporaryFolder.CopyOf(Path.Combine(Repository.Root, "data", "sessions"));
        Edit(copy.File("sessions.csv"), 3, column, text);
        DataPackage.Seal(copy.Path);
        var fault = Assert.Single(DataCheck.Run(copy.Path).Faults);
        Assert.Equal((code, 4), (fault.Code, fault.Line));
    }

    [Fact]
    public void A_second_column_of_a_name_does_not_hide_the_faults_of_the_rows()
    {
        using var copy = TemporaryFolder.CopyOf(Repository.Curated);
        var path = copy.File("observations.csv");
        var lines = File.ReadAllLines(path).Select((line, index) => line + (index == 0 ? ",unit" : ",x")).ToArray();
        lines[5] = lines[5].Replace("mogujie,", "mogujiee,", StringComparison.Ordinal);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
        Assert.Equal(["DATA106", "DATA211"], DataCheck.Run(copy.Path).Faults.Select(fault => fault.Code));
    }

    [Fact]
    public void Headers_twice_unknown_or_missing_are_named()
    {
        using var copy = TemporaryFolder.CopyOf(Repository.Curated);
        var path = copy.File("metrics.csv");
        var text = File.ReadAllText(path);
        File.WriteAllText(path, text.Replace("metric_id,name,unit,direction", "metric_id,unit,unit,dirction", StringComparison.Ordinal));
        DataPackage.Seal(copy.Path);
        var codes = DataCheck.Run(copy.Path).Faults.Where(fault => fault.Path.EndsWith("metrics.csv", StringComparison.Ordinal)).Select(fault => fault.Code);
        Assert.Equal(["DATA106", "DATA107", "DATA108", "DATA108"], codes.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("\n", true)]
    [InlineData("\r\n", true)]
    [InlineData("\r\n", false)]
    public void Byte_order_marks_and_both_line_ends_are_read(string lineEnd, bool mark)
    {
        using var copy = TemporaryFolder.CopyOf(Repository.Curated);
        var path = copy.File("platforms.csv");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\n", lineEnd, StringComparison.Ordinal), new UTF8Encoding(mark));
        DataPackage.Seal(copy.Path);
        Assert.Empty(DataCheck.Run(copy.Path).Faults);
    }

    [Fact]
    public void Utf16_is_refused_by_name_and_bad_bytes_have_a_place()
    {
        using var copy = TemporaryFolder.CopyOf(Repository.Curated);
        File.WriteAllText(copy.File("claims.csv"), File.ReadAllText(copy.File("claims.csv")), Encoding.Unicode);
        var metrics = File.ReadAllBytes(copy.File("metrics.csv"));
        metrics[Array.IndexOf(metrics, (byte)'\n') + 3] = 0xE9;
        File.WriteAllBytes(copy.File("metrics.csv"), metrics);
        DataPackage.Seal(copy.Path);
        var faults = DataCheck.Run(copy.Path).Faults;
        Assert.Contains(faults, fault => fault.Code == "DATA101" && fault.Found.StartsWith("UTF-16", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault is { Code: "DATA102", Line: 2, Column: 3 });
    }

    [Fact]
    public void Bad_bytes_do_not_hide_the_other_faults_of_a_file()
    {
        using var copy = TemporaryFolder.CopyOf(Repository.Curated);
        var path = copy.File("observations.csv");
        var bytes = File.ReadAllBytes(path);
        var note = bytes.AsSpan().IndexOf("Total revenues"u8);
        bytes[note] = 0xE9;
        "31/03/2018"u8.CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf("2018-03-31"u8)));
        File.WriteAllBytes(path, bytes);
        Assert.Equal([("DATA205", 2, 40), ("DATA102", 2, 91)], DataCheck.Run(copy.Path).Faults.Select(fault => (fault.Code, fault.Line, fault.Column)));
    }

    [Fact]
    public void Utf16_without_a_mark_is_named_too()
    {
        using var copy = TemporaryFolder.CopyOf(Repository.Curated);
        File.WriteAllBytes(copy.File("claims.csv"), Encoding.Unicode.GetBytes(File.ReadAllText(copy.File("claims.csv"))));
        Assert.Equal("DATA101", Assert.Single(DataCheck.Run(copy.Path).Faults).Code);
    }

    [Theory]
    [InlineData("\"$schema\": \"https://datapackage.org/profiles/2.0/datapackage.json\",", "", "DATA006", "no '$schema'")]
    [InlineData("\"bytes\": 4750", "\"bytes\": 4751", "DATA004", "of 4750 bytes")]
    [InlineData("\"citation\": \"The", "\"cited\": \"The", "DATA003", "an origin without citation")]
    public void A_descriptor_names_its_version_the_sizes_and_whole_origins(string text, string other, string code, string found)
    {
        using var copy = TemporaryFolder.CopyOf(Repository.Curated);
        var path = copy.File("datapackage.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace(text, other, StringComparison.Ordinal));
        Assert.All(DataCheck.Run(copy.Path).Faults, fault => Assert.Equal(code, fault.Code));
        Assert.Contains(DataCheck.Run(copy.Path).Faults, fault => fault.Found.Contains(found, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_column_of_numbers_in_the_shipped_packages_has_a_unit()
    {
        foreach (var folder in new[] { Repository.Curated, Path.Combine(Repository.Root, "data", "sessions") })
        {
            var fields = DataPackage.Open(folder).Descriptor.Resources.SelectMany(table => table.Schema.Fields.Where(field => field.Type is "number" or "integer").Select(field => (table.Name, field.Name, field.Unit)));
            Assert.All(fields, field => Assert.NotNull(field.Unit));
        }
    }

    [Fact]
    public void An_edit_without_a_seal_is_refused_with_the_way_out()
    {
        using var copy = TemporaryFolder.CopyOf(Repository.Curated);
        File.AppendAllText(copy.File("claims.csv"), "");
        Edit(copy.File("claims.csv"), 1, "name", "Another name");
        var fault = Assert.Single(DataCheck.Run(copy.Path).Faults);
        Assert.Equal("DATA004", fault.Code);
        Assert.Contains("workbench check --seal", fault.Fix, StringComparison.Ordinal);
        Assert.Equal(["claims"], DataPackage.Seal(copy.Path));
        Assert.Empty(DataCheck.Run(copy.Path).Faults);
    }

    [Fact]
    public void Faults_of_an_unsealed_table_are_told_without_a_line_for_its_hash()
    {
        using var copy = TemporaryFolder.CopyOf(Repository.Curated);
        File.WriteAllText(copy.File("observations.csv"), File.ReadAllText(copy.File("observations.csv")).Replace(",4846000000,", ",-4846000000,", StringComparison.Ordinal));
        var report = DataCheck.Run(copy.Path, "data");
        Assert.Equal("DATA309", Assert.Single(report.Faults).Code);
        Assert.Equal(["data/observations.csv"], report.Unsealed);
    }

    [Fact]
    public void A_correction_whose_fault_is_mended_upstream_fails()
    {
        using var copy = TemporaryFolder.CopyOf(Repository.Curated);
        var path = copy.File("observations.csv");
        File.WriteAllText(path, File.ReadAllText(path).Replace(",7650000,", ",765000000,", StringComparison.Ordinal));
        DataPackage.Seal(copy.Path);
        Assert.Equal("DATA311", Assert.Single(DataCheck.Run(copy.Path).Faults).Code);
    }

    [Fact]
    public void A_table_without_an_origin_or_outside_the_package_is_refused()
    {
        using var copy = TemporaryFolder.CopyOf(Repository.Curated);
        var path = copy.File("datapackage.json");
        var text = File.ReadAllText(path).Replace("\"path\": \"claims.csv\"", "\"path\": \"../claims.csv\"", StringComparison.Ordinal);
        var cut = text.LastIndexOf("\"producer\": \"The", StringComparison.Ordinal);
        File.WriteAllText(path, text[..cut] + "\"producer\": \"\", \"note\": \"The" + text[(cut + "\"producer\": \"The".Length)..]);
        var codes = DataCheck.Run(copy.Path).Faults.Select(fault => fault.Code).ToList();
        Assert.Contains("DATA007", codes);
        Assert.Contains("DATA003", codes);
    }

    [Fact]
    public void Nothing_to_check_is_a_fault()
    {
        using var empty = new TemporaryFolder();
        var report = DataCheck.Run(empty.Path);
        Assert.Equal("DATA900", Assert.Single(report.Faults).Code);
        Assert.False(report.Passed);
    }

    private static void Edit(string path, int row, string column, string text)
    {
        var lines = File.ReadAllLines(path);
        var fields = lines[row].Split(',');
        fields[Array.IndexOf(lines[0].Split(','), column)] = text;
        lines[row] = string.Join(',', fields);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
    }
}
