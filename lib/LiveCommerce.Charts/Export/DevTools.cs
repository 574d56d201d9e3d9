using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LiveCommerce.Charts.Export;

/// <summary>One browser process and its DevTools conversation: a pipe, or a WebSocket on Windows.</summary>
internal sealed partial class DevTools : IAsyncDisposable
{
    private readonly Process process;
    private readonly string profile;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonObject>> waiting = new();
    private readonly SemaphoreSlim writing = new(1);
    private readonly StringBuilder errors = new();
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ClientWebSocket? socket;
    private int last;
    private volatile bool ended;

    private DevTools(Process process, string profile) => (this.process, this.profile) = (process, profile);

    public static async Task<DevTools> StartAsync(string browser, string profile, CancellationToken token)
    {
        var pipe = !OperatingSystem.IsWindows();
        var flags = Flags(profile, pipe);
        // .NET cannot hand descriptors 3 and 4 to a child; the shell can. The browser ends when this process does.
        var start = pipe ? new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null", browser, .. flags]) : new ProcessStartInfo(browser, flags);
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        var tools = new DevTools(Process.Start(start)!, profile);
        _ = tools.DrainAsync();
        if (!pipe)
        {
            tools.socket = new ClientWebSocket();
            await tools.socket.ConnectAsync(await tools.address.Task.WaitAsync(token).ConfigureAwait(false), token).ConfigureAwait(false);
        }

        _ = tools.ListenAsync();
        return tools;
    }

    public async Task<JsonObject> CallAsync(string method, JsonObject parameters, string? session, CancellationToken token)
    {
        if (ended) throw Ended();
        var id = Interlocked.Increment(ref last);
        var answer = waiting[id] = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        // It may have ended between the two lines above; nobody would answer then.
        if (ended) throw Ended();
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (session is not null) message["sessionId"] = session;
        var bytes = Encoding.UTF8.GetBytes(message.ToJsonString());
        await writing.WaitAsync(token).ConfigureAwait(false);
        try
        {
            if (socket is not null)
            {
                await socket.SendAsync(bytes, WebSocketMessageType.Text, true, token).ConfigureAwait(false);
            }
            else
            {
                var stream = process.StandardInput.BaseStream;
                await stream.WriteAsync(bytes, token).ConfigureAwait(false);
                stream.WriteByte(0);
                await stream.FlushAsync(token).ConfigureAwait(false);
            }
        }
        catch (IOException)
        {
            throw Ended();
        }
        finally
        {
            writing.Release();
        }

        var reply = await answer.Task.WaitAsync(token).ConfigureAwait(false);
        if (reply["error"] is { } error) throw new FigureExportException($"error FIG102: the browser refused {method}: {error["message"]}; its page is gone, or it is too old. Fix: run again, or name another browser with WORKBENCH_BROWSER.");
        return reply["result"]!.AsObject();
    }

    private static string[] Flags(string profile, bool pipe)
    {
        List<string> flags =
        [
            pipe ? "--remote-debugging-pipe" : "--remote-debugging-port=0", "--headless", "--disable-gpu", "--enable-unsafe-swiftshader", "--font-render-hinting=none", "--force-color-profile=srgb",
            "--hide-scrollbars", "--disable-dev-shm-usage", "--disable-extensions", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
            "--disable-breakpad", "--disable-quic", "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=" + profile,
        ];
        if (Environment.IsPrivilegedProcess) flags.Add("--no-sandbox");
        flags.Add("about:blank");
        return [.. flags];
    }

    private async Task DrainAsync()
    {
        while (await process.StandardError.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            lock (errors)
            {
                if (errors.Length < 4096) errors.AppendLine(line);
            }

            if (Listening().Match(line) is { Success: true } match) address.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }

    private async Task ListenAsync()
    {
        var message = new MemoryStream();
        var buffer = new byte[1 << 16];
        try
        {
            while (true)
            {
                int count;
                if (socket is not null)
                {
                    var part = await socket.ReceiveAsync(buffer, CancellationToken.None).ConfigureAwait(false);
                    if (part.MessageType == WebSocketMessageType.Close) break;
                    message.Write(buffer, 0, part.Count);
                    if (part.EndOfMessage) Deliver(message);
                    continue;
                }

                count = await process.StandardOutput.BaseStream.ReadAsync(buffer).ConfigureAwait(false);
                if (count == 0) break;
                for (var from = 0; from < count;)
                {
                    var zero = Array.IndexOf(buffer, (byte)0, from, count - from);
                    message.Write(buffer, from, (zero < 0 ? count : zero) - from);
                    if (zero < 0) break;
                    Deliver(message);
                    from = zero + 1;
                }
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or WebSocketException or InvalidOperationException)
        {
        }

        End();
    }

    private void End()
    {
        ended = true;
        foreach (var answer in waiting.Values) answer.TrySetException(Ended());
    }

    private void Deliver(MemoryStream message)
    {
        var node = JsonNode.Parse(message.GetBuffer().AsSpan(0, (int)message.Length)) as JsonObject;
        message.SetLength(0);
        if (node?["id"]?.GetValue<int>() is { } id && waiting.TryRemove(id, out var answer)) answer.TrySetResult(node);
        // The process of the page is gone, though the browser is there: no call to it would ever be answered.
        else if (node?["method"]?.GetValue<string>() is "Inspector.targetCrashed" or "Target.targetCrashed") End();
    }

    private FigureExportException Ended()
    {
        lock (errors)
        {
            var said = string.Join(" / ", errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(4));
            return new FigureExportException($"error FIG102: the browser ended{(said.Length > 0 ? " and said: " + said : "")}. Fix: start it by hand to see why, or name another with WORKBENCH_BROWSER.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(5)).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is InvalidOperationException or TimeoutException or System.ComponentModel.Win32Exception)
        {
        }

        socket?.Dispose();
        process.Dispose();
        writing.Dispose();
        try
        {
            Directory.Delete(profile, true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
        }
    }

    [GeneratedRegex(@"DevTools listening on (ws://\S+)")]
    private static partial Regex Listening();
}
