using Workbench.Kernel;
using Xunit;

namespace Workbench.Tests.Kernel;

[Collection("kernel")]
public sealed class InterruptionTests(KernelFixture fixture)
{
    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("for (;;) stopped++;")]
    [InlineData("do { try { stopped++; } catch (Exception) { } } while (true);")]
    [InlineData("foreach (var i in Enumerable.Repeat(1, int.MaxValue)) foreach (var j in Enumerable.Repeat(1, int.MaxValue)) stopped += j;")]
    public async Task An_endless_loop_stops_when_it_is_cancelled_and_the_session_goes_on(string loop)
    {
        await RunAsync("var stopped = 0L;", TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(600));
        var cell = Task.Run(() => RunAsync(loop, stop.Token), TestContext.Current.CancellationToken);
        var outputs = await cell.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal("Interrupted", Assert.Single(outputs.OfType<CellError>()).Name);
        Assert.Single((await RunAsync("stopped", TestContext.Current.CancellationToken)).OfType<ExecuteResult>());
    }

    [Fact]
    public async Task Columns_of_errors_are_those_of_the_cell_though_it_holds_a_loop()
    {
        var outputs = await RunAsync("while (true) { missing(); }", TestContext.Current.CancellationToken);
        Assert.StartsWith("(1,16): error CS0103", Assert.Single(outputs.OfType<CellError>()).Value, StringComparison.Ordinal);
    }

    private async Task<List<CellOutput>> RunAsync(string code, CancellationToken cancellation)
    {
        var sink = new Sink();
        await fixture.Kernel.ExecuteAsync(code, null, sink, cancellation);
        return sink.Outputs;
    }

    private sealed class Sink : ICellOutput
    {
        public List<CellOutput> Outputs { get; } = [];

        public void Write(CellOutput output)
        {
            lock (Outputs) Outputs.Add(output);
        }
    }
}
