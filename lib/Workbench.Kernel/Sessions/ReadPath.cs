using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Workbench.Kernel.Sessions;

/// <summary>Tells an argument that is the path of a file to read, by the name of its parameter: <c>path</c>, <c>fileName</c>, <c>csvFilePath</c>.</summary>
internal static class ReadPath
{
    private static readonly string[] Writing = ["Write", "Append", "Create", "Delete", "Move", "Exists", "Set", "Get", "Replace", "Save", "Encrypt", "Decrypt"];
    private static readonly string[] NewFiles = ["FileMode.Create", "FileMode.CreateNew", "FileMode.Append", "FileMode.Truncate", "FileAccess.Write"];

    public static bool Is(ArgumentSyntax argument, SemanticModel model) =>
        argument.RefKindKeyword.RawKind == 0
        && (model.GetOperation(argument) as IArgumentOperation)?.Parameter is { Type.SpecialType: SpecialType.System_String, RefKind: RefKind.None } parameter
        && IsPath(parameter.Name) && model.GetTypeInfo(argument.Expression).Type?.SpecialType == SpecialType.System_String
        && parameter.ContainingSymbol is IMethodSymbol method && Reads(method)
        && !NewFiles.Any(word => argument.Parent!.ToString().Contains(word, StringComparison.Ordinal));

    private static bool IsPath(string name) =>
        !name.StartsWith("dest", StringComparison.Ordinal) && (name.Contains("path", StringComparison.OrdinalIgnoreCase) || name.Contains("file", StringComparison.OrdinalIgnoreCase));

    private static bool Reads(IMethodSymbol method) =>
        method.ContainingType is { Name: not ("Path" or "Directory" or "DirectoryInfo") } type
        && !type.Name.EndsWith("Writer", StringComparison.Ordinal)
        && !Writing.Any(word => method.Name.StartsWith(word, StringComparison.Ordinal));
}
