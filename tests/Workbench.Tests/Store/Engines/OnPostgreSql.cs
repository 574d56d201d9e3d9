using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Workbench.Tests.Store.Engines;

/// <summary>The panel in a PostgreSQL of its own on loopback, which sorts text by a language and keeps another time zone: the store must not mind.</summary>
public sealed class OnPostgreSql : StoreOnEngine
{
    private readonly TemporaryFolder folder = new();
    private Process? server;

    protected override string? Lacking() => Programs() is null ? "PostgreSQL is not on this machine. Install it, such as with 'apt-get install postgresql'." : null;

    protected override async Task<string> LoadAsync()
    {
        var (programs, port) = (Programs()!, FreePort());
        var data = folder.File("data");
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", "postgres", folder.Path);
        await RunAsync([.. AsUser(), Path.Combine(programs, "initdb"), "-D", data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US", "--no-sync"]);
        // One user has to give a password.
        var access = Path.Combine(data, "pg_hba.conf");
        await File.WriteAllTextAsync(access, "host all locked 127.0.0.1/32 scram-sha-256\n" + await File.ReadAllTextAsync(access));
        // It ends by itself, should the tests be killed.
        server = Start(["timeout", "600", .. AsUser(), Path.Combine(programs, "postgres"), "-D", data, "-c", "listen_addresses=127.0.0.1", "-c", string.Create(CultureInfo.InvariantCulture, $"port={port}"), "-c", "fsync=off", "-c", "timezone=Asia/Shanghai", "-c", $"unix_socket_directories={folder.Path}"]);
        var address = string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Pooling=false");
        await using var connection = await OpenAsync(address);
        var columns = "session_id text primary key, start timestamptz, platform_id text, kol_id text, kol_tier text, category text, stream_type text, viewers bigint, product_clicks bigint, carts bigint, orders bigint, kept_orders bigint, gmv_yuan bigint, sponsored_share double precision, content_score double precision, followers_start bigint, unfollows bigint, eligible_buyers bigint, repeat_buyers bigint, ad_yuan bigint, commission_yuan bigint, synthetic boolean";
        await using (var create = new NpgsqlCommand($"create schema lab; create table lab.panel ({columns})", connection)) await create.ExecuteNonQueryAsync();
        await using (var copy = await connection.BeginTextImportAsync("copy lab.panel from stdin with (format csv, header true)")) await copy.WriteAsync(await File.ReadAllTextAsync(Panel.Csv));
        return string.Create(CultureInfo.InvariantCulture, $"postgres://postgres@127.0.0.1:{port}/postgres?table=lab.panel&sslmode=disable");
    }

    protected override async Task EndAsync()
    {
        if (server is not null)
        {
            // 'timeout' hands the signal on; SIGINT is the fast shutdown of PostgreSQL.
            await RunAsync("kill", "-INT", server.Id.ToString(CultureInfo.InvariantCulture));
            await server.WaitForExitAsync();
            server.Dispose();
        }

        folder.Dispose();
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The folder of the newest server programs.</summary>
    private static string? Programs() => (Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql") : [])
        .Concat(["/usr/local/pgsql", "/opt/homebrew/opt/postgresql", "/usr"]).Select(place => Path.Combine(place, "bin"))
        .Where(bin => File.Exists(Path.Combine(bin, "initdb")) && File.Exists(Path.Combine(bin, "postgres"))).OrderByDescending(bin => bin, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>The server refuses to run as root.</summary>
    private static string[] AsUser() => Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];

    private static async Task<NpgsqlConnection> OpenAsync(string address)
    {
        for (var left = 100; ; left--)
        {
            var connection = new NpgsqlConnection(address);
            try
            {
                await connection.OpenAsync();
                return connection;
            }
            catch (NpgsqlException) when (left > 0)
            {
                await connection.DisposeAsync();
                await Task.Delay(100);
            }
        }
    }

    private static async Task RunAsync(params string[] command)
    {
        using var process = Start(command);
        var said = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', command)}: {await said}");
    }

    private static Process Start(string[] command)
    {
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        if (command[0] == "timeout")
        {
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        return process;
    }
}
