using LiveCommerce;
using LiveCommerce.Data.Store;
using Xunit;

namespace Workbench.Tests.Store;

public sealed class StoreAddressTests
{
    [Theory]
    [InlineData("clickhouse://ada:p%40ss@lab.example:9000/live?table=d.sessions", "clickhouse://lab.example:9000/live/d.sessions")]
    [InlineData("clickhouse://lab.example", "clickhouse://lab.example:8123/default/sessions")]
    [InlineData("postgresql://ada:secret@lab.example/live", "postgres://lab.example:5432/live/sessions")]
    [InlineData("duckdb:/home/ada/data/sessions/", "duckdb:sessions")]
    [InlineData("duckdb:all.parquet?memory=2GB&threads=4", "duckdb:all.parquet")]
    public void An_address_is_shown_without_user_password_and_path(string text, string shown) => Assert.Equal(shown, StoreAddress.Parse(text).ToString());

    [Theory]
    [InlineData("clickhouse://ada:p%40ss%2F@lab.example:9000/live?table=d.sessions")]
    [InlineData("postgres://ada:secret@lab.example:5432/live?sslmode=require")]
    public void The_secret_text_opens_the_same_store(string text) => Assert.Equal(text, StoreAddress.Parse(text).ToSecretText());

    [Fact]
    public void A_relative_file_is_named_from_the_folder_of_the_command() =>
        Assert.Equal(Path.GetFullPath("/work/here/a.parquet"), StoreAddress.Parse("duckdb:here/a.parquet").From("/work").Place);

    [Theory]
    [InlineData("clickhuose://host", "did you mean 'clickhouse'?")]
    [InlineData("sessions.csv", "an address begins with duckdb:")]
    [InlineData("duckdb:", "a file or folder is missing")]
    [InlineData("postgres:///live", "a server is named by its host")]
    [InlineData("duckdb:x.parquet?memry=2GB", "did you mean 'memory'?")]
    [InlineData("duckdb:x.parquet?memory=lots", "a whole number with MB or GB")]
    [InlineData("duckdb:x.parquet?threads=0", "from 1 to 1024")]
    [InlineData("clickhouse://host/live?table=sessions;drop", "letters, digits and _")]
    public void What_is_no_address_is_refused_with_the_way_out(string text, string said)
    {
        var error = Assert.Throws<InputException>(() => StoreAddress.Parse(text));
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("DATA50", error.Code, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_address_does_not_give_its_password_away() =>
        Assert.DoesNotContain("secret", Assert.Throws<InputException>(() => StoreAddress.Parse("mysql://ada:secret@host/live")).Message, StringComparison.Ordinal);
}
