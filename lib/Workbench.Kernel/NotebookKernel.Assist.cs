using Workbench.Kernel.Magics;
using Workbench.Kernel.Sessions;

namespace Workbench.Kernel;

/// <content>What an editor asks while a cell is written.</content>
public sealed partial class NotebookKernel
{
    /// <summary>Names that can stand at a place in a cell.</summary>
    internal IReadOnlyList<string> Names(Language language, string code, int at)
    {
        var own = CellParser.Only(code, options.DefaultLanguage, language);
        return language switch
        {
            Language.CSharp => csharp.Value.GetAwaiter().GetResult().Names(own, at),
            Language.FSharp => fsharp.Value.GetAwaiter().GetResult().Names(own, at),
            _ => [],
        };
    }

    /// <summary>Signatures and documentation of what stands at a place in a cell; null when nothing is known.</summary>
    internal string? Describe(Language language, string code, int at)
    {
        var own = CellParser.Only(code, options.DefaultLanguage, language);
        return language switch
        {
            Language.CSharp => csharp.Value.GetAwaiter().GetResult().Describe(own, at),
            Language.FSharp => fsharp.Value.GetAwaiter().GetResult().Describe(own, at),
            _ => null,
        };
    }

    /// <summary>Whether a cell can be run as it stands.</summary>
    internal Completeness Completeness(Language language, string code)
    {
        try
        {
            var parts = CellParser.Parse(code, language);
            return (parts.Count == 0 ? null : parts[^1]) switch
            {
                { Language: Language.CSharp } last => CSharpCell.Completeness(last.Code),
                { Language: Language.FSharp } last => fsharp.Value.GetAwaiter().GetResult().Completeness(last.Code),
                _ => Kernel.Completeness.Whole,
            };
        }
        catch (ScriptFailure)
        {
            return Kernel.Completeness.Faulty;
        }
    }
}
