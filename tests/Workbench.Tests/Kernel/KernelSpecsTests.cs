using Workbench.Kernel;
using Workbench.Kernel.Jupyter;
using Xunit;

namespace Workbench.Tests.Kernel;

public sealed class KernelSpecsTests : IDisposable
{
    private readonly string prefix = Directory.CreateTempSubdirectory("specs-").FullName;

    [Fact]
    public void An_installed_kernel_is_removed_without_a_trace()
    {
        Assert.Equal(4, KernelSpecs.Install(Kernels, ["workbench", "kernel", "start"]).Count);
        Assert.Contains("\"message\"", File.ReadAllText(Spec(".net-fsharp")), StringComparison.Ordinal);
        Assert.Equal(4, KernelSpecs.Uninstall(Kernels).Count);
        Assert.Empty(Directory.EnumerateDirectories(Kernels));
    }

    [Fact]
    public void A_kernel_of_another_program_is_kept_unless_forced()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Spec(".net-csharp"))!);
        File.WriteAllText(Spec(".net-csharp"), "{\"argv\":[\"other\"]}");
        Assert.Contains(KernelSpecs.Install(Kernels, ["w"]), line => line.StartsWith(".net-csharp: kept", StringComparison.Ordinal));
        KernelSpecs.Uninstall(Kernels);
        Assert.Contains("other", File.ReadAllText(Spec(".net-csharp")), StringComparison.Ordinal);
        KernelSpecs.Install(Kernels, ["w"], force: true);
        Assert.DoesNotContain("other", File.ReadAllText(Spec(".net-csharp")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"ip\":\"0.0.0.0\",\"shell_port\":1,\"control_port\":2,\"stdin_port\":3,\"iopub_port\":4,\"hb_port\":5}", "KERN202")]
    [InlineData("{}", "KERN201")]
    [InlineData("no json", "KERN201")]
    public async Task A_connection_file_that_cannot_be_used_is_refused(string json, string code)
    {
        var file = Path.Combine(prefix, "connection.json");
        await File.WriteAllTextAsync(file, json, TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<KernelServerException>(() => KernelServer.RunAsync(file, Language.CSharp, null, TestContext.Current.CancellationToken));
        Assert.Contains(code, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(prefix, recursive: true);

    private string Kernels => JupyterFolders.Of(prefix).Kernels;

    private string Spec(string name) => Path.Combine(Kernels, name, "kernel.json");
}
