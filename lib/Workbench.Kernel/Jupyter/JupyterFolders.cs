namespace Workbench.Kernel.Jupyter;

/// <summary>Where Jupyter clients look for kernels, and where the kernel's own files go.</summary>
/// <param name="Kernels">Folder of kernel entries.</param>
/// <param name="Program">Folder of the installed copies of the kernel.</param>
public sealed record JupyterFolders(string Kernels, string Program)
{
    private const string Own = "livecommerce-workbench";

    /// <summary>The folders under a prefix such as <c>~/.local</c> or a virtual environment; those of the user when none is given.</summary>
    public static JupyterFolders Of(string? prefix)
    {
        if (prefix is not null)
        {
            var share = Path.Combine(Path.GetFullPath(prefix), "share");
            return new JupyterFolders(Path.Combine(share, "jupyter", "kernels"), Path.Combine(share, Own));
        }

        var jupyter = Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } named ? named : UserData();
        return new JupyterFolders(Path.Combine(jupyter, "kernels"), Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), Own));
    }

    private static string UserData()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows()) return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter");
        if (OperatingSystem.IsMacOS()) return Path.Combine(home, "Library", "Jupyter");
        return Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } data ? Path.Combine(data, "jupyter") : Path.Combine(home, ".local", "share", "jupyter");
    }
}
