using Xunit;

namespace Workbench.Tests.Cli;

public sealed class SynthTests
{
    [Fact]
    public async Task The_panel_is_made_anew_to_the_byte_and_another_seed_is_written_into_its_settings()
    {
        using var place = new SmallWorkbench();
        TemporaryFolder.Copy(Path.Combine(Repository.Root, "data", "sessions"), place.File("data", "sessions"));
        var (sessions, settings) = (place.File("data", "sessions", "sessions.csv"), place.File("data", "sessions", "generator.json"));
        var shipped = await File.ReadAllBytesAsync(sessions, TestContext.Current.CancellationToken);
        File.Delete(sessions);

        Assert.Equal(0, (await Command.RunAsync(place.Path, "synth")).Code);
        Assert.Equal(shipped, await File.ReadAllBytesAsync(sessions, TestContext.Current.CancellationToken));

        Assert.Equal(0, (await Command.RunAsync(place.Path, "synth", "--seed", "5")).Code);
        var other = await File.ReadAllBytesAsync(sessions, TestContext.Current.CancellationToken);
        Assert.NotEqual(shipped, other);
        var text = await File.ReadAllTextAsync(settings, TestContext.Current.CancellationToken);
        Assert.Contains("\"seed\": 5,", text, StringComparison.Ordinal);
        Assert.Contains("// One seed, one panel.", text, StringComparison.Ordinal);
        Assert.Equal(0, (await Command.RunAsync(place.Path, "synth")).Code);
        Assert.Equal(other, await File.ReadAllBytesAsync(sessions, TestContext.Current.CancellationToken));
        Assert.Equal(0, (await Command.RunAsync(place.Path, "check")).Code);
    }
}
