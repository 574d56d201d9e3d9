using Workbench.Runs.Compare;
using Xunit;

namespace Workbench.Tests.Runs;

public sealed class ChangeSizeTests
{
    [Theory]
    [InlineData(1.0, 1.0, null, null, ChangeSize.None)]
    [InlineData(1.0, 1.01, null, null, ChangeSize.Small)]
    [InlineData(1.0, 1.05, null, null, ChangeSize.Moderate)]
    [InlineData(1.0, 0.8, null, null, ChangeSize.Large)]
    [InlineData(1.0, -1.0, null, null, ChangeSize.Large)]
    [InlineData(0.0, 0.0001, null, null, ChangeSize.Large)]
    [InlineData(1.0, 1.5, 0.5, 1.6, ChangeSize.Noise)]
    [InlineData(1.0, 1.7, 0.5, 1.6, ChangeSize.Large)]
    [InlineData(1.0, 1.5, 1.5, 1.5, ChangeSize.Large)]
    [InlineData(null, 1.0, null, null, ChangeSize.Large)]
    [InlineData(1.0, null, null, null, ChangeSize.Large)]
    public void Size_of_a_change(double? before, double? after, double? low, double? high, ChangeSize size) => Assert.Equal(size, ChangeSizes.Of(before, after, low, high));
}
