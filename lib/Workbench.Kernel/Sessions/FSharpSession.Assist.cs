using FSharp.Compiler.CodeAnalysis;
using FSharp.Compiler.EditorServices;
using FSharp.Compiler.Symbols;
using FSharp.Compiler.Text;
using FSharp.Compiler.Tokenization;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Control;
using Microsoft.FSharp.Core;

namespace Workbench.Kernel.Sessions;

/// <content>What an editor asks while a cell is written.</content>
internal sealed partial class FSharpSession
{
    /// <summary>Errors that more text can mend: open brackets, strings and comments, and what lacks a body.</summary>
    private static readonly int[] Mendable = [514, 515, 516, 517, 547, 583, 598, 603, 604, 605, 611, 612, 1232, 3104, 3107, 3156, 3524];

    /// <summary>Names that can stand at a place in a cell.</summary>
    public IReadOnlyList<string> Names(string code, int at)
    {
        var (line, column, text) = Place(code, at);
        var (parsed, checkedFile, _) = session.ParseAndCheckInteraction(code, null);
        var partial = QuickParse.GetPartialLongNameEx(text, column - 1);
        var list = checkedFile.GetDeclarationListInfo(FSharpOption<FSharpParseFileResults>.Some(parsed), line, text, partial, null, null, null);
        return [.. list.Items.Select(item => item.NameInCode)];
    }

    /// <summary>Signature and documentation of what stands at a place in a cell; null when nothing is known.</summary>
    public string? Describe(string code, int at)
    {
        var (line, column, text) = Place(code, at);
        if (QuickParse.GetCompleteIdentifierIsland(true, text, Math.Max(0, column - 1)) is not { } island) return null;
        var (name, end, _) = island.Value;
        var (_, checkedFile, _) = session.ParseAndCheckInteraction(code, null);
        var tip = checkedFile.GetToolTip(line, end, text, ListModule.OfSeq(name.Split('.')), FSharpTokenTag.Identifier, null);
        var parts = tip.Item.OfType<ToolTipElement.Group>().SelectMany(group => group.elements).ToList();
        if (parts.Count == 0) return null;
        var lines = parts.Select(part => string.Concat(part.MainDescription.Select(word => word.Text))).Distinct().ToList();
        var documented = parts.Select(part => part.XmlDoc switch
        {
            FSharpXmlDoc.FromXmlFile file => XmlDocumentation.Find(file.xmlSig, file.dllName),
            FSharpXmlDoc.FromXmlText { Item: var xml } => XmlDocumentation.Text(string.Join('\n', xml.GetXmlText())),
            _ => null,
        }).FirstOrDefault(words => words is not null);
        return string.Join('\n', documented is null ? lines : [.. lines, "", documented]);
    }

    /// <summary>Whether a cell can be run as it stands.</summary>
    public Completeness Completeness(string code)
    {
        var errors = Parse(code, "cell.fsx").Diagnostics.Where(diagnostic => diagnostic.Severity.IsError).ToList();
        if (errors.Count == 0) return Kernel.Completeness.Whole;
        var unexpected = errors.Any(error => error.ErrorNumber == 10 && error.Message.StartsWith("Unexpected symbol", StringComparison.Ordinal));
        return !unexpected && errors.Any(error => Mendable.Contains(error.ErrorNumber) || error.Message.StartsWith("Incomplete", StringComparison.Ordinal) || error.Message.StartsWith("Unexpected end of input", StringComparison.Ordinal)) ? Kernel.Completeness.Open : Kernel.Completeness.Faulty;
    }

    private FSharpParseFileResults Parse(string code, string file)
    {
        var (options, _) = session.InteractiveChecker.GetParsingOptionsFromCommandLineArgs(ListModule.OfSeq([file]), ListModule.Empty<string>(), FSharpOption<bool>.Some(true), null);
        return FSharpAsync.RunSynchronously(session.InteractiveChecker.ParseFile(file, SourceText.ofString(code), options, FSharpOption<bool>.Some(false), null), null, null);
    }

    private static (int Line, int Column, string Text) Place(string code, int at)
    {
        var line = code.AsSpan(0, at).Count('\n') + 1;
        var start = at == 0 ? 0 : code.LastIndexOf('\n', at - 1) + 1;
        var end = code.IndexOf('\n', at);
        return (line, at - start, code[start..(end < 0 ? code.Length : end)]);
    }
}
