using Workbench.Kernel;
using Xunit;

namespace Workbench.Tests.Kernel;

/// <summary>Cells that bring in other files: scripts, queries, notebooks.</summary>
[Collection("kernel")]
public sealed class OtherFilesTests(KernelFixture fixture) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_loaded_script_is_found_and_loops_beside_it_run()
    {
        File.WriteAllText(folder.File("twice.csx"), "static class Twice { public static int Of(int x) => 2 * x; }");
        Assert.Equal("12", Result(await RunAsync($"#load \"{folder.File("twice.csx")}\"\n" + "var loaded = 0;\nforeach (var x in new[] { 1, 2, 3 }) loaded += Twice.Of(x);\nloaded")));
    }

    [Fact]
    public async Task A_loaded_script_that_does_not_compile_is_named_with_its_own_place()
    {
        File.WriteAllText(folder.File("bad.csx"), "var fine = 1;\nvar broken = nosuch;");
        var error = Assert.Single((await RunAsync($"#load \"{folder.File("bad.csx")}\"")).OfType<CellError>());
        Assert.Contains("bad.csx(2,14): error CS0103", error.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notebook_is_imported_cell_by_cell_in_its_languages()
    {
        File.WriteAllText(folder.File("lib.ipynb"), """{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"markdown","id":"a","metadata":{},"source":"# not code"},{"cell_type":"code","id":"b","metadata":{},"outputs":[],"execution_count":null,"source":["var fromNotebook = 41;\n"]},{"cell_type":"code","id":"c","metadata":{"polyglot_notebook":{"kernelName":"fsharp"}},"outputs":[],"execution_count":null,"source":"let fromFSharp = 7"}]}""");
        Assert.Equal("42", Result(await RunAsync($"#!import {folder.File("lib.ipynb")}\nfromNotebook + 1")));
        Assert.Equal("8", Result(await RunAsync("#!fsharp\nfromFSharp + 1")));
    }

    [Fact]
    public async Task A_dib_file_is_imported_without_its_settings()
    {
        File.WriteAllText(folder.File("lib.dib"), "#!meta\n\n{\"kernelInfo\":{}}\n\n#!csharp\n\nvar fromDib = 5;\n\n#!fsharp\n\nlet dibF = 6\n");
        Assert.Equal("5", Result(await RunAsync($"#!import {folder.File("lib.dib")}\nfromDib")));
        Assert.Equal("6", Result(await RunAsync("#!fsharp\ndibF")));
    }

    [Fact]
    public async Task What_cannot_be_imported_is_named()
    {
        var self = folder.File("self.csx");
        File.WriteAllText(self, $"#!import {self}\nvar never = 1;");
        File.WriteAllText(folder.File("no.ipynb"), "hello");
        Assert.Equal("KERN107", Assert.Single((await RunAsync($"#!import {self}")).OfType<CellError>()).Name);
        Assert.Equal("KERN108", Assert.Single((await RunAsync($"#!import {folder.File("no.ipynb")}")).OfType<CellError>()).Name);
        Assert.Equal("KERN103", Assert.Single((await RunAsync("#!import nowhere.cs")).OfType<CellError>()).Name);
    }

    public void Dispose() => folder.Dispose();

    private static string Result(IEnumerable<CellOutput> outputs) => Assert.Single(outputs.OfType<ExecuteResult>()).Bundle.Find("text/plain")!.GetValue<string>();

    private async Task<List<CellOutput>> RunAsync(string code)
    {
        var sink = new Sink();
        await fixture.Kernel.ExecuteAsync(code, null, sink, TestContext.Current.CancellationToken);
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
