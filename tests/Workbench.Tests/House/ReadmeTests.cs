using Workbench.Tests.Cli;
using Xunit;

namespace Workbench.Tests.House;

/// <summary>Every command that README.md tells a reader to type.</summary>
public sealed class ReadmeTests
{
    private const string Program = "dotnet run --project lib/Workbench.Cli -c Release -- ";

    [Fact]
    public void The_two_commands_stand_in_code_blocks_and_the_rest_are_verbs_of_the_program()
    {
        Assert.Equal(Program + "run", Typed().First(line => line.StartsWith("dotnet run", StringComparison.Ordinal)));
        Assert.Equal("dotnet test -c Release", Typed().Single(line => line.StartsWith("dotnet test", StringComparison.Ordinal)));
        Assert.All(Typed(), line => Assert.True(line == "dotnet test -c Release" || line.StartsWith(Program, StringComparison.Ordinal), line));
    }

    /// <summary>One after the other in one place, as a reader types them; a browser is needed for SVG alone.</summary>
    [Fact]
    public async Task The_commands_of_the_readme_work_in_their_order()
    {
        using var folder = new TemporaryFolder();
        var place = folder.File("workbench");
        foreach (var name in new[] { "data", "notebooks" }) TemporaryFolder.Copy(Path.Combine(Repository.Root, name), Path.Combine(place, name));
        foreach (var name in new[] { "Workbench.sln", "README.md" }) File.Copy(Path.Combine(Repository.Root, name), Path.Combine(place, name));
        TemporaryFolder.Copy(Path.Combine(Repository.Root, "data"), folder.File("my-data"));
        var observations = folder.File("my-data/curated/observations.csv");
        File.WriteAllText(observations, File.ReadAllText(observations).Replace("4972000000", "4982000000", StringComparison.Ordinal));
        foreach (var notebook in Directory.EnumerateFiles(Path.Combine(place, "notebooks"), "*.ipynb").Where(file => !file.EndsWith("03-niche.ipynb", StringComparison.Ordinal))) File.Delete(notebook);
        var home = new Dictionary<string, string?> { ["HOME"] = folder.Path, ["JUPYTER_DATA_DIR"] = null, ["XDG_DATA_HOME"] = null };
        foreach (var command in Typed().Where(line => line.StartsWith(Program, StringComparison.Ordinal)).Select(line => line[Program.Length..]))
        {
            // a copy that is compiled ahead of time takes a minute, and has a test of its own
            var arguments = command.Split(' ').Concat(command == "kernel install" ? ["--quick"] : []).ToArray();
            var ended = await Command.RunAsync(place, home, arguments);
            Assert.True(ended.Code == 0, $"{command} ended with {ended.Code}:\n{ended.Errors}{ended.Out}");
        }
    }

    private static IEnumerable<string> Typed()
    {
        var inside = false;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "README.md")))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) inside = !inside;
            else if (inside) yield return line;
        }
    }
}
