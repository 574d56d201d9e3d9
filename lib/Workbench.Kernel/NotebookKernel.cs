using System.Diagnostics;
using System.Globalization;
using System.Net;
using Workbench.Kernel.Display;
using Workbench.Kernel.Magics;
using Workbench.Kernel.Sessions;

namespace Workbench.Kernel;

/// <summary>One notebook's engine: C#, F#, SQL and Markdown cells in one process, with values handed on by reference.</summary>
public sealed partial class NotebookKernel : IAsyncDisposable
{
    private readonly KernelOptions options;
    private readonly KernelGlobals globals = new();
    private readonly Lazy<Task<CSharpSession>> csharp;
    private readonly Lazy<Task<FSharpSession>> fsharp;
    private readonly PackageReferences packages = new();
    private readonly NamedTexts texts = new();
    private readonly Sharing sharing;
    private readonly FigureHtml? figures;
    private readonly Stack<string> importing = new();
    private int cells;

    private NotebookKernel(KernelOptions options)
    {
        this.options = options;
        figures = options.DrawInPage ? new FigureHtml() : null;
        csharp = new Lazy<Task<CSharpSession>>(() => CSharpSession.StartAsync(globals));
        fsharp = new Lazy<Task<FSharpSession>>(FSharpSession.StartAsync);
        sharing = new Sharing(() => csharp.Value, () => fsharp.Value, texts);
    }

    /// <summary>Starts an engine. Console output of cells is captured from now on.</summary>
    public static Task<NotebookKernel> StartAsync(KernelOptions? options = null)
    {
        var kernel = new NotebookKernel(options ?? new KernelOptions());
        CapturedConsole.Install();
        if (kernel.options.StartFSharp) _ = kernel.PrepareAllAsync();
        return Task.FromResult(kernel);
    }

    /// <summary>Runs a cell.</summary>
    /// <param name="code">Its text, magic commands and all.</param>
    /// <param name="language">Its language; a first line such as <c>#!fsharp</c> goes before it.</param>
    /// <param name="output">Takes what the cell puts out.</param>
    /// <param name="cancellation">Stops the cell at the next round of a C# loop; what waits elsewhere is stopped by ending the process.</param>
    /// <returns>Whether it ran to its end.</returns>
    public Task<bool> ExecuteAsync(string code, Language? language, ICellOutput output, CancellationToken cancellation = default) =>
        ExecuteAsync(code, language, output, null, cancellation);

    /// <summary>The channels between cells and the front end.</summary>
    internal CommTable Comms { get; } = new();

    /// <summary>Runs a cell that may have a thread of its own.</summary>
    internal Task<bool> ExecuteAsync(string code, Language? language, ICellOutput output, CellTurn? turn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(code);
        return InCellAsync(output, turn, async (context, number) =>
        {
            foreach (var part in CellParser.Parse(code, language ?? options.DefaultLanguage)) await RunAsync(part, number, context, cancellation).ConfigureAwait(false);
        }, cancellation);
    }

    /// <summary>Does something as a cell would: its outputs and its failure are shown.</summary>
    internal Task<bool> ActAsync(Action action, ICellOutput output, CellTurn turn, CancellationToken cancellation) =>
        InCellAsync(output, turn, (_, _) =>
        {
            action();
            return Task.CompletedTask;
        }, cancellation);

    private async Task<bool> InCellAsync(ICellOutput output, CellTurn? turn, Func<CellContext, int, Task> run, CancellationToken cancellation)
    {
        var number = Interlocked.Increment(ref cells);
        using var context = new CellContext(output, number, Comms, figures, turn, cancellation);
        using var watch = Interruption.Watch(cancellation);
        CellContext.Current = context;
        try
        {
            await run(context, number).ConfigureAwait(false);
            return true;
        }
        catch (ScriptFailure failure)
        {
            context.Write(failure.Error);
            return false;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            context.Write(Traceback.Failure(error).Error);
            return false;
        }
        finally
        {
            CellContext.Current = null;
        }
    }

    /// <summary>Makes a language ready, so that its first cell does not pay for the compiler's start.</summary>
    public async Task PrepareAsync(Language language)
    {
        if (language == Language.FSharp) await fsharp.Value.ConfigureAwait(false);
        if (language == Language.CSharp) await csharp.Value.ConfigureAwait(false);
        Formats.Bundle("");
    }

