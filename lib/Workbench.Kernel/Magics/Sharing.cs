using FSharp.Compiler.Tokenization;
using Microsoft.CodeAnalysis.CSharp;
using Workbench.Kernel.Sessions;

namespace Workbench.Kernel.Magics;

/// <summary>Hands a value from one language to the other, by reference; what cannot cross is named with the reason.</summary>
internal sealed class Sharing(Func<Task<CSharpSession>> csharp, Func<Task<FSharpSession>> fsharp, NamedTexts texts)
{
    public async Task ShareAsync(Magic magic, Language to, CancellationToken cancellation)
    {
        var from = magic.Arguments["--from"] ?? throw Fault(magic, "no '--from'", "write #!share --from csharp name");
        if (!CellParser.TryLanguage(from, out var source) || source is not (Language.CSharp or Language.FSharp or Language.Value))
            throw Fault(magic, $"'--from {from}' is no language with values", "write --from csharp or --from fsharp");
        if (magic.Arguments.Plain.Count == 0) throw Fault(magic, "no name", "write the name of the value to share");
        foreach (var name in magic.Arguments.Plain) await HandAsync(magic, source, to, name, magic.Arguments["--as"] ?? name, cancellation).ConfigureAwait(false);
    }

    public async Task SetAsync(Magic magic, Language to, CancellationToken cancellation)
    {
        var name = magic.Arguments["--name"] ?? throw Fault(magic, "no '--name'", "write #!set --name x --value 12");
        var value = magic.Arguments["--value"] ?? throw Fault(magic, "no '--value'", "write #!set --name x --value 12, or --value @fsharp:y");
        if (value.StartsWith('@') && value.Split(':', 2) is [var from, var other] && CellParser.TryLanguage(from[1..], out var source))
            await HandAsync(magic, source, to, other, name, cancellation).ConfigureAwait(false);
        else
            await PutAsync(magic, to, name, typeof(string), value, cancellation).ConfigureAwait(false);
    }

    private async Task HandAsync(Magic magic, Language from, Language to, string name, string target, CancellationToken cancellation)
    {
        var variables = from == Language.Value ? texts.Variables() : from == Language.CSharp ? (await csharp().ConfigureAwait(false)).Variables() : (await fsharp().ConfigureAwait(false)).Variables();
        var found = variables.FirstOrDefault(variable => variable.Name == name)
            ?? await FunctionAsync(from, name).ConfigureAwait(false)
            ?? throw (from == Language.CSharp && (await csharp().ConfigureAwait(false)).IsMethod(name)
                ? Fault(magic, $"'{name}' is a method of C#, not a value", $"share it as a function: Func<...> {name}Function = {name}; in C#, then #!share --from csharp {name}Function")
                : Fault(magic, $"{Name(from)} has no value '{name}'{LiveCommerce.Spelling.Hint(name, variables.Select(variable => variable.Name))}", "run the cell that declares it first"));
        if (from == to && name == target) return;
        await PutAsync(magic, to, target, found.Type, found.Value, cancellation).ConfigureAwait(false);
        if (!CSharpTypeName.IsNameable(found.Type) && found.Type != typeof(object))
            CellContext.Current?.Write(new StreamText("stderr", $"'{target}' arrives as object: {Name(to)} cannot name its type {found.Type.Name}, which was declared in a cell or made by the compiler. Use a record of a library, or a tuple, array or list.\n"));
    }

    private async Task<SessionVariable?> FunctionAsync(Language from, string name)
    {
        if (from != Language.FSharp) return null;
        var value = (await fsharp().ConfigureAwait(false)).Find(name);
        return value is null ? null : new SessionVariable(name, value.GetType().BaseType is { IsGenericType: true } function ? function : typeof(object), value);
    }

    private async Task PutAsync(Magic magic, Language to, string name, Type type, object? value, CancellationToken cancellation)
    {
        if (!SyntaxFacts.IsValidIdentifier(name) || to == Language.CSharp && SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || to == Language.FSharp && Array.IndexOf([.. FSharpKeywords.KeywordNames], name) >= 0)
            throw Fault(magic, $"'{name}' cannot be the name of a variable in {Name(to)}", "choose another with --as");
        var shared = CSharpTypeName.IsNameable(type) ? type : typeof(object);
        if (to == Language.CSharp) await (await csharp().ConfigureAwait(false)).SetAsync(name, shared, value, cancellation).ConfigureAwait(false);
        else (await fsharp().ConfigureAwait(false)).Set(name, shared, value);
    }

    private static string Name(Language language) => language switch { Language.CSharp => "C#", Language.FSharp => "F#", _ => "#!value" };

    private static ScriptFailure Fault(Magic magic, string found, string fix) =>
        new("KERN102", $"({magic.Line},1): error KERN102: {magic.Name}: {found}. Fix: {fix}.", []);
}
