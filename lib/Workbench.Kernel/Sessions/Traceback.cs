using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Workbench.Kernel.Sessions;

/// <summary>The lines of cells, and of the libraries beneath, that led to an exception.</summary>
internal static partial class Traceback
{
    private const int MostLines = 24;
    private const int MostCauses = 12;

    public static ScriptFailure Failure(Exception error)
    {
        while (error is AggregateException { InnerExceptions.Count: 1 } or System.Reflection.TargetInvocationException && error.InnerException is { } inner) error = inner;
        var lines = new List<string> { $"{error.GetType().Name}: {error.Message}" };
        foreach (var frame in new StackTrace(error, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetFileName() is { } file && CellFile().Match(file.Replace('\\', '/')) is { Success: true } match)
                lines.Add($"   at cell {match.Groups[1].Value}, line {frame.GetFileLineNumber()}");
        }

        if (lines.Count > MostLines) lines = [.. lines.Take(MostLines / 2), $"   ... {lines.Count - MostLines} more ...", .. lines.TakeLast(MostLines / 2)];
        if (CellContext.Current?.Interrupted.IsCancellationRequested == true && IsStop(error))
            return new ScriptFailure("Interrupted", "the cell was interrupted", ["Interrupted: the cell was interrupted", .. lines.Skip(1)]);
        lines.AddRange(Causes(error).Take(MostCauses).Select(cause => $"   because of {cause.GetType().Name}: {cause.Message}"));
        return new ScriptFailure(error.GetType().Name, error.Message, lines);
    }

    /// <summary>The end of an interrupted cell; work side by side ends with several.</summary>
    private static bool IsStop(Exception error) => error is OperationCanceledException or ThreadInterruptedException || error is AggregateException several && several.Flatten().InnerExceptions.All(IsStop);

    private static IEnumerable<Exception> Causes(Exception error) =>
        (error is AggregateException several ? several.InnerExceptions : error.InnerException is { } one ? [one] : (IEnumerable<Exception>)[]).SelectMany(cause => Causes(cause).Prepend(cause));

    [GeneratedRegex(@"(?:^|/)cell(\d+)\.(?:csx|fsx)$")]
    private static partial Regex CellFile();
}