    /// <summary>Ends the engine.</summary>
    public async ValueTask DisposeAsync()
    {
        if (csharp.IsValueCreated && csharp.Value.IsCompletedSuccessfully) (await csharp.Value.ConfigureAwait(false)).Dispose();
        if (fsharp.IsValueCreated && fsharp.Value.IsCompletedSuccessfully) (await fsharp.Value.ConfigureAwait(false)).Dispose();
    }

    /// <summary>One language after the other, that of most cells first: side by side, both would be ready later.</summary>
    private async Task PrepareAllAsync()
    {
        foreach (var language in options.DefaultLanguage == Language.FSharp ? (Language[])[Language.FSharp, Language.CSharp] : [Language.CSharp, Language.FSharp])
            await PrepareAsync(language).ConfigureAwait(false);
    }

    private async Task RunAsync(CellPart part, int number, ICellOutput output, CancellationToken cancellation)
    {
        var clock = part.Commands.Any(command => command.Name == "#!time") ? Stopwatch.StartNew() : null;
        foreach (var command in part.Commands) await CommandAsync(command, part.Language, output, cancellation).ConfigureAwait(false);
        var value = part.Code.Trim().Length == 0 && part.Language != Language.Value ? ScriptValue.None : part.Language switch
        {
            Language.CSharp => await (await csharp.Value.ConfigureAwait(false)).RunAsync(part.Code, number, cancellation).ConfigureAwait(false),
            Language.FSharp => await RunFSharpAsync(part.Code, number, cancellation).ConfigureAwait(false),
            Language.Value => await KeptAsync(part, output, cancellation).ConfigureAwait(false),
            Language.Sql => await SqlAsync(part, cancellation).ConfigureAwait(false),
            _ => Shown(part, output),
        };
        if (value.HasValue && value.Value is not ShownValue) output.Write(new ExecuteResult(Formats.Bundle(value.Value)));
        if (clock is not null) output.Write(new DisplayData(Formats.Bundle(string.Create(CultureInfo.InvariantCulture, $"Wall time: {clock.Elapsed.TotalMilliseconds:0.0} ms"))));
    }

    private async Task<ScriptValue> RunFSharpAsync(string code, int number, CancellationToken cancellation) =>
        (await fsharp.Value.ConfigureAwait(false)).Run(code, number, cancellation);

    private async Task<ScriptValue> SqlAsync(CellPart part, CancellationToken cancellation)
    {
        var variables = await VariablesAsync().ConfigureAwait(false);
        var frame = SqlCell.Run(part.Code, variables.Select(pair => pair.Variable));
        if (part.Options["--as"] is { } name)
        {
            await (await csharp.Value.ConfigureAwait(false)).SetAsync(name, frame.GetType(), frame, cancellation).ConfigureAwait(false);
            if (fsharp.IsValueCreated) (await fsharp.Value.ConfigureAwait(false)).Set(name, frame.GetType(), frame);
        }

        return new ScriptValue(frame, true);
    }

    private async Task<ScriptValue> KeptAsync(CellPart part, ICellOutput output, CancellationToken cancellation)
    {
        output.Write(new DisplayData(Formats.Bundle(await texts.KeepAsync(part, cancellation).ConfigureAwait(false))));
        return ScriptValue.None;
    }

    private static ScriptValue Shown(CellPart part, ICellOutput output)
    {
        var bundle = part.Language switch
        {
            Language.Markdown => Formats.Bundle(new LiveCommerce.Prose(part.Code.Trim())),
            Language.JavaScript => new MimeBundle().Add(Mime.Html, $"<script type=\"text/javascript\">{part.Code.Trim()}</script>").Add(Mime.Plain, part.Code.Trim()),
            Language.Html => new MimeBundle().Add(Mime.Html, part.Code.Trim()).Add(Mime.Plain, part.Code.Trim()),
            _ => new MimeBundle().Add(Mime.Mermaid, part.Code.Trim()).Add(Mime.Html, $"<pre class=\"mermaid\">{WebUtility.HtmlEncode(part.Code.Trim())}</pre>").Add(Mime.Plain, part.Code.Trim()),
        };
        output.Write(new DisplayData(bundle));
        return ScriptValue.None;
    }

