using LiveCommerce.Data;
using LiveCommerce.Data.Frames;
using LiveCommerce.Data.Synthetic;
using Xunit;

namespace Workbench.Tests.Data;

public sealed class SessionPanelTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "data", "sessions");
    private static readonly PanelOptions Settings = PanelOptions.Read(Path.Combine(Folder, "generator.json"));
    private static readonly SessionPanel Panel = SessionPanel.Open(Folder);

    [Fact]
    public void The_shipped_panel_is_what_the_settings_generate() =>
        Assert.Equal(File.ReadAllText(Path.Combine(Folder, "sessions.csv")), SessionPanel.GenerateCsv(Settings));

    [Fact]
    public void Another_seed_gives_another_panel()
    {
        var small = Settings with { Kols = 3, SessionsPerKol = 5 };
        Assert.NotEqual(SessionPanel.GenerateCsv(small), SessionPanel.GenerateCsv(small.WithSeed(7)));
    }

    [Fact]
    public void A_kol_does_not_change_when_others_are_added()
    {
        var few = SessionPanel.GenerateCsv(Settings with { Kols = 2 });
        Assert.StartsWith(few, SessionPanel.GenerateCsv(Settings with { Kols = 4 }), StringComparison.Ordinal);
    }

    [Fact]
    public void Stages_are_nested_in_every_session() => Assert.All(
        Frame.Rows(Panel.Sessions, row => new[] { "viewers", "product_clicks", "carts", "orders", "kept_orders" }.Select(stage => row.Number(stage)!.Value).ToList()),
        stages => Assert.True(stages.Zip(stages.Skip(1)).All(pair => pair.Second <= pair.First)));

    [Fact]
    public void Repeat_buyers_are_eligible_and_unfollowers_followed() => Assert.All(
        Frame.Rows(Panel.Sessions, row => (Repeat: row.Number("repeat_buyers"), Eligible: row.Number("eligible_buyers"), Left: row.Number("unfollows"), Followers: row.Number("followers_start"))),
        row => Assert.True(row.Repeat <= row.Eligible && row.Left <= row.Followers));

    [Fact]
    public void Every_row_is_marked_synthetic_and_so_is_the_panel()
    {
        Assert.True(Panel.Provenance.Synthetic);
        Assert.Equal(20_000, Panel.Sessions.Rows.Count);
        Assert.All(Enumerable.Range(0, 20_000), row => Assert.Equal(true, Panel.Sessions["synthetic"][row]));
    }

    [Fact]
    public void A_setting_outside_its_range_is_named_with_its_place_and_range()
    {
        var fault = FaultAfter("\"threshold\": 0.35", "\"threshold\": 3.5");
        Assert.Equal(("DATA112", "'trust.threshold' is 3.5", "a number from 0 to 1"), (fault.Code, fault.Found, fault.Expected));
        Assert.Contains("\"threshold\"", File.ReadAllLines(Path.Combine(Folder, "generator.json"))[fault.Line - 1], StringComparison.Ordinal);
        Assert.Equal(5, fault.Column);
    }

    [Fact]
    public void A_setting_that_is_missing_is_named() => Assert.Contains("kols", FaultAfter("\"kols\": 200,", "").Found, StringComparison.Ordinal);

    [Fact]
    public void A_setting_that_is_misspelt_is_named() => Assert.Contains("kolz", FaultAfter("\"kols\": 200,", "\"kols\": 200, \"kolz\": 1,").Found, StringComparison.Ordinal);

    private static Fault FaultAfter(string old, string changed)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("generator.json");
        File.WriteAllText(path, File.ReadAllText(Path.Combine(Folder, "generator.json")).Replace(old, changed, StringComparison.Ordinal));
        return Assert.Single(Assert.Throws<DataFaultException>(() => PanelOptions.Read(path)).Faults);
    }
}
