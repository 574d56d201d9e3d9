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
    [InlineData("Enumerable.Range(0, int.MaxValue).Where(i => i % 2 == 7).Count()")]
    [InlineData("(from i in Enumerable.Range(0, int.MaxValue) where i < 0 select i).Count()")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("again: goto again;")]
    [InlineData("#!fsharp\nwhile true do ()")]
    [InlineData("#!fsharp\nlet mutable n = 0\nfor i in 1 .. 40000000 do\n    for j in 1 .. 1000 do\n        n <- n + j")]
    [InlineData("#!fsharp\nlet rec spin x = if x < 0 then 0 else spin (x + 1 - 1)\nspin 1")]
    [InlineData("#!fsharp\nSeq.initInfinite id |> Seq.iter (fun i -> try ignore i with _ -> ())")]
    [InlineData("#!fsharp\nSeq.initInfinite id |> Seq.filter (fun i -> i < 0) |> Seq.length")]
    [InlineData("#!fsharp\nSeq.initInfinite id |> Seq.iter (fun i ->\n    try\n        ignore i\n    with _ -> ())")]
    [InlineData("#!fsharp\n[ for i in Seq.initInfinite id do if i < 0 then yield i ]")]
    [InlineData("#!fsharp\n[ for i in Seq.initInfinite id do\n      if i < 0 then\n          i ]")]
    [InlineData("#!fsharp\nseq { while true do yield 1 } |> Seq.filter (function 2 -> true | _ -> false) |> Seq.length")]
    [InlineData("#!fsharp\nlet around () =\n    let rec inner x = if x < 0 then 0 else inner (x + 1 - 1)\n    inner 1\naround ()")]
    [InlineData("#!fsharp\ntype Spins() =\n    member this.Go(n: int) : int = if n < 0 then 0 else this.Go(n + 1 - 1)\nSpins().Go 1")]
    [InlineData("void Around() { while (true) { } }\nAround();")]
    [InlineData("class Turns { public int Value { get { for (;;) { } } } }\nnew Turns().Value")]
    public async Task An_endless_loop_stops_when_it_is_cancelled_and_the_session_goes_on(string loop)
    {
        await RunAsync("var stopped = 0L;", TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(600));
        var cell = Task.Run(() => RunAsync(loop, stop.Token), TestContext.Current.CancellationToken);
        var outputs = await cell.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal("Interrupted", Assert.Single(outputs.OfType<CellError>()).Name);
        Assert.Single((await RunAsync("stopped", TestContext.Current.CancellationToken)).OfType<ExecuteResult>());
    }

    [Theory]
    [InlineData("""
        using LiveCommerce.Competition;
        DominanceEnsemble.Run(Market.OfShares(new Dictionary<string, double> { ["a"] = 0.5, ["b"] = 0.5 }), 20_000, new ParameterPriors(new ShareParameters { Noise = 0.1 }, []),
            new EnsembleOptions { Runs = 400_000 }, Notebook.Progress("futures", 400_000), Notebook.Cancellation).Warnings[0].Code
        """)]
    [InlineData("""
        #!fsharp
        open LiveCommerce.Competition
        let ensemble =
            DominanceEnsemble.Run(Market.OfShares(dict [ "a", 0.5; "b", 0.5 ] |> System.Collections.Generic.Dictionary), 20_000, ParameterPriors(ShareParameters(Noise = 0.1), []),
                                  EnsembleOptions(Runs = 400_000), Notebook.Progress("futures", 400_000L), Notebook.Cancellation)
        ensemble.Warnings[0].Code
        """)]
    public async Task A_model_that_takes_the_token_of_the_cell_keeps_what_was_done(string ensemble)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        var outputs = await Task.Run(() => RunAsync(ensemble, stop.Token), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Contains("MODEL640", Assert.Single(outputs.OfType<ExecuteResult>()).Bundle.ToJson().ToJsonString(), StringComparison.Ordinal);
        var bars = outputs.OfType<DisplayData>().ToList();
        Assert.False(bars[0].IsUpdate);
        Assert.All(bars.Skip(1), bar => Assert.True(bar.IsUpdate && bar.DisplayId == bars[0].DisplayId));
    }

    [Fact]
    public async Task Columns_of_errors_are_those_of_the_cell_though_it_holds_a_loop()
    {
        var outputs = await RunAsync("while (true) { missing(); }", TestContext.Current.CancellationToken);
        Assert.StartsWith("(1,16): error CS0103", Assert.Single(outputs.OfType<CellError>()).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int Deep(int n) => Deep(n + 1) + 1;\nDeep(0)")]
    [InlineData("#!fsharp\nlet rec deep x = 1 + deep x\ndeep 1")]
    [InlineData("#!fsharp\nlet outer () =\n    let rec inner x = 1 + inner x\n    inner 0\nouter ()")]
    [InlineData("#!fsharp\ntype Member() =\n    member this.Value : int = this.Value + 1\nMember().Value")]
    [InlineData("class Arrow { public int Value => Value + 1; }\nnew Arrow().Value")]
    [InlineData("class Getter { public int Value { get { return Value + 1; } } }\nnew Getter().Value")]
    [InlineData("class Adds { public static Adds operator +(Adds a, Adds b) => a + b; }\nnew Adds() + new Adds()")]
    [InlineData("class Says { public override string ToString() => ToString() + \"x\"; }\nnew Says().ToString()")]
    [InlineData("class Index { public int this[int i] => this[i] + 1; }\nnew Index()[1]")]
    [InlineData("class Field { Field next = new Field(); }\nnew Field()")]
    [InlineData("class Setter { public int Value { set => Value = value; } }\nnew Setter().Value = 1")]
    [InlineData("void Endless() => Endless();\nEndless();")]
    public async Task Endless_recursion_ends_the_cell_and_not_the_process(string code)
    {
        var outputs = await RunAsync(code, TestContext.Current.CancellationToken);
        Assert.Equal("InsufficientExecutionStackException", Assert.Single(outputs.OfType<CellError>()).Name);
    }

    [Theory]
    [InlineData("Enumerable.Range(1, 3).Select(i => i * 2.5).Sum()", "15")]
    [InlineData("System.Linq.Expressions.Expression<Func<int, int>> next = x => x + 1;\nnext.ToString()", "x => (x + 1)")]
    [InlineData("Func<string> none = () => null;\nnone() is null", "True")]
    [InlineData("var told = new List<int>();\nnew[] { 1, 2 }.ToList().ForEach(x => told.Add(x));\nforeach (var x in new[] { 3 }) told.Add(x);\ntold.Count", "3")]
    [InlineData("int Choose(object o) => o switch { int i => i, _ => throw new ArgumentException(\"o\") };\nChoose(7)", "7")]
    [InlineData("async Task<int> Later() { await Task.Delay(1); return 5; }\nawait Later() + await Task.FromResult(1)", "6")]
    [InlineData("await Task.Delay(1)", null)]
    [InlineData("class Woven { public int A => 1; public int B { get; set; } = 2; public Woven() => B = 3; public int C { get => A + B; init => B = value; } }\nnew Woven().C", "4")]
    [InlineData("#!fsharp\n[ for i in 1 .. 3 -> i * 2 ]", "[2; 4; 6]")]
    [InlineData("#!fsharp\n[ for i in 1 .. 3 do yield i; yield i ]", "[1; 1; 2; 2; 3; 3]")]
    [InlineData("#!fsharp\nlet add = fun a b -> a + b\nlet pick = function 1 -> \"one\" | _ -> \"more\"\npick (add 0 1)", "one")]
    [InlineData("#!fsharp\nlet later = async { for i in 1 .. 2 do do! Async.Sleep 1\n                    return 5 }\nAsync.RunSynchronously later", "5")]
    [InlineData("#!fsharp\n<@ fun x -> x + 1 @>.ToString().Contains \"Enter\"", "False")]
    [InlineData("#!fsharp\n[ for i in 1 .. 3 do\n    if i <> 2 then yield i ]", "[1; 3]")]
    [InlineData("#!fsharp\nlet rec fact n =\n    if n = 0 then 1 else n * fact (n - 1)\nfact 5", "120")]
    public async Task What_is_woven_in_does_not_change_what_a_cell_does(string code, string? result)
    {
        var outputs = await RunAsync(code, TestContext.Current.CancellationToken);
        Assert.Empty(outputs.OfType<CellError>());
        Assert.Equal(result, outputs.OfType<ExecuteResult>().SingleOrDefault()?.Bundle.Find("text/plain")?.GetValue<string>());
    }

    private async Task<List<CellOutput>> RunAsync(string code, CancellationToken cancellation)
    {
        var sink = new Sink();
        await fixture.Kernel.ExecuteAsync(code, null, sink, cancellation);
        return sink.Outputs;
    }
}