    private async Task CommandAsync(Magic command, Language language, ICellOutput output, CancellationToken cancellation)
    {
        switch (command.Name)
        {
            case "#!share":
                await sharing.ShareAsync(command, language, cancellation).ConfigureAwait(false);
                break;
            case "#!set":
                await sharing.SetAsync(command, language, cancellation).ConfigureAwait(false);
                break;
            case "#!who":
                output.Write(new DisplayData(Formats.Bundle(string.Join(' ', (await VariablesAsync().ConfigureAwait(false)).Where(pair => pair.Language == language).Select(pair => pair.Variable.Name)))));
                break;
            case "#!whos":
                output.Write(new DisplayData(Formats.Bundle((await VariablesAsync().ConfigureAwait(false))
                    .Select(pair => new { Language = pair.Language.ToString(), pair.Variable.Name, Type = pair.Variable.Type.Name, Value = TableView.Text(pair.Variable.Value is Microsoft.Data.Analysis.DataFrame frame ? $"{frame.Rows.Count} rows" : pair.Variable.Value) }).ToList())));
                break;
            case "#!lsmagic":
                output.Write(new DisplayData(Formats.Bundle(string.Join('\n', CellParser.Names))));
                break;
            case "#!import":
                await ImportAsync(command, language, output, cancellation).ConfigureAwait(false);
                break;
            case "#i":
                packages.AddSource(command.Arguments.Text);
                break;
            case "#r":
                await ReferenceAsync(command, language, output, cancellation).ConfigureAwait(false);
                break;
        }
    }

    private async Task ReferenceAsync(Magic command, Language language, ICellOutput output, CancellationToken cancellation)
    {
        var (files, said) = await packages.ResolveAsync(command.Arguments.Text, command.Line, cancellation).ConfigureAwait(false);
        foreach (var file in files)
        {
            (await csharp.Value.ConfigureAwait(false)).Reference(file);
            if (language == Language.FSharp || fsharp.IsValueCreated) (await fsharp.Value.ConfigureAwait(false)).Reference(file);
        }

        if (said is not null && files.Count > 0) output.Write(new DisplayData(Formats.Bundle(said)));
    }

    private async Task ImportAsync(Magic command, Language language, ICellOutput output, CancellationToken cancellation)
    {
        var path = command.Arguments.Text.Trim('"');
        if (!File.Exists(path)) throw new ScriptFailure("KERN103", $"({command.Line},1): error KERN103: no file '{path}'. Fix: name a file that exists, relative to the notebook.", []);
        var whole = Path.GetFullPath(path);
        if (importing.Contains(whole)) throw new ScriptFailure("KERN107", $"({command.Line},1): error KERN107: '{path}' imports itself. Fix: move what both need to a file of its own.", []);
        importing.Push(whole);
        try
        {
            foreach (var (code, itsLanguage) in ImportedFile.Read(FileReads.Note(path), language))
            {
                foreach (var part in CellParser.Parse(code, itsLanguage)) await RunAsync(part, Interlocked.Increment(ref cells), output, cancellation).ConfigureAwait(false);
            }
        }
        catch (ScriptFailure failure) when (failure.Error.Value.StartsWith('('))
        {
            throw new ScriptFailure(failure.Error.Name, path + failure.Error.Value, [.. failure.Error.Traceback.Select((line, index) => index == 0 && line == failure.Error.Value ? path + line : line)]);
        }
        finally
        {
            importing.Pop();
        }
    }

    private async Task<List<(Language Language, SessionVariable Variable)>> VariablesAsync()
    {
        var all = new List<(Language, SessionVariable)>();
        if (csharp.IsValueCreated && csharp.Value.IsCompletedSuccessfully) all.AddRange((await csharp.Value.ConfigureAwait(false)).Variables().Select(variable => (Language.CSharp, variable)));
        if (fsharp.IsValueCreated && fsharp.Value.IsCompletedSuccessfully) all.AddRange((await fsharp.Value.ConfigureAwait(false)).Variables().Select(variable => (Language.FSharp, variable)));
        return all;
    }
}
