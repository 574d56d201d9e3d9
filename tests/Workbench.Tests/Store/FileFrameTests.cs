using LiveCommerce.Data;
using LiveCommerce.Data.Store;
using Xunit;

namespace Workbench.Tests.Store;

public sealed class FileFrameTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Types_order_and_empty_fields_are_kept()
    {
        var rows = Enumerable.Range(0, 5000).Select(i => $"{i},{(i % 7 == 0 ? "" : $"{i}.5")},{(i % 3 == 0 ? "" : $"快手 number {i}")},{(i % 2 == 0 ? "true" : "false")},2024-02-29T23:{i % 60:00}:00Z");
        File.WriteAllLines(folder.File("a.csv"), rows.Prepend("n,x,name,flag,at"));
        var frame = FileFrame.Read(folder.File("a.csv"), TestContext.Current.CancellationToken);
        Assert.Equal([typeof(long), typeof(double), typeof(string), typeof(bool), typeof(DateTime)], frame.Columns.Select(column => column.DataType));
        Assert.Equal(Enumerable.Range(0, 5000).Select(i => (object)(long)i), frame["n"].Cast<object>());
        Assert.Equal(Enumerable.Range(0, 5000).Select(i => i % 7 == 0 ? null : (double?)(i + 0.5)), frame["x"].Cast<object?>().Select(value => (double?)value));
        Assert.Equal(Enumerable.Range(0, 5000).Select(i => i % 3 == 0 ? null : $"快手 number {i}"), frame["name"].Cast<object?>().Select(value => (string?)value));
        Assert.Equal(new DateTime(2024, 2, 29, 23, 59, 0), frame["at"][4979]);
        Assert.Equal(DateTimeKind.Utc, ((DateTime)frame["at"][0]).Kind);
        Assert.Equal((715, 1667), (frame["x"].NullCount, frame["name"].NullCount));
    }

    [Fact]
    public void Every_type_of_a_Parquet_file_comes_in_its_normal_form()
    {
        Panel.Duck($"copy (select 1::tinyint as a, 2::smallint as b, 3::integer as c, 4::utinyint as d, 5::usmallint as e, 6::uinteger as f, 7::ubigint as g, 9::decimal(18,0) as i, 1.25::decimal(4,2) as j, 2.5::float as k, date '2024-02-29' as l, timestamp_s '2024-02-29 01:02:03' as m, timestamptz '2024-02-29 01:02:03+08' as n, 'twelve bytes' as o, 'thirteen byte' as p, null::integer as q) to '{folder.File("a.parquet")}' (format parquet)");
        var frame = FileFrame.Read(folder.File("a.parquet"), TestContext.Current.CancellationToken);
        var day = new DateTime(2024, 2, 29, 0, 0, 0, DateTimeKind.Utc);
        Assert.Equal([1L, 2L, 3L, 4L, 5L, 6L, 7L, 9L, 1.25, 2.5, day, day.AddHours(1).AddMinutes(2).AddSeconds(3), day.AddHours(-7).AddMinutes(2).AddSeconds(3), "twelve bytes", "thirteen byte", null], frame.Columns.Select(column => (object?)column[0]));
    }

    [Fact]
    public void A_late_row_of_another_type_changes_the_type_and_loses_nothing()
    {
        File.WriteAllLines(folder.File("a.csv"), Enumerable.Range(0, 60_000).Select(i => $"{i},{i}").Prepend("n,code").Append("60000,late"));
        var frame = FileFrame.Read(folder.File("a.csv"), TestContext.Current.CancellationToken);
        Assert.Equal((60_001L, "late", "7"), (frame.Rows.Count, (string)frame["code"][60_000], (string)frame["code"][7]));
    }

    [Theory]
    [InlineData("none.csv", "DATA510")]
    [InlineData("broken.parquet", "DATA535")]
    public void What_cannot_be_read_is_a_fault(string name, string code)
    {
        File.WriteAllText(folder.File("broken.parquet"), "no parquet");
        Assert.Equal(code, Assert.Throws<DataFaultException>(() => FileFrame.Read(folder.File(name), TestContext.Current.CancellationToken)).Faults[0].Code);
    }

    public void Dispose() => folder.Dispose();
}
