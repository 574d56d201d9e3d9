using System.Diagnostics;
using Workbench.Kernel.Jupyter;
using Xunit;

namespace Workbench.Tests.Kernel;

/// <summary>The kernel as Jupyter's own programs see it; without Jupyter each test says so in a line, and fails where CI is set.</summary>
[Collection("jupyter")]
public sealed class JupyterTests(JupyterFixture jupyter)
{
    [Fact]
    public Task The_csharp_kernel_passes_the_tests_of_the_jupyter_project() => jupyter.RunAsync("conformance.py", "csharp");

    [Fact]
    public Task The_fsharp_kernel_passes_the_tests_of_the_jupyter_project() => jupyter.RunAsync("conformance.py", "fsharp");

    [Fact]
    public Task A_session_of_displays_questions_channels_edits_and_interrupts() => jupyter.RunAsync("session.py");

    [Fact]
    public Task A_notebook_of_four_languages_becomes_a_page_and_the_console_answers() => jupyter.RunAsync("notebook.py");

    [Fact]
    public Task Random_messages_and_dying_clients_do_no_harm() => jupyter.RunAsync("robustness.py");
}

/// <summary>Kernel entries of this build in a throw-away folder.</summary>
public sealed class JupyterFixture : IDisposable
{
    private static readonly string Scripts = Path.Combine(Repository.Root, "tests", "Workbench.Tests", "Kernel", "Jupyter");
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private readonly string prefix = Directory.CreateTempSubdirectory("jupyter-").FullName;
    private readonly string? python = ((string[])["/usr/bin/python3", "python3", "python"]).FirstOrDefault(HasJupyter);

    public JupyterFixture() => KernelSpecs.Install(JupyterFolders.Of(prefix).Kernels, ["dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "workbench.dll"), "kernel", "start"]);

    public async Task RunAsync(string script, params string[] arguments)
    {
        if (python is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "Jupyter is not here (Debian: apt install python3-jupyter-kernel-test python3-nbconvert jupyter-console).");
            Assert.Fail("Jupyter is missing (Debian: apt install python3-jupyter-kernel-test python3-nbconvert jupyter-console).");
        }

        using var process = Start(python, [Path.Combine(Scripts, script), .. arguments], prefix);
        var said = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var talk = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
        }

        var text = await said + await talk;
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        Assert.True(process.ExitCode == 0, text[Math.Max(0, text.Length - 4000)..]);
    }

    public void Dispose() => Directory.Delete(prefix, recursive: true);

    private static Process Start(string python, IEnumerable<string> arguments, string prefix)
    {
        var start = new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = prefix };
        start.Environment["JUPYTER_PATH"] = Path.Combine(prefix, "share", "jupyter");
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["PYDEVD_DISABLE_FILE_VALIDATION"] = "1";
        return Process.Start(start)!;
    }

    private static bool HasJupyter(string python)
    {
        try
        {
            using var process = Start(python, ["-c", "import jupyter_kernel_test, nbclient, nbconvert, jupyter_console"], Path.GetTempPath());
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

[CollectionDefinition("jupyter", DisableParallelization = true)]
public sealed class JupyterCollection : ICollectionFixture<JupyterFixture>;
