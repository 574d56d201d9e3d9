using System.Text.RegularExpressions;
using Workbench.Kernel;
using Workbench.Tests.Kernel;
using Xunit;

namespace Workbench.Tests.House;

/// <summary>The samples in the READMEs of the libraries, which their packages carry; a comment behind a line that prints is what it prints.</summary>
[Collection("kernel")]
public sealed partial class SampleTests(KernelFixture fixture)
{
    [Theory]
    [InlineData("LiveCommerce", "csharp")]
    [InlineData("LiveCommerce", "fsharp")]
    [InlineData("LiveCommerce.Data", "csharp")]
    [InlineData("LiveCommerce.Data", "fsharp")]
    [InlineData("LiveCommerce.Charts", "csharp")]
    [InlineData("LiveCommerce.Charts", "fsharp")]
    public async Task A_sample_prints_what_it_says(string library, string language)
    {
        var readme = (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "lib", library, "README.md"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        var sample = Regex.Match(readme, $"^```{language}\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline).Groups[1].Value;
        var output = new Sink();
        await fixture.Kernel.ExecuteAsync(sample, language == "csharp" ? Language.CSharp : Language.FSharp, output, TestContext.Current.CancellationToken);
        Assert.Empty(output.Outputs.OfType<CellError>());
        var printed = string.Concat(output.Outputs.OfType<StreamText>().Select(text => text.Text)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(printed);
        Assert.All(Said().Matches(sample), said => Assert.Contains(said.Groups[1].Value, printed));
    }

    [GeneratedRegex(@"^(?:Console\.Write|printf).*//\s+(.+)$", RegexOptions.Multiline)]
    private static partial Regex Said();
}
