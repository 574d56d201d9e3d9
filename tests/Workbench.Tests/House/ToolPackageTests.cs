using System.Diagnostics;
using Workbench.Tests.Cli;
using Xunit;

namespace Workbench.Tests.House;

/// <summary>The command as a .NET tool, away from the repository.</summary>
public sealed class ToolPackageTests
{
    [Fact]
    public async Task Packed_and_installed_it_runs_a_notebook_of_both_languages_in_another_folder()
    {
        using var folder = new TemporaryFolder();
        var packed = await DotnetAsync(folder.Path, "pack", Path.Combine(Repository.Root, "lib", "Workbench.Cli"), "-c", "Release", "--no-build", "-o", folder.File("packages"));
        Assert.True(packed.Code == 0, packed.Out);
        // a cache of its own: the version does not change with the content
        var installed = await DotnetAsync(folder.Path, "tool", "install", "LiveCommerce.Workbench", "--tool-path", folder.File("tools"), "--source", folder.File("packages"));
        Assert.True(installed.Code == 0, installed.Out + installed.Errors);

        using var place = new SmallWorkbench().WithCurated().With("01-both",
            SmallWorkbench.CSharp("#r \"nuget: LiveCommerce.Charts, *-*\"\nusing LiveCommerce.Data;\nvar platforms = CuratedData.Open().Platforms;\nplatforms.Rows.Count"),
            SmallWorkbench.FSharp("#!share --from csharp platforms\nplatforms.Columns.Count"));
        var ended = await RunAsync(folder.File("tools/workbench" + (OperatingSystem.IsWindows() ? ".exe" : "")), place.Path, ["run"], folder.Path);
        Assert.True(ended.Code == 0, ended.Errors + ended.Out);
        Assert.Contains("22", place.Executed("01-both")["cells"]![0]!["outputs"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("11", place.Executed("01-both")["cells"]![1]!["outputs"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private static Task<Ended> DotnetAsync(string folder, params string[] arguments) => RunAsync("dotnet", folder, arguments, folder);

    private static async Task<Ended> RunAsync(string program, string folder, string[] arguments, string home)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var name in new[] { "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH" }) start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_HOME"] = home;
        start.Environment["NUGET_HTTP_CACHE_PATH"] = Path.Combine(home, "http");
        if (arguments[0] == "tool") start.Environment["NUGET_PACKAGES"] = Path.Combine(home, "cache");
        using var running = new Running(Process.Start(start)!, program);
        return await running.EndAsync();
    }
}
