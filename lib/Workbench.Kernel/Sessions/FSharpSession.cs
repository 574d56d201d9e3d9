using FSharp.Compiler.Diagnostics;
using FSharp.Compiler.Interactive;
using Microsoft.FSharp.Core;

namespace Workbench.Kernel.Sessions;

/// <summary>The F# of one notebook.</summary>
internal sealed partial class FSharpSession : IDisposable
{
    private readonly Shell.FsiEvaluationSession session;
    private int cell;

    private FSharpSession(Shell.FsiEvaluationSession session) => this.session = session;

    /// <summary>Starts a session; takes seconds, so it is best begun in the background.</summary>
    /// <remarks>Made on a thread of its own: on a thread whose synchronisation context waits for it, its constructor never returns.</remarks>
    public static Task<FSharpSession> StartAsync() => Task.Run(() =>
    {
        List<string> arguments =
        [
            "fsi.exe", "--noninteractive", "--nologo", "--gui-", "--readline-", "--quiet", "--targetprofile:netcore", "--usesdkrefs-", "--multiemit+", "--debug+",
            .. CarriedAssemblies.LibraryPaths.Append(CarriedAssemblies.All["FSharp.Core"]).Select(path => "-r:" + path),
        ];
        var configuration = Shell.FsiEvaluationSession.GetDefaultConfiguration();
        var made = Shell.FsiEvaluationSession.Create(configuration, [.. arguments], TextReader.Null, TextWriter.Null, TextWriter.Null, FSharpOption<bool>.None, null);
        var session = new FSharpSession(made);
        session.Evaluate("open System\nopen System.IO\nopen Microsoft.DotNet.Interactive.Formatting\nopen Workbench.Kernel.Display\nopen type Workbench.Kernel.Display.Familiar\n", null, CancellationToken.None);
        return session;
    });

    /// <summary>Runs a cell.</summary>
    /// <exception cref="ScriptFailure">It does not compile, or it throws.</exception>
    public ScriptValue Run(string code, int number, CancellationToken cancellation)
    {
        cell = number;
        return Evaluate(Woven(code) ?? code, code, cancellation);
    }

    /// <summary>The variables.</summary>
    public IReadOnlyList<SessionVariable> Variables() =>
        [.. session.GetBoundValues()
            .Where(bound => bound.Name != "it" && !bound.Name.StartsWith("__", StringComparison.Ordinal))
            .Select(bound => new SessionVariable(bound.Name, bound.Value.ReflectionType, bound.Value.ReflectionValue))];

    /// <summary>A function or value by name, as an object; a function comes as FSharpFunc.</summary>
    public object? Find(string name)
    {
        var (result, _) = session.EvalExpressionNonThrowing(name);
        return result is FSharpChoice<FSharpOption<Shell.FsiValue>, Exception>.Choice1Of2 { Item: { } some } ? some.Value.ReflectionValue : null;
    }

    /// <summary>Declares a value made elsewhere, under the type that both languages can name.</summary>
    public void Set(string name, Type type, object? value)
    {
        var box = Activator.CreateInstance(typeof(SharedValue<>).MakeGenericType(type), value)!;
        session.AddBoundValue("__b_" + name, box);
        Evaluate($"let {name} = __b_{name}.Value", null, CancellationToken.None);
    }

    /// <summary>Lets later cells see an assembly.</summary>
    public void Reference(string path)
    {
        CarriedAssemblies.Load(path);
        Evaluate($"#r @\"{path}\"", null, CancellationToken.None);
    }

    public void Dispose() => ((IDisposable)session).Dispose();

    private ScriptValue Evaluate(string code, string? written, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        // Handed the token, F# would throw away what a cell gives back once it is raised, such as the finished part of long work;
        // what is woven in and the interrupt of the thread end a cell without it.
        var (result, diagnostics) = session.EvalInteractionNonThrowing(code, $"cell{cell}.fsx", FSharpOption<CancellationToken>.None);
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity.IsError).ToList();
        if (errors.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            if (written is not null && WithType(code, errors) is { } typed) return Evaluate(typed, null, cancellation);
            throw Failure(errors, written ?? code);
        }

        return result switch
        {
            FSharpChoice<FSharpOption<Shell.FsiValue>, Exception>.Choice2Of2 { Item: var error } => throw Traceback.Failure(error),
            FSharpChoice<FSharpOption<Shell.FsiValue>, Exception>.Choice1Of2 { Item: { } some } when some.Value.ReflectionType != typeof(Unit) && EndsInExpression(some.Value) =>
                new ScriptValue(some.Value.ReflectionValue ?? Absent(some.Value.ReflectionType), true),
            _ => ScriptValue.None,
        };
    }

    /// <summary>A cell that ends in an expression of any type, such as <c>raise (exn "no")</c>, with a type for it; null when that is not what is wrong.</summary>
    private string? WithType(string code, List<FSharpDiagnostic> errors)
    {
        if (errors is not [{ ErrorNumber: 30 } error] || !error.Message.Contains("'it'", StringComparison.Ordinal)) return null;
        var lines = code.Split('\n');
        if (error.StartLine < 1 || error.EndLine > lines.Length) return null;
        lines[error.EndLine - 1] = lines[error.EndLine - 1].Insert(error.EndColumn, " : obj)");
        lines[error.StartLine - 1] = lines[error.StartLine - 1].Insert(error.StartColumn, "(");
        var typed = string.Join('\n', lines);
        var (_, checkedFile, _) = session.ParseAndCheckInteraction(typed, null);
        return checkedFile.Diagnostics.Any(diagnostic => diagnostic.Severity.IsError) ? null : typed;
    }

    /// <summary>F# holds <c>None</c> as null.</summary>
    private static MimeBundle? Absent(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(FSharpOption<>) ? new MimeBundle().Add(Display.Mime.Html, "<pre>None</pre>").Add(Display.Mime.Plain, "None") : null;

    /// <summary>The code with checks in its loops; null when it has none, or when it does not compile with them.</summary>
    private string? Woven(string code)
    {
        if (!WorthWeaving().IsMatch(code)) return null;
        var file = $"cell{cell}.fsx";
        if (FSharpWeaving.TryWeave(code, file, Parse(code, file).ParseTree) is not { } woven) return null;
        var (_, checkedFile, _) = session.ParseAndCheckInteraction(woven, null);
        return checkedFile.Diagnostics.Any(diagnostic => diagnostic.Severity.IsError) ? null : woven;
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"\b(while|for|rec|fun|function|member|StreamReader|LoadCsv|ReadAll\w+|ReadLines\w*|Open(Read|Text|Handle))\b")]
    private static partial System.Text.RegularExpressions.Regex WorthWeaving();

    private static bool EndsInExpression(Shell.FsiValue value) => value.ReflectionType != typeof(void);

    private static ScriptFailure Failure(List<FSharpDiagnostic> errors, string code)
    {
        var lines = code.Split('\n');
        var traceback = new List<string>();
        foreach (var error in errors)
        {
            traceback.Add($"({error.StartLine},{error.StartColumn + 1}): error {error.ErrorNumberText}: {error.Message}");
            if (error.StartLine >= 1 && error.StartLine <= lines.Length) traceback.Add("    " + lines[error.StartLine - 1].Trim('\r', ' ', '\t'));
        }

        return new ScriptFailure(errors[0].ErrorNumberText, traceback[0], traceback);
    }
}

/// <summary>Carries a value into F# under a type that F# can name.</summary>
/// <param name="value">The value.</param>
public sealed class SharedValue<T>(T value)
{
    /// <summary>The value.</summary>
    public T Value { get; } = value;
}
