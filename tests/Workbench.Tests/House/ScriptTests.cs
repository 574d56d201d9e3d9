using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Workbench.Tests.Cli;
using Xunit;

namespace Workbench.Tests.House;

/// <summary>The scripts in notebooks/scripts, run as their first lines say.</summary>
public sealed partial class ScriptTests
{
    private static readonly string[] Ids = ["gmv-per-user-taobao", "gmv-per-user-douyin", "gmv-per-user-kuaishou", "taobao-above-douyin-in-intent", "taobao-above-kuaishou-in-intent"];

    [Fact]
    public async Task The_landscape_script_in_C_sharp_and_in_F_sharp_tell_the_numbers_of_the_notebook()
    {
        using var folder = new TemporaryFolder();
        var notebook = Command.RunAsync(Repository.Root, new Dictionary<string, string?> { ["WORKBENCH_BROWSER"] = "/nowhere/browser" }, "run", "01-landscape", "--out", folder.Path);
        var csharp = DotnetAsync("run", "-c", "Release", "--property:UseSharedCompilation=false", "notebooks/scripts/landscape.cs");
        var fsharp = DotnetAsync("fsi", "notebooks/scripts/landscape.fsx");
        foreach (var ended in await Task.WhenAll(notebook, csharp, fsharp)) Assert.True(ended.Code == 0, ended.Errors + ended.Out);
        var told = Lines((await csharp).Out);
        var numbers = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Path, "latest", "numbers.json"), TestContext.Current.CancellationToken))!.AsArray()
            .ToDictionary(number => number!["id"]!.GetValue<string>(), number => number!["sentence"]!.GetValue<string>());

        Assert.Equal(told, Lines((await fsharp).Out));
        Assert.Equal(Ids.Select(id => Amount().Match(numbers[id]).Value), told.Select(line => Amount().Match(line).Value));
        Assert.All(told, line => Assert.True(double.Parse(Amount().Match(line).Value.Split(' ', '%')[0], NumberStyles.Number, CultureInfo.InvariantCulture) > 0, line));
    }

    private static async Task<Ended> DotnetAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        // what a test run leaves in the environment is of another SDK process; no build server may outlive the test
        foreach (var name in new[] { "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH" }) start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var running = new Running(Process.Start(start)!, "script");
        return await running.EndAsync();
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"[\d,.]+(?:%| CNY)")]
    private static partial Regex Amount();
}
