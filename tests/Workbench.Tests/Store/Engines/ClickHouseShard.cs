using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Workbench.Tests.Store.Engines;

/// <summary>One shard: this program again, with ClickHouse's library loaded and listening on loopback. It ends with the tests, and by itself after ten minutes.</summary>
internal sealed class ClickHouseShard : IDisposable
{
    private const string Serving = "WORKBENCH_TESTS_SHARD";

    private readonly Process process;
    private bool ended;

    private ClickHouseShard(Process process) => this.process = process;

    /// <summary>Where the library is: named by <c>WORKBENCH_CHDB</c>, or put there by the gate.</summary>
    public static string? Library() => new[] { Environment.GetEnvironmentVariable("WORKBENCH_CHDB"), "/opt/workbench-ci/node_modules/@chdb/lib-linux-x64-gnu/libchdb.so" }.FirstOrDefault(File.Exists);

    public static ClickHouseShard Start(string folder, int http, IReadOnlyList<int> tcp, int number)
    {
        Directory.CreateDirectory(folder);
        var shards = string.Concat(tcp.Select(port => string.Create(CultureInfo.InvariantCulture, $"<shard><replica><host>127.0.0.1</host><port>{port}</port></replica></shard>")));
        File.WriteAllText(Path.Combine(folder, "config.xml"), string.Create(CultureInfo.InvariantCulture,
            $"<clickhouse><listen_host>127.0.0.1</listen_host><http_port>{http}</http_port><tcp_port>{tcp[number]}</tcp_port><timezone>Asia/Shanghai</timezone><logger><level>warning</level><console>0</console><log>{folder}/log</log></logger><remote_servers><two>{shards}</two></remote_servers></clickhouse>"));
        File.WriteAllText(Path.Combine(folder, "serve.sql"), "SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP; SELECT sleepEachRow(1) FROM numbers(600) SETTINGS max_block_size = 1, function_sleep_max_microseconds_per_block = 0 FORMAT Null;");
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ClickHouseShard).Assembly.Location]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[Serving] = folder;
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ClickHouseShard(process);
    }

    public void Dispose()
    {
        if (ended) return;
        ended = true;
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    /// <summary>In a process that was started as a shard, serves instead of testing.</summary>
    [ModuleInitializer]
    internal static void Serve()
    {
        if (Environment.GetEnvironmentVariable(Serving) is not { } folder) return;
        new Thread(() =>
        {
            while (Console.In.Read() >= 0)
            {
                // The tests say nothing; they only go.
            }

            Process.GetCurrentProcess().Kill();
        })
        { IsBackground = true }.Start();
        string[] arguments = ["clickhouse", "--config-file", Path.Combine(folder, "config.xml"), "--path", Path.Combine(folder, "data"), "--queries-file", Path.Combine(folder, "serve.sql")];
        var run = Marshal.GetDelegateForFunctionPointer<CommandLine>(NativeLibrary.GetExport(NativeLibrary.Load(Library()!), "chdb_query_cmdline"));
        run(arguments.Length, [.. arguments.Select(Marshal.StringToCoTaskMemUTF8), 0]);
        Process.GetCurrentProcess().Kill();
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint CommandLine(int count, nint[] arguments);
}
