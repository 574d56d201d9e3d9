using System.Runtime.InteropServices;

namespace LiveCommerce.Charts.Export;

/// <summary>An installed browser that can draw figures: Chrome, Edge or Chromium.</summary>
/// <param name="Path">The program.</param>
public sealed record BrowserProgram(string Path)
{
    private static readonly string[] LinuxNames = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "microsoft-edge-stable", "microsoft-edge"];
    private static readonly string[] LinuxFiles = ["/opt/google/chrome/chrome", "/usr/lib/chromium/chromium", "/snap/bin/chromium"];
    private static readonly string[] MacApps = ["Google Chrome", "Chromium", "Microsoft Edge", "Google Chrome for Testing"];
    private static readonly string[] WindowsFiles = [@"Google\Chrome\Application\chrome.exe", @"Microsoft\Edge\Application\msedge.exe"];
    private static readonly string[] WindowsRoots = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"];

    /// <summary>The first browser of this machine.</summary>
    /// <param name="explicitPath">The program that the user named; null to look for one.</param>
    public static BrowserSearch Find(string? explicitPath = null) =>
        Find(explicitPath, Environment.GetEnvironmentVariable, File.Exists, OperatingSystem.IsWindows() ? OSPlatform.Windows : OperatingSystem.IsMacOS() ? OSPlatform.OSX : OSPlatform.Linux);

    /// <summary>The first browser, with the environment given.</summary>
    /// <param name="explicitPath">The program that the user named; null to look for one.</param>
    /// <param name="variable">An environment variable by name; null when it is not set.</param>
    /// <param name="exists">Whether a file exists.</param>
    /// <param name="platform">The operating system.</param>
    public static BrowserSearch Find(string? explicitPath, Func<string, string?> variable, Func<string, bool> exists, OSPlatform platform)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ArgumentNullException.ThrowIfNull(exists);
        // A browser that somebody named and that is not there ends the search: another one would draw other bytes.
        if (explicitPath is { Length: > 0 }) return Named("the browser option", explicitPath, exists);
        if (variable("WORKBENCH_BROWSER") is { Length: > 0 } own) return Named("WORKBENCH_BROWSER", own, exists);
        var candidates = Candidates(variable, platform).ToList();
        return candidates.FirstOrDefault(exists) is { } found ? new BrowserSearch(new BrowserProgram(found), "") : new BrowserSearch(null, NotFound(candidates));
    }

    private static BrowserSearch Named(string origin, string path, Func<string, bool> exists) => exists(path)
        ? new BrowserSearch(new BrowserProgram(path), "")
        : new BrowserSearch(null, $"error FIG101: {origin} names {path}, which does not exist; no SVG, PNG or PDF is written. Fix: correct it, or remove it to use an installed browser.");

    private static string NotFound(IEnumerable<string> candidates) =>
        "FIG100: no browser was found, so figures are written as HTML, CSV and JSON, not as SVG, PNG or PDF. "
        + "Install Chrome, Edge or Chromium (Debian/Ubuntu: sudo apt install chromium fonts-liberation fonts-noto-cjk; macOS: brew install --cask google-chrome), "
        + $"or set WORKBENCH_BROWSER to the program. Looked at: {string.Join(", ", candidates)}.";

    private static IEnumerable<string> Candidates(Func<string, string?> variable, OSPlatform platform)
    {
        foreach (var name in new[] { "CHROME_PATH", "BROWSER_PATH", "PUPPETEER_EXECUTABLE_PATH" })
        {
            if (variable(name) is { Length: > 0 } path) yield return path;
        }

        if (platform == OSPlatform.Windows)
        {
            foreach (var file in WindowsFiles)
                foreach (var root in WindowsRoots.Select(variable).OfType<string>())
                    yield return root + "\\" + file;
            yield break;
        }

        if (platform == OSPlatform.OSX)
        {
            foreach (var folder in new[] { "/Applications", (variable("HOME") ?? "") + "/Applications" })
                foreach (var app in MacApps)
                    yield return $"{folder}/{app}.app/Contents/MacOS/{app}";
            yield break;
        }

        foreach (var name in LinuxNames)
            foreach (var folder in (variable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
                yield return folder.TrimEnd('/') + "/" + name;
        foreach (var file in LinuxFiles) yield return file;
    }
}

/// <summary>The outcome of a search for a browser.</summary>
/// <param name="Program">The browser; null when there is none.</param>
/// <param name="Message">One line for the user when there is none; else empty.</param>
public sealed record BrowserSearch(BrowserProgram? Program, string Message);
