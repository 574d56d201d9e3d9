using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace Workbench.Kernel.Sessions;

/// <summary>The C# of one notebook: cells that see what earlier cells declared.</summary>
internal sealed partial class CSharpSession : IDisposable
{
    private static readonly string[] Usings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Text", "System.Threading", "System.Threading.Tasks", "Microsoft.DotNet.Interactive.Formatting", "Workbench.Kernel.Display", "Workbench.Kernel.Display.Familiar"];

    private readonly InteractiveAssemblyLoader loader = new();
    private readonly KernelGlobals globals;
    private ScriptOptions options;
    private readonly List<MetadataReference> notYetSeen = [];
    private ScriptState<object>? state;
    private int cell;

    private CSharpSession(KernelGlobals globals)
    {
        this.globals = globals;
        foreach (var path in CarriedAssemblies.LibraryPaths) loader.RegisterDependency(CarriedAssemblies.Load(path));
        options = ScriptOptions.Default.WithReferences(CarriedAssemblies.References()).WithImports(Usings)
            .WithEmitDebugInformation(true).WithFileEncoding(Encoding.UTF8).WithLanguageVersion(LanguageVersion.Latest).WithAllowUnsafe(false);
    }

    /// <summary>Starts a session, with a first submission that makes the compiler ready.</summary>
    public static Task<CSharpSession> StartAsync(KernelGlobals globals) => Task.Run(async () =>
    {
        var session = new CSharpSession(globals);
        await session.RunAsync("\"\"", 0, CancellationToken.None).ConfigureAwait(false);
        return session;
    });

    /// <summary>Runs a cell.</summary>
    /// <exception cref="ScriptFailure">It does not compile, or it throws.</exception>
    public async Task<ScriptValue> RunAsync(string code, int number, CancellationToken cancellation)
    {
        cell = number;
        var source = CSharpCell.Prepare(code);
        var withFile = options.WithFilePath($"cell{number}.csx").WithSourceResolver(ScriptSourceResolver.Default.WithBaseDirectory(Directory.GetCurrentDirectory()));
        var plain = Continue(source, withFile);
        var errors = Errors(plain, cancellation);
        if (errors.Count > 0) throw Failure(errors, code);
        var script = plain;
        if (Weaving.TryWeave(source, plain.GetCompilation()) is { } woven)
        {
            // what cannot be woven into runs as it is: its loops cannot be interrupted
            var attempt = Continue(woven, withFile);
            if (Errors(attempt, cancellation).Count == 0) script = attempt;
        }

        state = state is null
            ? await script.RunAsync(globals, _ => true, cancellation).ConfigureAwait(false)
            : await script.RunFromAsync(state, _ => true, cancellation).ConfigureAwait(false);
        notYetSeen.Clear();
        if (state.Exception is { } error) throw Traceback.Failure(error);
        return CSharpCell.HasValue(plain.GetCompilation()) || state.ReturnValue is not null && CSharpCell.Returns(plain.GetCompilation()) ? new ScriptValue(state.ReturnValue, true) : ScriptValue.None;
    }

    /// <summary>The variables, the newest of each name.</summary>
    public IReadOnlyList<SessionVariable> Variables() => state is null
        ? []
        : [.. state.Variables.Reverse().DistinctBy(variable => variable.Name).Select(variable => new SessionVariable(variable.Name, variable.Type, variable.Value))];

    /// <summary>Declares a variable with a value made elsewhere.</summary>
    public async Task SetAsync(string name, Type type, object? value, CancellationToken cancellation)
    {
        globals.Incoming[name] = value;
        var typeName = CSharpTypeName.Of(type);
        await RunAsync($"{typeName} {name} = ({typeName})__Incoming[\"{name}\"];", cell, cancellation).ConfigureAwait(false);
    }

    /// <summary>Lets later cells see an assembly.</summary>
    public void Reference(string path)
    {
        loader.RegisterDependency(CarriedAssemblies.Load(path));
        var reference = CarriedAssemblies.Reference(path);
        options = options.AddReferences(reference);
        notYetSeen.Add(reference);
    }

    public void Dispose() => loader.Dispose();

    /// <summary>A cell behind those before it. It takes their references and imports over: given again, they would pile up, and memory grow with the square of the cells.</summary>
    private Script<object> Continue(string source, ScriptOptions with) => state is null
        ? CSharpScript.Create<object>(source, with, typeof(KernelGlobals), loader)
        : state.Script.ContinueWith<object>(source, with.WithReferences(notYetSeen).WithImports());

    private static List<Diagnostic> Errors(Script<object> script, CancellationToken cancellation) =>
        [.. script.GetCompilation().GetDiagnostics(cancellation).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    private static ScriptFailure Failure(List<Diagnostic> errors, string code)
    {
        var lines = code.Split('\n');
        var traceback = new List<string>();
        foreach (var error in errors)
        {
            var span = error.Location.GetLineSpan();
            var at = span.StartLinePosition;
            var isOfCell = span.Path.Length == 0 || Path.GetFileName(span.Path) == span.Path;
            traceback.Add($"{(isOfCell ? "" : Path.GetRelativePath(".", span.Path))}({at.Line + 1},{at.Character + 1}): error {error.Id}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
            if (isOfCell && at.Line < lines.Length) traceback.Add("    " + lines[at.Line].Trim('\r', ' ', '\t'));
        }

        if (CSharpCell.Advice(errors, code) is { } advice) traceback.Add(advice);
        return new ScriptFailure(errors[0].Id, traceback[0], traceback);
    }
}

/// <summary>What C# cells see as their own: the variables that come from other languages.</summary>
public sealed class KernelGlobals
{
    internal Dictionary<string, object?> Incoming { get; } = new(StringComparer.Ordinal);

    /// <summary>Values on their way from another language.</summary>
    public IReadOnlyDictionary<string, object?> __Incoming => Incoming;
}
