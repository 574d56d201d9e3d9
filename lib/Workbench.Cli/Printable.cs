namespace Workbench.Cli;

/// <summary>Text that may come from data, as a terminal takes it without harm.</summary>
internal static class Printable
{
    /// <summary>Control characters, which could move the cursor or change the title of the window, become a sign of replacement.</summary>
    public static string Of(string text) => string.Concat(text.Select(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t') ? '\uFFFD' : c));
}
