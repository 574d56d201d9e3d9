using System.Runtime.InteropServices;
using LiveCommerce.Charts.Export;
using Xunit;

namespace Workbench.Tests.Charts;

public sealed class BrowserProgramTests
{
    [Fact]
    public void The_variable_of_the_workbench_comes_first_and_ends_the_search_when_it_is_wrong()
    {
        var search = BrowserProgram.Find(null, name => name == "WORKBENCH_BROWSER" ? "/gone" : "/usr/bin", path => path == "/usr/bin/chromium", OSPlatform.Linux);
        Assert.Null(search.Program);
        Assert.Contains("WORKBENCH_BROWSER names /gone", search.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LINUX", "/usr/bin/chromium")]
    [InlineData("OSX", "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge")]
    [InlineData("WINDOWS", @"C:\P\Microsoft\Edge\Application\msedge.exe")]
    public void Each_system_has_its_places(string system, string program)
    {
        var variables = new Dictionary<string, string> { ["PATH"] = "/bin:/usr/bin/", ["ProgramFiles(x86)"] = @"C:\P", ["HOME"] = "/h" };
        Assert.Equal(program, BrowserProgram.Find(null, variables.GetValueOrDefault, path => path == program, OSPlatform.Create(system)).Program!.Path);
    }

    [Fact]
    public void Without_a_browser_one_line_says_what_to_install()
    {
        var search = BrowserProgram.Find(null, _ => null, _ => false, OSPlatform.Linux);
        Assert.Null(search.Program);
        Assert.Contains("sudo apt install chromium", search.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', search.Message);
    }
}
